/** Whether the three steps of the first run were gone through, or passed over. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { writeJson } from './json-file';

export class Introduction {
  readonly #file: string;
  #due: boolean;

  /** @param given folders named at the start: who does that knows what they want. */
  constructor(data: string, given: readonly string[]) {
    this.#file = path.join(data, 'introduced.json');
    this.#due = given.length === 0 && !existsSync(this.#file);
  }

  /** True once, at the first window of the first run. */
  take(): boolean {
    const due = this.#due;
    this.#due = false;
    return due;
  }

  /** It is not shown by itself again. Throws if that cannot be kept. */
  done(now: Date): void {
    writeJson(this.#file, { done: now.toISOString() });
  }
}
