/** How fast bytes go by, over the last few seconds. */

/** Milliseconds. */
const WINDOW = 4000;
const TELLING = 500;

export class Speed {
  private readonly samples: { readonly at: number; readonly bytes: number }[] = [];

  /** @param at milliseconds of any clock that only goes forward; `bytes` so far in all. */
  note(at: number, bytes: number): void {
    this.samples.push({ at, bytes });
    while ((this.samples[1]?.at ?? at) < at - WINDOW) this.samples.shift();
  }

  /** Bytes a second; null as long as it cannot be told. */
  get(): number | null {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || last.at - first.at < TELLING) return null;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }
}
