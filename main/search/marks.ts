/** Which parts of a text a search has found. */
import { wordsOf } from './words';
import type { Word } from './words';

/** Start and end of a part, in UTF-16 units; the end is not part of it. */
export type Mark = readonly [start: number, end: number];

/** Titles and aliases come again with every key; their words are kept. */
const kept = new Map<string, readonly Word[]>();
const MOST_KEPT = 5000;

function wordsIn(text: string): readonly Word[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const words = wordsOf(text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, words);
  return words;
}

/** The words of a text that are among the terms, in order, none overlapping another. */
export function marksIn(text: string, found: ReadonlySet<string>): Mark[] {
  const marks: [number, number][] = [];
  for (const { term, start, end } of wordsIn(text)) {
    if (!found.has(term)) continue;
    const last = marks.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}
