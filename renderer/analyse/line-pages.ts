/** The lines of a log that were seen lately. Only a few are kept, however long the log is. */
import type { ViewedLine } from '../../main/contract/analysis-view';

/** Rows that are asked for at once. */
export const PAGE = 200;
/** Pages that are kept. */
const KEPT = 24;

export class LinePages {
  /** By page, the one used last at the end. */
  readonly #pages = new Map<number, readonly ViewedLine[]>();

  row(row: number): ViewedLine | undefined {
    const page = Math.floor(row / PAGE);
    return this.#pages.get(page)?.[row - page * PAGE];
  }

  /** The first page of which a row is seen that is not here; null if all are. */
  missing(first: number, end: number): number | null {
    for (let page = Math.floor(first / PAGE); page * PAGE < end; page += 1) {
      const lines = this.#pages.get(page);
      if (lines === undefined) return page;
      this.#pages.delete(page);
      this.#pages.set(page, lines);
    }
    return null;
  }

  put(page: number, lines: readonly ViewedLine[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, lines);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= KEPT) return;
      this.#pages.delete(oldest);
    }
  }

  clear(): void {
    this.#pages.clear();
  }
}
