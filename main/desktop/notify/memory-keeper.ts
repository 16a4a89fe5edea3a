/** Keeps the memory of the notifications in a file: soon after it changed, and at the end of the program. */
import { readJson, writeJson } from '../json-file';
import type { Clock } from '../settle';
import { memorySchema, NO_MEMORY } from './memory';
import type { Memory } from './memory';

/** Milliseconds: what a crash may lose. A storm changes the memory a thousand times a second. */
const KEEP_WITHIN = 1000;

export class MemoryKeeper {
  #memory: Memory;
  #waits = false;

  constructor(
    private readonly file: string,
    private readonly clock: Clock,
    private readonly failed: (what: string, thrown: unknown) => void,
  ) {
    this.#memory = readJson(file, memorySchema, NO_MEMORY, new Date()).value;
  }

  get(): Memory {
    return this.#memory;
  }

  set(memory: Memory): void {
    if (memory === this.#memory) return;
    this.#memory = memory;
    if (this.#waits) return;
    this.#waits = true;
    this.clock.after(KEEP_WITHIN, () => {
      this.flush();
    });
  }

  /** Writes what was not written yet. */
  flush(): void {
    if (!this.#waits) return;
    this.#waits = false;
    try {
      writeJson(this.file, this.#memory);
    } catch (thrown) {
      this.failed('What notifications have to remember could not be kept', thrown);
    }
  }
}
