/** The watch as the desktop runs it: what to watch, pausing, and telling how it is doing. */
import type { Problem } from '../contract/model';
import type { WatchStatus, WatchStore, WatchTarget } from '../contract/watch';
import type { WatchedFolder, WatchView } from '../contract/watch-view';
import { createCompanion } from '../watch/index';
import type { Companion, DetectionEvent, EngineFactory, IncidentEvent } from '../watch/index';
import { watchView } from './watch-view';

/** What is to be watched, and how it is shown. */
export interface Watchable {
  readonly target: WatchTarget;
  readonly shown: WatchedFolder;
}

export interface WatchServiceOptions {
  readonly store: WatchStore;
  readonly createEngine: EngineFactory;
  readonly incident: (event: IncidentEvent) => void;
  readonly detection: (event: DetectionEvent) => void;
  /** The figures changed; told at most once a second. */
  readonly changed: (view: WatchView) => void;
  readonly failed: (what: string, thrown: unknown) => void;
  /** Problems from before the watch began. */
  readonly problems: readonly Problem[];
}

const MINUTE = 60_000;
/** Milliseconds between two tellings of the status; a busy log changes it many times a second. */
const TELL_EVERY = 1000;

export class WatchService {
  #companion: Companion | null = null;
  #watched: readonly Watchable[] = [];
  #started = false;
  #paused = false;
  #pausedUntil: string | null = null;
  #pauseTimer: NodeJS.Timeout | null = null;
  #tellTimer: NodeJS.Timeout | null = null;
  #problems: readonly Problem[];

  constructor(private readonly options: WatchServiceOptions) {
    this.#problems = options.problems;
  }

  /** Begins with what is to be watched by then. */
  async start(): Promise<void> {
    const { options } = this;
    this.#companion = createCompanion({
      targets: this.#watched.map(({ target }) => target),
      createEngine: options.createEngine,
      store: options.store,
      events: {
        incident: options.incident,
        detection: options.detection,
        status: () => {
          this.#tell();
        },
        problem: (problem) => {
          this.report(problem);
        },
        solved: (code) => {
          this.withdraw(code);
        },
      },
    });
    await this.#companion.start();
    this.#started = true;
    this.#tell();
  }

  /** Stores how far everything was read. */
  async stop(): Promise<void> {
    if (this.#pauseTimer !== null) clearTimeout(this.#pauseTimer);
    if (this.#tellTimer !== null) clearTimeout(this.#tellTimer);
    await this.#companion?.stop();
  }

  view(): WatchView {
    return watchView({
      started: this.#started,
      paused: this.#paused,
      pausedUntil: this.#pausedUntil,
      folders: distinct(this.#watched.map(({ shown }) => shown)),
      status: this.details(),
      problems: this.#problems,
    });
  }

  /** Each file and folder with how it is doing. */
  details(): WatchStatus {
    return this.#companion?.status() ?? { files: [], folders: [] };
  }

  /** Stops reading for some minutes, or until resumed; nothing that is written meanwhile is lost. */
  async pause(minutes: number | null): Promise<WatchView> {
    if (this.#pauseTimer !== null) clearTimeout(this.#pauseTimer);
    this.#pauseTimer = null;
    this.#pausedUntil = null;
    this.#paused = true;
    if (minutes !== null) {
      this.#pausedUntil = new Date(Date.now() + minutes * MINUTE).toISOString();
      this.#pauseTimer = setTimeout(() => {
        this.resume();
      }, minutes * MINUTE);
    }
    await this.#companion?.pause();
    this.#tell();
    return this.view();
  }

  resume(): WatchView {
    if (this.#pauseTimer !== null) clearTimeout(this.#pauseTimer);
    this.#pauseTimer = null;
    this.#pausedUntil = null;
    if (this.#paused) this.#companion?.resume();
    this.#paused = false;
    this.#tell();
    return this.view();
  }

  async setWatched(watched: readonly Watchable[]): Promise<void> {
    this.#watched = watched;
    await this.#companion?.setTargets(watched.map(({ target }) => target));
    this.#tell();
  }

  /** Adds a problem to what is shown; the same one stands there once. */
  report(problem: Problem): void {
    const others = this.#problems.filter(
      ({ code, path }) => code !== problem.code || path !== problem.path,
    );
    this.#problems = [...others, problem];
    this.#tell();
  }

  /** A problem is solved: it is shown no more. */
  withdraw(code: string): void {
    this.#problems = this.#problems.filter((problem) => problem.code !== code);
    this.#tell();
  }

  #tell(): void {
    if (this.#tellTimer !== null) return;
    this.options.changed(this.view());
    const told = JSON.stringify(this.view());
    this.#tellTimer = setTimeout(() => {
      this.#tellTimer = null;
      if (JSON.stringify(this.view()) !== told) this.#tell();
    }, TELL_EVERY);
  }
}

function distinct(folders: readonly WatchedFolder[]): WatchedFolder[] {
  return [...new Map(folders.map((folder) => [folder.path, folder])).values()];
}
