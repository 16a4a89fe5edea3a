/**
 * Logs that are read on request, as the window asks for them. All of the work is done in a thread,
 * which is started when the first log comes; here is what only the main process can do.
 */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type {
  AnalysisBatch,
  AnalysisSource,
  ReportFormat,
  ReportPreview,
} from '../contract/analysis-view';
import type { ReportWish } from '../contract/ipc';
import type {
  DeskAnswer,
  DeskArgs,
  DeskCall,
  DeskMessage,
  DeskSettings,
} from '../analyse/desk-messages';
import { problem, ProblemError } from './problem';

export interface AnalysisHooks {
  readonly batch: (batch: AnalysisBatch) => void;
  /** Something was started from outside of the window. */
  readonly opened: (id: string) => void;
  /** Asks the user where to save; null if nowhere. */
  readonly askWhere: (suggestion: string) => Promise<string | null>;
  readonly copy: (text: string) => void | Promise<void>;
  /** The log's folder is to be watched from now on. */
  readonly watch: (folder: string) => void;
  readonly reveal: (file: string) => void;
  readonly failed: (what: string, thrown: unknown) => void;
}

export interface AnalysisPrograms {
  /** Path of the thread's program, built from desk-thread.ts. */
  readonly desk: string;
  /** Path of the reading threads' program, built from worker.ts. */
  readonly reader: string;
}

const EXTENSIONS: Readonly<Record<ReportFormat, string>> = {
  html: 'html',
  markdown: 'md',
  json: 'json',
  sarif: 'sarif',
  csv: 'csv',
  administrator: 'txt',
};

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
}

export class AnalysisService {
  #desk: Worker | null = null;
  #asked = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(
    private readonly programs: AnalysisPrograms,
    private readonly version: string,
    private readonly hooks: AnalysisHooks,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Passes a question on; throws a ProblemError if it is answered with a problem. */
  ask<C extends DeskCall>(call: C, args: DeskArgs<C>): Promise<DeskAnswer<C>> {
    const desk = (this.#desk ??= this.#start());
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      desk.postMessage({ number, call, args });
    });
  }

  /** Logs that another program or the system handed over. */
  async open(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const source: AnalysisSource = { kind: 'paths', paths };
    const { id } = await this.ask('start', source);
    this.hooks.opened(id);
  }

  async watch(id: string, file: number): Promise<null> {
    this.hooks.watch(path.dirname((await this.ask('path', { id, file })).path));
    return null;
  }

  async reveal(id: string, file: number): Promise<null> {
    this.hooks.reveal((await this.ask('path', { id, file })).path);
    return null;
  }

  report(wish: ReportWish): Promise<ReportPreview> {
    return this.ask('preview', wish);
  }

  /** Gives the file's path, or null if the user named none. */
  async save(wish: ReportWish): Promise<string | null> {
    const day = this.now().toISOString().slice(0, 10);
    const file = await this.hooks.askWhere(`putty-report-${day}.${EXTENSIONS[wish.format]}`);
    if (file !== null) await this.ask('save', { wish, file });
    return file;
  }

  async copy(wish: ReportWish): Promise<null> {
    await this.hooks.copy((await this.ask('text', wish)).text);
    return null;
  }

  /** At once, whatever is being read. */
  async stop(): Promise<void> {
    const desk = this.#desk;
    this.#desk = null;
    desk?.removeAllListeners();
    await desk?.terminate();
  }

  #start(): Worker {
    const settings: DeskSettings = {
      program: this.programs.reader,
      threads: availableParallelism(),
      version: this.version,
    };
    const desk = new Worker(this.programs.desk, { workerData: settings });
    desk.on('message', (message: DeskMessage) => {
      this.#take(message);
    });
    desk.on('error', (thrown) => {
      this.hooks.failed('The thread that analyses logs ended', thrown);
    });
    desk.on('exit', () => {
      if (this.#desk !== desk) return;
      this.#desk = null;
      const ended = problem(
        'analysis-ended',
        'The analysis ended because of an error. Start it again.',
      );
      for (const { reject } of this.#waiting.values()) reject(new ProblemError(ended));
      this.#waiting.clear();
    });
    return desk;
  }

  #take(message: DeskMessage): void {
    if (message.kind === 'batch') {
      this.hooks.batch(message.batch);
      return;
    }
    const waiting = this.#waiting.get(message.number);
    this.#waiting.delete(message.number);
    if (message.kind === 'answer') waiting?.resolve(message.value as never);
    else waiting?.reject(new ProblemError(message.problem));
  }
}
