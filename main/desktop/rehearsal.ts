/**
 * A rehearsal, so that the first notification is seen before it matters: a recorded session is written
 * into a folder that is watched, and from there on everything is real. What it leaves in the history is
 * deleted when it ends, or at the next start.
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from './settle';

export interface RehearsalHooks {
  /** Watches this folder besides the others; null for no such folder. */
  readonly watch: (folder: string | null) => Promise<void>;
  /** Deletes what was detected in this log. */
  readonly forget: (file: string) => void;
  readonly failed: (what: string, thrown: unknown) => void;
}

/** The log is written in so many parts, this many milliseconds apart, as PuTTY would. */
const PARTS = 6;
const PAUSE = 150;
/** Milliseconds: time to read the explanation that a click on the notification opens. */
const LASTS = 5 * 60_000;

export class Rehearsal {
  readonly #folder: string;
  #running = false;
  #cancel: () => void = () => undefined;

  constructor(
    data: string,
    private readonly recording: string,
    private readonly hooks: RehearsalHooks,
    private readonly clock: Clock,
  ) {
    this.#folder = path.join(data, 'rehearsal');
  }

  /** True for a log of a rehearsal. */
  rehearses(file: string): boolean {
    return file.startsWith(this.#folder + path.sep);
  }

  /** Plays the recorded session. Throws if its log cannot be written. */
  async start(): Promise<void> {
    await this.end();
    this.#running = true;
    const session = readFileSync(this.recording);
    mkdirSync(this.#folder, { recursive: true });
    await this.hooks.watch(this.#folder);
    const log = path.join(this.#folder, `rehearsal-${this.clock.now()}.log`);
    const size = Math.ceil(session.length / PARTS);
    const write = (part: number): void => {
      appendFileSync(log, session.subarray(part * size, (part + 1) * size));
      this.#cancel =
        part + 1 < PARTS
          ? this.clock.after(PAUSE, () => {
              write(part + 1);
            })
          : this.clock.after(LASTS, () => {
              this.end().catch((thrown: unknown) => {
                this.hooks.failed('The rehearsal could not be ended', thrown);
              });
            });
    };
    write(0);
  }

  /** Takes everything away that a rehearsal left, also one that a crash has cut short. */
  async end(): Promise<void> {
    const running = this.#running;
    this.clear();
    if (running) await this.hooks.watch(null);
  }

  /** The same while the folder may still be watched: a log that is gone is not told of. */
  clear(): void {
    this.#cancel();
    this.#running = false;
    for (const file of this.#logs()) this.hooks.forget(file);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #logs(): string[] {
    try {
      return readdirSync(this.#folder).map((name) => path.join(this.#folder, name));
    } catch {
      return [];
    }
  }
}
