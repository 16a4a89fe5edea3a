// Watches the folder named first with the history in the second, and the compiled entries in the
// third, a JSON file, until it is killed. Says what happens as JSON, a line each.
import { readFileSync } from 'node:fs';
import type { EntrySummary } from '../contract/entry';
import { createMatcher } from '../engine/index';
import { openHistory } from '../history/index';
import { createCompanion, engineFactory } from './index';

const [folder = '', state = '', entries = ''] = process.argv.slice(2);
const say = (said: object): void => {
  process.stdout.write(`${JSON.stringify(said)}\n`);
};
const summaries = JSON.parse(readFileSync(entries, 'utf8')) as EntrySummary[];
const opened = openHistory(state);
if (!opened.ok) throw new Error(opened.problem.message);
const companion = createCompanion({
  targets: [{ kind: 'folder', path: folder }],
  from: 'start',
  createEngine: engineFactory(createMatcher(summaries)),
  store: opened.value.history.store,
  events: {
    ready: () => say({ kind: 'ready', folders: companion.status().folders }),
    detection: ({ detection: { id, message } }) => say({ kind: 'detection', id, message }),
    status: (files) => say({ kind: 'status', files }),
    problem: ({ code }) => say({ kind: 'problem', code }),
    solved: (code) => say({ kind: 'solved', code }),
  },
});
await companion.start();
