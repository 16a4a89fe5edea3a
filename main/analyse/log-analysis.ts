/**
 * One analysis: finds the logs, has them read in threads, tells what they gave in batches, and keeps
 * of each what is needed to show it.
 */
import { stat } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import type {
  AnalysedFile,
  AnalysisBatch,
  AnalysisProgress,
  AnalysisSource,
  AnalysisState,
  AnalysisView,
} from '../contract/analysis-view';
import type { EntrySummary } from '../contract/entry';
import type { Analysis, Problem } from '../contract/model';
import type { FileReport } from '../report/index';
import { findLogs } from './find-logs';
import type { LogSource } from './messages';
import { MOST_FOUND, piecesOf } from './pieces';
import { problemOf } from './read';
import { Reader } from './reader';
import { Slabs } from './slabs';
import type { SlabPlace } from './slabs';
import { Speed } from './speed';
import { summarise, unpack } from './summary';
import type { LogSummary, Reading } from './summary';

export interface AnalysisOptions {
  /** Path of the reading thread's program, built from worker.ts. */
  readonly program: string;
  readonly threads: number;
  readonly entries: ReadonlyMap<string, EntrySummary>;
  readonly tell: (batch: AnalysisBatch) => void;
}

/** What is kept of a log. */
export interface KeptLog {
  readonly index: number;
  /** Absolute; empty for pasted text. */
  readonly path: string;
  readonly name: string;
  /** Bytes when it was found. */
  readonly size: number;
  done: boolean;
  problem: Problem | null;
  growing: boolean;
  writtenAt: number;
  /** Bytes and lines that were read. */
  bytes: number;
  lines: number;
  encoding: string;
  packed: SlabPlace | null;
  /** Line number and byte in turn, about every MB. */
  places: Float64Array | null;
}

/** Milliseconds between two batches. */
const TELL_EVERY = 100;
/** More of them, or much more found in them than `MOST_FOUND`, would hold the window up. */
const MOST_FILES = 250;
const MOST_SOURCES = 100;
/** Milliseconds after the end, when logs that were written to lately are looked at once more. */
const LOOK_AGAIN_AFTER = 1500;
const LATELY = 5 * 60_000;
const MOST_LOOKED_AT = 1000;

const NOTHING: LogSummary = {
  bytes: 0,
  lines: 0,
  encoding: 'utf-8',
  logType: 'text',
  sessions: [],
  incidents: [],
};

export class LogAnalysis {
  readonly logs: KeptLog[] = [];
  private state: AnalysisState = 'finding';
  private readonly slabs = new Slabs();
  private readonly stop = new AbortController();
  private readonly free: Reader[] = [];
  private readonly readers: Reader[] = [];
  private readonly under = new Map<number, Reader>();
  private next = 0;
  private filesDone = 0;
  private bytes = 0;
  private bytesDone = 0;
  private skipped = 0;
  private readonly speed = new Speed();
  private untold: AnalysedFile[] = [];
  private changed = false;
  private timer: NodeJS.Timeout | null = null;
  private lookTimer: NodeJS.Timeout | null = null;

  constructor(
    readonly id: string,
    private readonly source: AnalysisSource,
    private readonly options: AnalysisOptions,
  ) {}

  /** The bytes of pasted text; null for files. */
  get text(): Uint8Array | null {
    return this.source.kind === 'text' ? (this.pasted ??= Buffer.from(this.source.text)) : null;
  }
  private pasted: Uint8Array | null = null;

  get running(): boolean {
    return this.state === 'finding' || this.state === 'reading';
  }

  /** Ends once everything is read, or cancelled. */
  async run(): Promise<void> {
    this.tellOn();
    const { source } = this;
    if (source.kind === 'text') this.add('', '', this.text?.length ?? 0);
    else await this.find(source.paths);
    if (this.state !== 'finding') return;
    this.state = 'reading';
    this.changed = true;
    await this.finishIfDone();
  }

  /** At once: the threads end, what was found stays. */
  cancel(): void {
    if (this.running) void this.end('cancelled');
  }

  /** Nobody wants it any more. */
  drop(): void {
    this.cancel();
    if (this.timer !== null) clearInterval(this.timer);
    if (this.lookTimer !== null) clearTimeout(this.lookTimer);
  }

  /** A page of what was found so far, from this index on. */
  view(from: number): AnalysisView {
    const page = this.logs.slice(from, from + MOST_FILES);
    const next = from + page.length;
    const files: AnalysedFile[] = [];
    let found = 0;
    for (const log of page.filter(({ done }) => done)) {
      const pieces = piecesOf(this.shown(log));
      // What does not go into this page is told in batches.
      const [first] = pieces;
      if (first !== undefined && found < MOST_FOUND) files.push(...pieces.splice(0, 1));
      found += foundIn(first);
      this.untold.push(...pieces);
    }
    if (this.untold.length > 0) this.tellOn();
    return {
      progress: this.progress(),
      sources: this.source.kind === 'text' ? [] : this.source.paths.slice(0, MOST_SOURCES),
      files,
      next: next < this.logs.length ? next : null,
    };
  }

  /** All that was found in a log; null if it could not be read. */
  analysisOf(log: KeptLog): Analysis | null {
    return log.packed === null ? null : unpack(this.slabs.get(log.packed));
  }

  /** All that was read, log by log, to be gone through as often as is wanted. */
  get files(): Iterable<FileReport> {
    const { logs } = this;
    const read = (log: KeptLog): FileReport[] => {
      const analysis = this.analysisOf(log);
      return analysis === null ? [] : [{ path: log.path, ...analysis }];
    };
    return {
      *[Symbol.iterator]() {
        for (const log of logs) yield* read(log);
      },
    };
  }

  get problems(): Problem[] {
    return this.logs.flatMap(({ problem }) => problem ?? []);
  }

  progress(): AnalysisProgress {
    const ended = !this.running;
    const speed = this.speed.get();
    const left = Math.max(0, this.bytes - this.bytesDone);
    return {
      id: this.id,
      state: this.state,
      files: this.logs.length,
      filesDone: this.filesDone,
      bytes: this.bytes,
      bytesDone: this.bytesDone,
      bytesPerSecond: speed,
      secondsLeft: ended ? 0 : this.state === 'reading' && speed ? left / speed : null,
      skipped: this.skipped,
      reading: [...this.under.keys()].flatMap((index) => {
        const log = this.logs[index];
        return log ? [{ path: log.path, bytes: log.size, bytesDone: log.bytes }] : [];
      }),
    };
  }

  private async find(paths: readonly string[]): Promise<void> {
    const seen = new Set<string>();
    for await (const finding of findLogs(paths, this.stop.signal)) {
      if (this.stop.signal.aborted) return;
      if (finding.kind === 'skipped') {
        this.skipped += finding.count;
        this.changed = true;
        continue;
      }
      const path = finding.kind === 'log' ? finding.path : (finding.problem.path ?? finding.root);
      // A file may be named besides the folder in which it lies.
      if (seen.has(path)) continue;
      seen.add(path);
      const name = relative(dirname(finding.root), path) || basename(path);
      if (finding.kind === 'log') this.add(path, name, finding.size);
      else this.settle(this.keep(path, name, 0), NOTHING, finding.problem);
    }
  }

  private keep(path: string, name: string, size: number): KeptLog {
    const log: KeptLog = {
      index: this.logs.length,
      path,
      name,
      size,
      done: false,
      problem: null,
      growing: false,
      writtenAt: 0,
      bytes: 0,
      lines: 0,
      encoding: 'utf-8',
      packed: null,
      places: null,
    };
    this.logs.push(log);
    this.changed = true;
    return log;
  }

  private add(path: string, name: string, size: number): void {
    this.keep(path, name, size);
    this.bytes += size;
    this.feed();
  }

  /** Gives the free threads something to do. */
  private feed(): void {
    while (this.running && this.next < this.logs.length) {
      const log = this.logs[this.next];
      if (log === undefined || log.done) {
        this.next += 1;
        continue;
      }
      const reader = this.free.pop() ?? this.another();
      if (reader === null) return;
      this.next += 1;
      void this.read(reader, log);
    }
  }

  private another(): Reader | null {
    if (this.readers.length >= this.options.threads) return null;
    const reader = new Reader(this.options.program);
    this.readers.push(reader);
    return reader;
  }

  private async read(reader: Reader, log: KeptLog): Promise<void> {
    this.under.set(log.index, reader);
    const { text } = this;
    const source: LogSource = text === null ? { path: log.path } : { text };
    const answer = await reader
      .keep(source, (bytes) => {
        this.bytesDone += bytes - log.bytes;
        log.bytes = bytes;
        this.changed = true;
      })
      .catch((error: unknown) => ({ ok: false as const, problem: problemOf(log.path, error) }));
    if (!this.running) return;
    this.under.delete(log.index);
    this.free.push(reader);
    if (answer.ok) this.take(log, answer.value);
    else this.settle(log, NOTHING, wordFor(answer.problem, log));
    this.feed();
    await this.finishIfDone();
  }

  private take(log: KeptLog, reading: Reading): void {
    log.packed = this.slabs.add(reading.packed);
    // The start of the log needs no note.
    log.places = reading.places.length > 2 ? reading.places : null;
    log.writtenAt = reading.writtenAt;
    log.growing = reading.size > Math.min(log.size, reading.summary.bytes) && log.path !== '';
    this.settle(log, reading.summary, shrunk(log, reading));
  }

  private settle(log: KeptLog, summary: LogSummary, problem: Problem | null): void {
    // What was found may have grown or shrunk since, and the sum has to come out even.
    this.bytes += summary.bytes - log.size;
    this.bytesDone += summary.bytes - log.bytes;
    log.done = true;
    log.bytes = summary.bytes;
    log.lines = summary.lines;
    log.encoding = summary.encoding;
    log.problem = problem;
    this.filesDone += 1;
    this.untold.push(...piecesOf(decorate(log, summary)));
    this.changed = true;
  }

  private async finishIfDone(): Promise<void> {
    if (this.state === 'reading' && this.filesDone === this.logs.length) await this.end('done');
  }

  private async end(state: 'done' | 'cancelled'): Promise<void> {
    this.state = state;
    this.changed = true;
    this.stop.abort();
    this.under.clear();
    this.tell();
    if (state === 'done') {
      this.lookTimer = setTimeout(() => void this.lookAgain(), LOOK_AGAIN_AFTER);
      this.lookTimer.unref();
    }
    await Promise.all(this.readers.map((reader) => reader.end()));
  }

  /** A session that is open writes now and then: such a log can be watched. */
  private async lookAgain(): Promise<void> {
    const since = Date.now() - LATELY;
    const lately = this.logs.filter((log) => log.writtenAt > since && !log.growing);
    for (const log of lately.slice(0, MOST_LOOKED_AT)) {
      const info = await stat(log.path).catch(() => null);
      if (info === null || info.size <= log.bytes) continue;
      log.growing = true;
      this.untold.push(...piecesOf(this.shown(log)).slice(0, 1));
      this.changed = true;
    }
    this.tellOn();
  }

  /** Again every now and then until all is told. */
  private tellOn(): void {
    this.timer ??= setInterval(() => {
      this.tell();
    }, TELL_EVERY);
  }

  private tell(): void {
    if (this.running) this.speed.note(performance.now(), this.bytesDone);
    if (this.changed || this.untold.length > 0 || this.running) {
      this.changed = false;
      let count = 0;
      for (let found = 0; count < MOST_FILES && found < MOST_FOUND; count += 1) {
        found += foundIn(this.untold[count]);
      }
      const files = this.untold.splice(0, count);
      this.options.tell({ id: this.id, progress: this.progress(), files });
    }
    if (!this.running && this.untold.length === 0 && this.timer !== null) {
      clearInterval(this.timer);
      this.timer = null;
    }
  }

  private shown(log: KeptLog): AnalysedFile {
    const analysis = this.analysisOf(log);
    const summary =
      analysis === null ? NOTHING : summarise(analysis, log.lines, this.options.entries);
    return decorate(log, summary);
  }
}

const foundIn = (file: AnalysedFile | undefined): number =>
  file === undefined ? 0 : file.sessions.length + file.incidents.length;

const decorate = (
  { index, path, name, problem, growing }: KeptLog,
  summary: LogSummary,
): AnalysedFile => ({ index, path, name, problem, growing, ...summary });

/** What a folder held a moment ago, and is gone, was not mistyped. */
function wordFor(problem: Problem, log: KeptLog): Problem {
  if (problem.code !== 'not-found' || log.size === 0) return problem;
  const message = 'It was here a moment ago and is gone: moved, renamed or deleted.';
  return { path: log.path, code: 'vanished', message };
}

function shrunk(log: KeptLog, { size, summary }: Reading): Problem | null {
  if (size >= summary.bytes) return null;
  const message =
    'It was overwritten while it was read, so this may be half the old, half the new.';
  return { path: log.path, code: 'overwritten', message };
}
