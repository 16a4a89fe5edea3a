/** Reads many logs in threads; the answers come in the order in which the logs were named. */
import { Worker } from 'node:worker_threads';
import type { ReadAnswer, ReadRequest } from './messages';
import { problemOf } from './read';

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

/** One thread, started when there is something to read and again if it dies. */
class Reader {
  private worker: Worker | null = null;

  constructor(private readonly program: string) {}

  read(path: string): Promise<ReadAnswer> {
    const worker = (this.worker ??= this.start());
    return new Promise((resolve) => {
      const settle = (answer: ReadAnswer): void => {
        worker.off('message', settle).off('error', failed).off('exit', ended);
        resolve(answer);
      };
      const died = (reason: string): void => {
        if (this.worker === worker) this.worker = null;
        const message = `The thread that was reading it ended: ${reason}. The other logs are read.`;
        settle({ ok: false, problem: { path, code: 'thread-died', message } });
      };
      const failed = (error: unknown): void => {
        died(error instanceof Error ? error.message : String(error));
      };
      const ended = (code: number): void => {
        died(`exit code ${code}`);
      };
      worker.on('message', settle).on('error', failed).on('exit', ended);
      worker.postMessage({ path } satisfies ReadRequest);
    });
  }

  private start(): Worker {
    const worker = new Worker(this.program);
    // One that dies between two logs must not take the program with it.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
    });
    return worker;
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }
}
