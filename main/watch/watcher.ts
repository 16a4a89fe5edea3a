/**
 * Follows logs: finds out which files there are, which have changed, which were renamed,
 * truncated, overwritten or deleted, and has what was written read once and in order.
 *
 * One timer, one turn at a time. A turn looks at folders and files that are due or that a hint
 * named, then reads. PuTTY keeps its log open, and on Windows appends to an open file cause no
 * events: sizes are therefore looked at on a schedule, often for logs that grew lately.
 */
import type { Problem } from '../contract/model';
import type {
  FileStatus,
  ReadRecord,
  WatchStatus,
  WatchStore,
  WatchTarget,
} from '../contract/watch';
import type { Clock } from './clock';
import type { EngineFactory } from './engine-port';
import { FileSet } from './file-set';
import { Folders } from './folders';
import type { WatchFolder } from './watch-folder';
import type { Journal } from './journal';
import { rootOf } from './roots';
import type { Root } from './roots';
import { CHUNK_BYTES } from './tracked-file';
import type { TrackedFile } from './tracked-file';

/** All in milliseconds. */
export interface WatchTimes {
  /** Between two looks at a log that grew within `hot`. */
  readonly fast: number;
  /** Between two looks at one that grew within `warm`; of the others, at a part of them. */
  readonly slow: number;
  readonly hot: number;
  readonly warm: number;
  /** Between two looks at a watched folder, and at one that cannot be watched. */
  readonly folder: number;
  readonly poll: number;
  /** Silence after which whole lines that the engine holds back are decided. */
  readonly decide: number;
  /** Silence after which a line without an end is taken for a whole one: PuTTY may hold the rest in a buffer. */
  readonly decideAll: number;
  /** Between two savings of offsets behind which nothing was detected. */
  readonly save: number;
}

export const DEFAULT_TIMES: WatchTimes = {
  fast: 250,
  slow: 2000,
  hot: 300_000,
  warm: 3_600_000,
  folder: 5000,
  poll: 1000,
  decide: 500,
  decideAll: 5000,
  save: 2000,
};

export interface WatcherOptions {
  readonly targets: readonly WatchTarget[];
  /** Where to begin in files that are there when a target is watched for the first time. */
  readonly from: 'start' | 'end';
  readonly createEngine: EngineFactory;
  readonly store: WatchStore;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly times: WatchTimes;
  readonly watchFolder: WatchFolder;
  /** Files whose status changed. */
  readonly onStatus: (changes: readonly FileStatus[]) => void;
  readonly onProblem: (problem: Problem) => void;
  /** What was told under this code is over. */
  readonly onSolved: (code: string) => void;
}

/** How long what was found waits for what is found next, in milliseconds. */
const GATHER_MS = 50;
/** Bytes read from one file before the others have their turn. */
const STEP_BYTES = 4 * 1024 * 1024;
/** In one slow turn so many warm logs are looked at, and as many of the others, each when its turn comes. */
const MOST_PER_TURN = 100;
/** Events come in twos and threes; they are waited for. */
const HINT_DELAY_MS = 10;
/** Code of the problem that a turn met an error of our own. */
const FAILED = 'watch-failed';

export class Watcher {
  readonly #options: WatcherOptions;
  readonly #folders: Folders;
  readonly #files: FileSet;
  readonly #hinted = new Set<string>();
  /** Found in this turn, and not stored yet. */
  readonly #out = new Map<TrackedFile, ReadRecord>();
  #outSince = 0;
  /** One for all: files are read one after the other, and a new one for each read made memory swell. */
  readonly #buffer = new Uint8Array(CHUNK_BYTES);
  #roots: readonly Root[] = [];
  #cancel: (() => void) | null = null;
  #cancelDue = Infinity;
  #turn: Promise<void> | null = null;
  #again = false;
  #failing = false;
  #state: 'new' | 'running' | 'paused' | 'stopped' = 'new';
  #slowAt = 0;
  #savedAt = 0;
  #coldFrom = 0;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#folders = new Folders(options.watchFolder, options.times, (path) => {
      if (path !== null) this.#hinted.add(path);
      this.#wake(HINT_DELAY_MS);
    });
    this.#files = new FileSet({
      from: options.from,
      createEngine: options.createEngine,
      store: options.store,
      folders: this.#folders,
      clock: options.clock,
      hint: (path) => this.#hinted.add(path),
      gone: (file) => this.#decide(file, 'all'),
    });
  }

  /** Resolves once every file is being followed; what waits in them is read from then on. */
  async start(): Promise<void> {
    this.#roots = this.#options.targets.map((target) => rootOf(target));
    await this.#survey();
    this.#state = 'running';
  }

  /** Begins to read: what waits now, and whatever comes. */
  run(): void {
    this.#wake(0);
  }

  /** Follows these targets from now on, and no others. */
  async setTargets(targets: readonly WatchTarget[]): Promise<void> {
    const before = this.#state;
    await this.pause();
    if (this.#isStopped()) return;
    this.#roots = targets.map((target) => rootOf(target));
    await this.#survey();
    for (const file of this.#files.files()) {
      if (this.#folders.rootsOf(file.path).length === 0) await this.#files.letGo(file);
    }
    if (before === 'running') this.resume();
  }

  /** Stops looking; `resume` goes on where it was. Resolves when nothing is being read any more. */
  async pause(): Promise<void> {
    if (this.#state === 'running') this.#state = 'paused';
    this.#cancel?.();
    this.#cancel = null;
    await this.#turn;
    this.#writeOut();
    this.#save(true);
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    for (const file of this.#files.files()) this.#hinted.add(file.path);
    this.#wake(0);
  }

  /** Stores how far everything has been read, and closes what is open. */
  async stop(): Promise<void> {
    await this.pause();
    this.#state = 'stopped';
    this.#folders.close();
  }

  status(): WatchStatus {
    return {
      files: this.#files.statuses(),
      folders: this.#folders.statuses(),
    };
  }

  #isStopped(): boolean {
    return this.#state === 'stopped';
  }

  /** The first look at the present targets. */
  async #survey(): Promise<void> {
    const { store } = this.#options;
    this.#folders.setRoots(this.#roots);
    this.#files.setRoots(this.#roots);
    const paths = new Set(await this.#folders.refresh(this.#options.clock));
    for (const root of this.#roots) if (root.file !== null) paths.add(root.file);
    for (const file of this.#files.files()) paths.delete(file.path);
    const known = new Set(store.targets());
    await this.#files.reconcile(paths, known);
    const added = this.#roots.map((root) => root.key).filter((key) => !known.has(key));
    const found = this.#files.files().map((file) => file.position);
    this.#options.journal.heard(store.begin(added, found));
    this.#reportStatus();
  }

  /** Asks for a turn within `ms`. */
  #wake(ms: number): void {
    if (this.#state !== 'running') return;
    const due = this.#options.clock.elapsed() + ms;
    if (this.#turn !== null) {
      this.#again ||= ms <= HINT_DELAY_MS;
      return;
    }
    if (this.#cancel !== null) {
      if (this.#cancelDue <= due) return;
      this.#cancel();
    }
    this.#cancelDue = due;
    this.#cancel = this.#options.clock.after(ms, () => {
      this.#cancel = null;
      this.#turn = this.#takeTurn().finally(() => {
        this.#turn = null;
        const soon = this.#again || this.#files.files().some((file) => file.pending);
        this.#again = false;
        this.#wake(soon ? HINT_DELAY_MS : this.#idleDelay());
      });
    });
  }

  #idleDelay(): number {
    const { clock, times } = this.#options;
    const now = clock.elapsed();
    for (const file of this.#files.files()) {
      if (file.decision !== null || now - file.grewAt < times.hot) return times.fast;
    }
    return this.#folders.statuses().some((folder) => folder.state !== 'watching')
      ? times.poll
      : times.slow;
  }

  async #takeTurn(): Promise<void> {
    try {
      const { clock } = this.#options;
      const due = new Set([...this.#hinted, ...this.#duePolls(clock.elapsed())]);
      this.#hinted.clear();
      for (const path of await this.#folders.refresh(clock)) due.add(path);
      await this.#files.reconcile(due, null);
      for (const file of this.#files.files()) {
        if (file.pending && this.#state === 'running') await this.#read(file);
      }
      this.#writeOut();
      this.#decideQuiet();
      this.#save(false);
      if (this.#failing) this.#options.onSolved(FAILED);
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      const message = error instanceof Error ? error.message : String(error);
      this.#options.onProblem({
        path: null,
        code: FAILED,
        message: `Watching the logs met an error of its own: ${message}`,
      });
    }
    this.#reportStatus();
  }

  #duePolls(now: number): string[] {
    const { times } = this.#options;
    const slow = now - this.#slowAt >= times.slow;
    if (slow) this.#slowAt = now;
    const due: string[] = [];
    const warm: TrackedFile[] = [];
    const cold: TrackedFile[] = [];
    for (const file of this.#files.files()) {
      const silent = now - file.grewAt;
      if (silent < times.hot) due.push(file.path);
      else if (slow) (silent < times.warm ? warm : cold).push(file);
    }
    if (!slow) return due;
    due.push(...this.#files.notedPaths());
    if (warm.length > MOST_PER_TURN) {
      // The logs written last are the likeliest to be written again.
      warm.sort((a, b) => b.grewAt - a.grewAt);
      cold.push(...warm.splice(MOST_PER_TURN));
    }
    if (this.#coldFrom >= cold.length) this.#coldFrom = 0;
    const rotation = cold.slice(this.#coldFrom, this.#coldFrom + MOST_PER_TURN);
    this.#coldFrom += MOST_PER_TURN;
    return [...due, ...[...warm, ...rotation].map((file) => file.path)];
  }

  async #read(file: TrackedFile): Promise<void> {
    const { clock, times } = this.#options;
    const state = file.state;
    const step = await file.read(STEP_BYTES, clock, this.#buffer);
    if (step.kind === 'read') {
      if (!file.position.settled && (file.dirty || file.decision === null)) {
        file.decision = { at: clock.elapsed() + times.decide, what: 'lines' };
      }
      if (step.found.length > 0) {
        file.dirty = false;
        this.#out.set(file, file.record(step.found));
        if (this.#out.size === 1) this.#outSince = clock.elapsed();
      }
      this.#files.touched(file);
      if (this.#out.size > 0 && clock.elapsed() - this.#outSince >= GATHER_MS) this.#writeOut();
      return;
    }
    if (step.kind === 'unreadable') {
      if (state !== 'unreadable') this.#files.touched(file);
      return;
    }
    // What stands under the name now is looked at in the next turn, which comes at once.
    file.pending = false;
    this.#hinted.add(file.path);
    this.#again = true;
    if (step.kind === 'overwritten') await this.#files.overwritten(file);
  }

  /** Stores and tells what was found. Many logs read in one turn share a transaction. */
  #writeOut(): void {
    if (this.#out.size === 0) return;
    const out = new Map(this.#out);
    this.#out.clear();
    this.#write(out);
  }

  #write(reads: ReadonlyMap<TrackedFile, ReadRecord>): void {
    const { journal } = this.#options;
    journal.write([...reads.values()]);
    // What the store would not take yet is told again from the whole analysis.
    if (!journal.waiting) for (const file of reads.keys()) file.session.forget();
  }

  /** Tells what the engine holds back in files that have been quiet for a while. */
  #decideQuiet(): void {
    const { clock, journal, times } = this.#options;
    const now = clock.elapsed();
    for (const file of this.#files.files()) {
      const { decision } = file;
      if (decision !== null && now >= decision.at && !file.pending) {
        this.#decide(file, decision.what);
        const next = now + times.decideAll - times.decide;
        if (decision.what === 'lines') file.decision = { at: next, what: 'all' };
      }
      const quiet = file.decision === null && now - file.grewAt > times.hot;
      if (!quiet || !file.session.loaded || file.dirty || journal.waiting) continue;
      if (file.session.stored) file.session.release();
      else journal.write([file.record([], null, true)]);
    }
  }

  #decide(file: TrackedFile, what: 'lines' | 'all'): void {
    const { clock, journal } = this.#options;
    file.decision = null;
    const decided = file.session.decided(file.position.offset, what);
    if (decided === null) return;
    const found = file.report(decided.detections, clock.now());
    const settled = file.position.settled || what === 'all';
    if (found.length === 0 && !file.dirty && settled === file.position.settled) return;
    file.dirty = false;
    file.position = { ...file.position, settled };
    journal.write([file.record(found, found.length > 0 ? decided.analysis : null)]);
  }

  /** Stores offsets that have moved without a detection, and what could not be stored before. */
  #save(atOnce: boolean): void {
    const { clock, journal, times } = this.#options;
    const now = clock.elapsed();
    if (!atOnce && now - this.#savedAt < times.save) return;
    const moved = this.#files
      .files()
      .filter((file) => file.dirty || (atOnce && file.session.loaded && !file.session.stored));
    if (moved.length === 0 && !journal.waiting) return;
    this.#savedAt = now;
    for (const file of moved) file.dirty = false;
    this.#write(new Map(moved.map((file) => [file, file.record([], null, atOnce)])));
  }

  #reportStatus(): void {
    const changes = this.#files.takeChanges();
    if (changes.length > 0) this.#options.onStatus(changes);
  }
}
