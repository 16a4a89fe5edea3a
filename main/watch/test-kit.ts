/** What the tests of the watch share: a folder of their own, real appends, waiting for what comes. */
import { appendFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { Problem } from '../contract/model';
import type { FileStatus, FoundDetection, WatchStatus, WatchTarget } from '../contract/watch';
import { createMatcher } from '../engine/index';
import { createCompanion } from './companion';
import type { Companion, CompanionOptions, DetectionEvent, IncidentEvent } from './companion';
import { engineFactory } from './engine-port';
import { memoryStore } from './memory-store';

export const createEngine = engineFactory(createMatcher(compile(loadEntries()).index.entries));

export const HEADER =
  '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:45:27 =~=~=~=~=~=~=~=~=~=~=~=\r\n';
/** A line that is detected as `key-refused`. */
export const REFUSED = 'Event Log: Server refused our key\r\n';
export const START = `${HEADER}Event Log: Looking up host "db.example.com" for SSH connection\r\nEvent Log: Connecting to 192.0.2.7 port 22\r\n`;
/** A line that is never detected; different for each number. */
export const plain = (number: number): string =>
  `Event Log: Nothing of interest, number ${number}\r\n`;

const LIMIT_MS = 8000;

/** A fresh folder, removed by `remove`. */
export function makeFolder(): {
  path: string;
  at: (...names: string[]) => string;
  remove: () => void;
} {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'puttyknife-')));
  return {
    path,
    at: (...names) => join(path, ...names),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export const append = (path: string, text: string): void => appendFileSync(path, text);

/** A companion whose events are kept and can be waited for. */
export class Watched {
  readonly companion: Companion;
  readonly found: FoundDetection[] = [];
  readonly events: DetectionEvent[] = [];
  readonly incidents: IncidentEvent[] = [];
  readonly problems: Problem[] = [];
  /** Codes. */
  readonly solved: string[] = [];
  readonly statuses: FileStatus[] = [];
  #waiting: (() => void)[] = [];

  constructor(targets: readonly WatchTarget[], options: Partial<CompanionOptions> = {}) {
    const happened = (): void => {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const wake of waiting) wake();
    };
    this.companion = createCompanion({
      targets,
      createEngine,
      store: memoryStore(),
      // Short, so that the tests do not wait; their ratios are those of the product.
      times: { fast: 20, slow: 60, folder: 80, poll: 40, decide: 30, decideAll: 150, save: 40 },
      ...options,
      events: {
        detection: (event) => {
          this.found.push(event.detection);
          this.events.push(event);
          happened();
        },
        incident: (event) => {
          this.incidents.push(event);
          happened();
        },
        problem: (problem) => {
          this.problems.push(problem);
          happened();
        },
        solved: (code) => {
          this.solved.push(code);
          happened();
        },
        status: (changes) => {
          this.statuses.push(...changes);
          happened();
        },
      },
    });
  }

  get status(): WatchStatus {
    return this.companion.status();
  }

  fileStatus(path: string): FileStatus | undefined {
    return this.status.files.find((file) => file.path === path);
  }

  /** Resolves when the condition holds after some event; rejects with `what` at the time limit. */
  async until(condition: () => boolean, what: string): Promise<void> {
    const end = Date.now() + LIMIT_MS;
    while (!condition()) {
      const left = end - Date.now();
      if (left <= 0)
        throw new Error(`waited too long for: ${what}; found ${JSON.stringify(this.found)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  detections(count: number): Promise<void> {
    return this.until(() => this.found.length >= count, `${count} detections`);
  }

  /** Resolves when all of the file has been read. */
  readTo(path: string, offset: number): Promise<void> {
    return this.until(() => this.fileStatus(path)?.offset === offset, `${path} read to ${offset}`);
  }
}

/** For one test file: a fresh folder for each test, and companions that are stopped after it. */
export function useWatch(): {
  folder: Pick<ReturnType<typeof makeFolder>, 'path' | 'at'>;
  start: (
    targets?: readonly WatchTarget[],
    options?: Partial<CompanionOptions>,
  ) => Promise<Watched>;
} {
  let made: ReturnType<typeof makeFolder>;
  let running: Watched[];
  beforeEach(() => {
    made = makeFolder();
    running = [];
  });
  afterEach(async () => {
    for (const watched of running) await watched.companion.stop();
    made.remove();
  });
  return {
    folder: {
      get path() {
        return made.path;
      },
      at: (...names) => made.at(...names),
    },
    async start(targets = [{ kind: 'folder', path: made.path }], options = {}) {
      const watched = new Watched(targets, options);
      running.push(watched);
      await watched.companion.start();
      return watched;
    },
  };
}

/** Where the message of a line begins that is written after this text. */
export const after = (text: string): number => text.length + 'Event Log: '.length;
export const offsets = (watched: Watched): number[] => watched.found.map((each) => each.offset);
