// Opens the history in the folder named first, says so, and holds it until it is killed.
import { openHistory } from './index';

const opened = openHistory(process.argv[2] ?? '');
process.stdout.write(opened.ok ? 'held\n' : `${opened.problem.code}\n`);
setInterval(() => undefined, 60_000);
