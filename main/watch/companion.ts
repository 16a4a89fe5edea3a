/** The watch as a whole: logs in, detections out, everything kept in the store it is given. */
import type { Problem } from '../contract/model';
import type { FileStatus, WatchStatus, WatchStore, WatchTarget } from '../contract/watch';
import { systemClock } from './clock';
import type { Clock } from './clock';
import type { EngineFactory } from './engine-port';
import { watchFolder } from './watch-folder';
import type { WatchFolder } from './watch-folder';
import { Journal } from './journal';
import type { DetectionEvent, IncidentEvent } from './journal';
import { DEFAULT_TIMES, Watcher } from './watcher';
import type { WatchTimes } from './watcher';

export type { DetectionEvent, IncidentEvent } from './journal';

export interface CompanionEvents {
  /** Everything is being followed; called once, before anything is told. */
  ready?(): void;
  detection?(event: DetectionEvent): void;
  incident?(event: IncidentEvent): void;
  /** Files whose status changed. */
  status?(changes: readonly FileStatus[]): void;
  problem?(problem: Problem): void;
  /** The problem that was told under this code is over. */
  solved?(code: string): void;
}

export interface CompanionOptions {
  readonly targets: readonly WatchTarget[];
  readonly createEngine: EngineFactory;
  readonly store: WatchStore;
  readonly events: CompanionEvents;
  /**
   * Where to begin in files that are there when a target is watched for the very first time:
   * at their end (then their last session is read silently), or at their start. Files that appear
   * later are always read from their start.
   */
  readonly from?: 'start' | 'end';
  readonly clock?: Clock;
  readonly times?: Partial<WatchTimes>;
  readonly watchFolder?: WatchFolder;
}

export interface Companion {
  /** Resolves when all is being followed; the events begin then. */
  start(): Promise<void>;
  /** Stores how far everything was read. Nothing is told afterwards. */
  stop(): Promise<void>;
  pause(): Promise<void>;
  /** Goes on; what was written meanwhile is read and told. */
  resume(): void;
  setTargets(targets: readonly WatchTarget[]): Promise<void>;
  status(): WatchStatus;
}

export function createCompanion(options: CompanionOptions): Companion {
  const { events, store } = options;
  const journal = new Journal(store, {
    detection: (event) => events.detection?.(event),
    incident: (event) => events.incident?.(event),
    problem: (problem) => events.problem?.(problem),
    solved: (code) => events.solved?.(code),
  });
  const watcher = new Watcher({
    targets: options.targets,
    from: options.from ?? 'end',
    createEngine: options.createEngine,
    store,
    journal,
    clock: options.clock ?? systemClock,
    times: { ...DEFAULT_TIMES, ...options.times },
    watchFolder: options.watchFolder ?? watchFolder,
    onStatus: (changes) => events.status?.(changes),
    onProblem: (problem) => events.problem?.(problem),
    onSolved: (code) => events.solved?.(code),
  });
  return {
    async start() {
      await watcher.start();
      events.ready?.();
      journal.catchUp();
      watcher.run();
    },
    stop: () => watcher.stop(),
    pause: () => watcher.pause(),
    resume: () => watcher.resume(),
    setTargets: (targets) => watcher.setTargets(targets),
    status: () => watcher.status(),
  };
}
