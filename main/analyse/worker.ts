/** Entry of a thread that reads logs: a log comes in, what it gave goes out. */
import { parentPort } from 'node:worker_threads';
import type { EntrySummary } from '../contract/entry';
import { createEngine, createMatcher } from '../engine/index';
import index from '../../catalogue/generated/index.json' with { type: 'json' };
import type { ReadProgress, ReadRequest } from './messages';
import { keepLog, readLog } from './read';

const matcher = createMatcher(index.entries as unknown as readonly EntrySummary[]);
/** Milliseconds between two tellings of the progress. */
const TELL_EVERY = 50;

parentPort?.on('message', ({ log, want }: ReadRequest) => {
  if (want === 'whole' && 'path' in log) {
    void readLog(log.path, () => createEngine(matcher)).then((answer) => {
      parentPort?.postMessage(answer);
    });
    return;
  }
  let told = performance.now();
  const progress = (bytes: number): void => {
    if (performance.now() - told < TELL_EVERY) return;
    told = performance.now();
    parentPort?.postMessage({ progress: bytes } satisfies ReadProgress);
  };
  void keepLog(log, () => createEngine(matcher), matcher.entries, progress).then((answer) => {
    const buffers = answer.ok ? [answer.value.places.buffer as ArrayBuffer] : [];
    parentPort?.postMessage(answer, buffers);
  });
});
