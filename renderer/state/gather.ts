/**
 * Puts together what comes in quick succession. The first thing is passed on at once; what follows
 * within a moment is passed on together at its end, so that a storm of events costs a few drawings
 * a second and not one for each.
 */
export class Gather<T> {
  #waiting: T[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param every milliseconds between two passings on */
  constructor(
    private readonly passOn: (things: readonly T[]) => void,
    private readonly every: number,
  ) {}

  push(thing: T): void {
    this.#waiting.push(thing);
    if (this.#timer === null) this.#pass();
  }

  /** Passes on what waits, and forgets the time. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) this.passOn(waiting);
  }

  /** Forgets what waits. */
  stop(): void {
    this.#waiting = [];
    this.end();
  }

  #pass(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#waiting.length > 0) this.#pass();
    }, this.every);
    this.passOn(waiting);
  }
}
