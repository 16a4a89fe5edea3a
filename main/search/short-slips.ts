/** Slips in words too short to be guessed alone: the words around them tell what was meant. */
import { distance } from './distance';
import type { Hit, Lookup } from './lookup';
import type { Phrases } from './phrases';
import { meantBy } from './rank';

/** Letters of a word that is too short to be guessed alone, and too long to be nothing. */
const SHORT = /^[a-z]{3,4}$/;
/** How surely a word is meant that stands between the same others in a wording of PuTTY's. */
const LIKENESS = 0.75;
/** With so many words around it a place is known. */
const AROUND = 2;

/** `server refused our kee` has a word that nobody knows where a message of PuTTY's has `key`. */
export function withShortSlips(
  hits: readonly Hit[],
  phrases: Phrases,
  lookup: Lookup,
): readonly Hit[] {
  const unknown = hits.filter(({ word }) => !phrases.knows(word.term) && SHORT.test(word.written));
  if (unknown.length === 0 || hits.length <= AROUND) return hits;
  const sequence = hits.map(meantBy);
  return hits.map((hit, at) => {
    if (!unknown.includes(hit)) return hit;
    for (let start = Math.max(0, at - AROUND); start <= at; start += 1) {
      const before = sequence.slice(start, at);
      const after = sequence.slice(at + 1, start + AROUND + 1);
      if (before.length + after.length < AROUND) continue;
      const meant = [...phrases.between(before, after)].find(
        (term) => distance(hit.word.written, term, 1) === 1,
      );
      if (meant !== undefined) return standIn(hit, lookup, meant);
    }
    return hit;
  });
}

/** The word's hit with one more term that may be meant. */
function standIn(hit: Hit, lookup: Lookup, term: string): Hit {
  const entries = new Map(hit.entries);
  for (const [id, quality] of lookup.find({ term, written: term, parts: [] }, false).entries) {
    entries.set(id, Math.max(quality * LIKENESS, entries.get(id) ?? 0));
  }
  return { word: hit.word, entries, terms: new Map([...hit.terms, [term, LIKENESS]]) };
}
