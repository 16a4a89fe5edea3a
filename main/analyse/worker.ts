/** Entry of a thread that reads logs: a path comes in, what the log gave goes out. */
import { parentPort } from 'node:worker_threads';
import type { EntrySummary } from '../contract/entry';
import { createEngine, createMatcher } from '../engine/index';
import index from '../../catalogue/generated/index.json' with { type: 'json' };
import type { ReadRequest } from './messages';
import { readLog } from './read';

const matcher = createMatcher(index.entries as unknown as readonly EntrySummary[]);

parentPort?.on('message', ({ path }: ReadRequest) => {
  void readLog(path, () => createEngine(matcher)).then((answer) => {
    parentPort?.postMessage(answer);
  });
});
