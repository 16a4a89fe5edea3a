/** Logs that the system, another start of the program or the tray hands over: they are analysed. */
import * as v from 'valibot';
import type { Flags } from './flags';
import { SYSTEM_CLOCK } from './settle';
import type { Clock } from './settle';

/** Milliseconds; macOS names several files one after the other. */
const TOGETHER = 100;

/** Collects them until the program can take them, and those that come together into one analysis. */
export class Opening {
  #waiting: string[] = [];
  #take: ((paths: readonly string[]) => void) | null = null;
  #pending = false;

  constructor(private readonly clock: Clock = SYSTEM_CLOCK) {}

  add(paths: readonly string[]): void {
    this.#waiting.push(...paths);
    this.#later();
  }

  /** From now on they are taken, also those that came before. */
  serve(take: (paths: readonly string[]) => void): void {
    this.#take = take;
    this.#later();
  }

  #later(): void {
    if (this.#take === null || this.#waiting.length === 0 || this.#pending) return;
    this.#pending = true;
    this.clock.after(TOGETHER, () => {
      this.#pending = false;
      this.#take?.(this.#waiting.splice(0));
    });
  }
}

/** What another start of the program wants of the one that runs. */
export type Wish = Pick<Flags, 'hidden' | 'search' | 'open'>;

const wishSchema = v.object({
  hidden: v.boolean(),
  search: v.boolean(),
  open: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.maxLength(10_000)),
});

/** Just to be shown, if it says nothing that can be understood. */
export function wishOf(told: unknown): Wish {
  const wish = v.safeParse(wishSchema, told);
  return wish.success ? wish.output : { hidden: false, search: false, open: [] };
}
