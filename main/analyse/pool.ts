/** Reads many logs in threads; the answers come in the order in which the logs were named. */
import type { ReadAnswer } from './messages';
import { problemOf } from './read';
import { Reader } from './reader';

export interface PoolOptions {
  /** Path of the thread's program, built from worker.ts. */
  readonly program: string;
  /** Threads at most. */
  readonly threads: number;
}

/** Answers that may wait for an earlier one, for each thread; bounds the memory. */
const AHEAD = 8;

/** A log whose thread died gets a problem; a new thread takes over the others. */
export async function* readInThreads(
  paths: readonly string[],
  options: PoolOptions,
): AsyncGenerator<ReadAnswer, void, undefined> {
  const threads = Math.max(1, Math.min(options.threads, paths.length));
  const waiting = new Map<number, Promise<ReadAnswer>>();
  const free: Reader[] = [];
  const all = new Set<Reader>();
  const wanted: ((reader: Reader) => void)[] = [];
  for (let count = 0; count < threads; count += 1) {
    const reader = new Reader(options.program);
    all.add(reader);
    free.push(reader);
  }

  const take = (): Promise<Reader> => {
    const reader = free.pop();
    if (reader) return Promise.resolve(reader);
    return new Promise((resolve) => wanted.push(resolve));
  };
  const give = (reader: Reader): void => {
    const next = wanted.shift();
    if (next) next(reader);
    else free.push(reader);
  };
  const read = async (path: string): Promise<ReadAnswer> => {
    const reader = await take();
    try {
      return await reader.read(path);
    } catch (error) {
      return { ok: false, problem: problemOf(path, error) };
    } finally {
      give(reader);
    }
  };

  try {
    let begun = 0;
    for (let next = 0; next < paths.length; next += 1) {
      for (; begun < Math.min(paths.length, next + threads * AHEAD); begun += 1) {
        const path = paths[begun];
        if (path !== undefined) waiting.set(begun, read(path));
      }
      const answer = waiting.get(next);
      waiting.delete(next);
      if (answer) yield await answer;
    }
  } finally {
    await Promise.all([...all].map((reader) => reader.end()));
  }
}
