/** Which rows of a long list are on the screen: arithmetic only, heights in pixels. */

/** Heights of rows that were measured, by the rows' keys. */
export class Heights {
  readonly #heights = new Map<string, number>();

  get(key: string): number | undefined {
    return this.#heights.get(key);
  }

  /** True if this was not known; a row that is not shown has no height to learn from. */
  learn(key: string, height: number): boolean {
    if (height === 0 || this.#heights.get(key) === height) return false;
    this.#heights.set(key, height);
    return true;
  }
}

/** Positions of keys in a list. */
export function positions(keys: readonly string[]): ReadonlyMap<string, number> {
  return new Map(keys.map((key, index) => [key, index]));
}

export interface Slice {
  /** First row to draw, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Height of all rows before `first`. */
  readonly before: number;
}

/** Tops of all rows and, last, the height of the whole. */
export function tops(heights: readonly number[]): Float64Array {
  const result = new Float64Array(heights.length + 1);
  let top = 0;
  heights.forEach((height, index) => {
    result[index] = top;
    top += height;
  });
  result[heights.length] = top;
  return result;
}

/** The rows that a view of `height` at `scroll` shows, and `spare` more on either side. */
export function slice(rowTops: Float64Array, scroll: number, height: number, spare: number): Slice {
  const rows = rowTops.length - 1;
  const first = Math.max(0, rowAt(rowTops, scroll) - spare);
  const end = Math.min(rows, rowAt(rowTops, scroll + height) + 1 + spare);
  return { first, end, before: rowTops[first] ?? 0 };
}

/** Row at a distance from the top; the nearest one for distances outside. */
export function rowAt(rowTops: Float64Array, distance: number): number {
  let low = 0;
  let high = Math.max(0, rowTops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((rowTops[middle] ?? 0) <= distance) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where to scroll so that a row is seen whole, moving as little as possible. */
export function scrollFor(
  rowTops: Float64Array,
  row: number,
  scroll: number,
  height: number,
): number {
  const top = rowTops[row] ?? 0;
  const bottom = rowTops[row + 1] ?? top;
  if (top < scroll) return top;
  if (bottom > scroll + height) return bottom - height;
  return scroll;
}
