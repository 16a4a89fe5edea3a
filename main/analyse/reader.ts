/** One thread that reads logs, started when there is something to read and again if it dies. */
import { Worker } from 'node:worker_threads';
import type { Analysis } from '../contract/model';
import type { Answer, LogSource, ReadProgress, ReadRequest } from './messages';
import type { Reading } from './summary';

export class Reader {
  private worker: Worker | null = null;

  /** @param program path of the thread's program, built from worker.ts. */
  constructor(private readonly program: string) {}

  /** All that was found in a log. */
  read(path: string): Promise<Answer<Analysis>> {
    return this.ask<Analysis>({ log: { path }, want: 'whole' }, () => undefined);
  }

  /** @param progress called now and then with the bytes read so far. */
  keep(log: LogSource, progress: (bytes: number) => void): Promise<Answer<Reading>> {
    return this.ask<Reading>({ log, want: 'kept' }, progress);
  }

  /** At once, whatever it is doing: what is being read gets no answer. */
  async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    worker?.removeAllListeners().on('error', () => undefined);
    await worker?.terminate();
  }

  private ask<T>(request: ReadRequest, progress: (bytes: number) => void): Promise<Answer<T>> {
    const worker = (this.worker ??= this.start());
    const path = 'path' in request.log ? request.log.path : '';
    return new Promise((resolve) => {
      const settle = (answer: Answer<T>): void => {
        worker.off('message', told).off('error', failed).off('exit', ended);
        resolve(answer);
      };
      const told = (message: Answer<T> | ReadProgress): void => {
        if ('progress' in message) progress(message.progress);
        else settle(message);
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
      worker.on('message', told).on('error', failed).on('exit', ended);
      worker.postMessage(request);
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
}
