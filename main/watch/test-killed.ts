// Watches the folder named first with the history in the second, and the compiled entries in the
// third, a JSON file, until it is killed. Says `ready`, then one line for each detection.
import { readFileSync, writeSync } from 'node:fs';
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
    ready: () => writeSync(1, 'ready\n'),
    detection: ({ detection }) => writeSync(1, `${detection.id} ${detection.message}\n`),
    problem: (problem) => writeSync(2, `${problem.message}\n`),
  },
});
await companion.start();
