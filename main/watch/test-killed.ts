// Watches the folder named first with the history in the second, and the compiled entries in the
// third, a JSON file, until it is killed. Says `ready`, then one line for each detection.
import { readFileSync } from 'node:fs';
import type { EntrySummary } from '../contract/entry';
import { createMatcher } from '../engine/index';
import { openHistory } from '../history/index';
import { createCompanion, engineFactory } from './index';

const [folder = '', state = '', entries = ''] = process.argv.slice(2);
const summaries = JSON.parse(readFileSync(entries, 'utf8')) as EntrySummary[];
const opened = openHistory(state);
if (!opened.ok) throw new Error(opened.problem.message);
const companion = createCompanion({
  targets: [{ kind: 'folder', path: folder }],
  from: 'start',
  createEngine: engineFactory(createMatcher(summaries)),
  store: opened.value.history.store,
  events: {
    ready: () => process.stdout.write('ready\n'),
    detection: ({ detection }) => process.stdout.write(`${detection.id} ${detection.message}\n`),
    problem: (problem) => process.stderr.write(`${problem.message}\n`),
  },
});
await companion.start();
