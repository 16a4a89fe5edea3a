/** Which parts of a text a search has found. */
import { wordsOf } from './words';

/** Start and end of a part, in UTF-16 units; the end is not part of it. */
export type Mark = readonly [start: number, end: number];

/** The words of a text that are among the terms, in order, none overlapping another. */
export function marksIn(text: string, found: ReadonlySet<string>): Mark[] {
  const marks: [number, number][] = [];
  for (const { term, start, end } of wordsOf(text)) {
    if (!found.has(term)) continue;
    const last = marks.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}
