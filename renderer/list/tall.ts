/**
 * Rows of one height, any number of them: arithmetic only, distances in pixels.
 *
 * A browser makes no element taller than about 33 million pixels, and a log of 2 GB has more lines
 * than fit into that. What is scrolled is therefore no taller than `TALLEST`: a short way, such as a
 * turn of the wheel, moves the rows by just that; a long one, such as a pull at the scrollbar, by as
 * much of the whole as it is of what is drawn.
 */
export const TALLEST = 8_000_000;

export interface Tall {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height of what is seen at once. */
  readonly view: number;
}

export function wholeHeight({ rows, rowHeight }: Tall): number {
  return rows * rowHeight;
}

/** Height of what the browser scrolls. */
export function drawnHeight(tall: Tall): number {
  return Math.min(wholeHeight(tall), Math.max(TALLEST, tall.view));
}

/** Distances from the top that can be scrolled to, in the whole. */
function farthest(tall: Tall): number {
  return Math.max(0, wholeHeight(tall) - tall.view);
}

function clamp(tall: Tall, top: number): number {
  return Math.min(farthest(tall), Math.max(0, top));
}

/** Where the browser's scroller stands if the rows begin at `top`. */
export function toDrawn(tall: Tall, top: number): number {
  const drawn = drawnHeight(tall);
  if (drawn === wholeHeight(tall)) return top;
  return (top / farthest(tall)) * (drawn - tall.view);
}

/** The way back. */
export function toWhole(tall: Tall, scrolled: number): number {
  const drawn = drawnHeight(tall);
  if (drawn === wholeHeight(tall)) return clamp(tall, scrolled);
  return clamp(tall, (scrolled / (drawn - tall.view)) * farthest(tall));
}

/** Where the rows stand after the scroller went from `before` to `now`. */
export function moved(tall: Tall, top: number, before: number, now: number): number {
  const scaled = drawnHeight(tall) < wholeHeight(tall);
  if (scaled && Math.abs(now - before) <= tall.view) return clamp(tall, top + now - before);
  return toWhole(tall, now);
}

/** First row to draw and the one after the last, with `spare` more on either side. */
export function seen(
  tall: Tall,
  top: number,
  spare: number,
): readonly [first: number, end: number] {
  const { rows, rowHeight, view } = tall;
  const first = Math.floor(top / rowHeight) - spare;
  const end = Math.ceil((top + view) / rowHeight) + spare;
  return [Math.max(0, Math.min(rows, first)), Math.max(0, Math.min(rows, end))];
}

/** Where to stand so that a row is seen whole: moved as little as possible, or with it in the middle. */
export function standFor(tall: Tall, top: number, row: number, how: 'near' | 'middle'): number {
  const { rowHeight, view } = tall;
  const from = row * rowHeight;
  const inside = from >= top && from + rowHeight <= top + view;
  if (how === 'middle') return inside ? top : clamp(tall, from - (view - rowHeight) / 2);
  if (from < top) return clamp(tall, from);
  return from + rowHeight > top + view ? clamp(tall, from + rowHeight - view) : clamp(tall, top);
}
