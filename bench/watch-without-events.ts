// Watches the folder named first with the history in the second, and hears of nothing from the
// system: a log that grows is found by looking at its size, as on Windows, where a writer that keeps
// its file open causes no events. Prints what `watch --json` prints.
import { createMatcher } from '../main/engine/index';
import { openHistory } from '../main/history/index';
import { createCompanion, engineFactory } from '../main/watch/index';
import { compile } from '../catalogue/build';
import { loadEntries } from '../catalogue/load';

const [folder = '', state = ''] = process.argv.slice(2);
const opened = openHistory(state);
if (!opened.ok) throw new Error(opened.problem.message);
const { history } = opened.value;
const companion = createCompanion({
  targets: [{ kind: 'folder', path: folder }],
  createEngine: engineFactory(createMatcher(compile(loadEntries()).index.entries)),
  store: history.store,
  watchFolder: () => () => undefined,
  events: {
    ready: () => process.stdout.write('{"ready":true}\n'),
    detection: ({ detection }) => process.stdout.write(`${JSON.stringify(detection)}\n`),
    problem: (problem) => process.stderr.write(`${problem.message}\n`),
  },
});
await companion.start();
process.on('SIGTERM', () => {
  void companion.stop().then(() => {
    history.close();
    process.exit(0);
  });
});
