/** Finds the entries that have one word of a query, in whatever form. */
import type MiniSearch from 'minisearch';
import { distance } from './distance';
import type { QueryWord } from './query';
import { SYNONYMS } from './synonyms';
import { FIELD_WEIGHTS, loadIndex } from './texts';
import type { Field, SearchTexts } from './texts';

/** Where one word of the query stands. */
export interface Hit {
  /** 0 to 1 for each entry that has it: how surely it is the word, and how much its place says. */
  readonly entries: ReadonlyMap<string, number>;
  /** The terms that were found for it, with how surely each is meant. */
  readonly terms: ReadonlyMap<string, number>;
  readonly word: QueryWord;
}

/** What was found for a word is kept while the user types on. */
const MOST_KEPT = 500;
/** A word that has begun is taken for its beginning from this length on. */
const SHORTEST_BEGINNING = 3;

export class Lookup {
  private readonly index: MiniSearch;
  private readonly kept = new Map<string, ReadonlyMap<string, Place[]>>();

  constructor(texts: SearchTexts) {
    this.index = loadIndex(texts);
  }

  find(word: QueryWord): Hit {
    const whole = this.places(word.term, word.parts.length === 0);
    const entries = new Map<string, number>();
    const terms = new Map<string, number>();
    collect(whole, 1, entries, terms);
    if (word.parts.length > 0) {
      const parts = word.parts.map((part) => {
        const own = new Map<string, number>();
        collect(this.places(part, true), 1, own, terms);
        return own;
      });
      for (const id of new Set(parts.flatMap((part) => [...part.keys()]))) {
        const mean = parts.reduce((sum, part) => sum + (part.get(id) ?? 0), 0) / parts.length;
        // Parts of a compound may stand far from each other.
        entries.set(id, Math.max(entries.get(id) ?? 0, mean * 0.9));
      }
    }
    return { entries, terms, word };
  }

  /** By term of the index: the entries that have it, for the word itself and all that it may mean. */
  private places(term: string, guess: boolean): ReadonlyMap<string, Place[]> {
    const key = `${guess ? '' : '='}${term}`;
    const kept = this.kept.get(key);
    if (kept) return kept;
    const found = new Map<string, Place[]>();
    this.exact(term, 1, found);
    for (const [other, weight] of SYNONYMS.get(term) ?? []) this.exact(other, weight, found);
    if (guess && !found.has(term)) this.guess(term, found);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(key, found);
    return found;
  }

  private exact(term: string, weight: number, found: Map<string, Place[]>): void {
    for (const { id, match } of this.index.search(term, { prefix: false, fuzzy: false })) {
      for (const [indexed, fields] of Object.entries(match)) {
        place(found, indexed, { id: String(id), quality: weight * best(fields) });
      }
    }
  }

  /** Beginnings of words, and words with slips of the fingers; never for numbers. */
  private guess(term: string, found: Map<string, Place[]>): void {
    if (/\d/.test(term) || term.length < SHORTEST_BEGINNING) return;
    const slips = slipsIn(term);
    const results = this.index.search(term, {
      prefix: true,
      fuzzy: slips === 0 ? false : slips + 1,
      maxFuzzy: 3,
    });
    const quality = new Map<string, number>();
    for (const { id, match } of results) {
      for (const [indexed, fields] of Object.entries(match)) {
        let likeness = quality.get(indexed);
        if (likeness === undefined) {
          likeness = likenessOf(term, indexed, slips);
          quality.set(indexed, likeness);
        }
        if (likeness > 0)
          place(found, indexed, { id: String(id), quality: likeness * best(fields) });
      }
    }
  }
}

interface Place {
  readonly id: string;
  readonly quality: number;
}

function place(found: Map<string, Place[]>, term: string, one: Place): void {
  const places = found.get(term);
  if (places) places.push(one);
  else found.set(term, [one]);
}

const best = (fields: readonly string[]): number =>
  Math.max(...fields.map((field) => FIELD_WEIGHTS[field as Field]));

function collect(
  places: ReadonlyMap<string, Place[]>,
  factor: number,
  entries: Map<string, number>,
  terms: Map<string, number>,
): void {
  for (const [term, list] of places) {
    for (const { id, quality } of list) {
      entries.set(id, Math.max(entries.get(id) ?? 0, quality * factor));
      terms.set(term, Math.max(terms.get(term) ?? 0, quality * factor));
    }
  }
}

/** How many slips are forgiven: one in four letters, two in seven. */
function slipsIn(term: string): number {
  if (term.length < 4) return 0;
  return term.length < 7 ? 1 : 2;
}

/** 0 to 1: how likely somebody who typed one word meant the other. */
function likenessOf(typed: string, meant: string, slips: number): number {
  if (/\d/.test(meant)) return meant.startsWith(typed) ? 0.5 : 0;
  if (meant.startsWith(typed)) return 0.6 + 0.35 * (typed.length / meant.length);
  if (slips === 0) return 0;
  const apart = distance(typed, meant, slips);
  if (apart > slips) return 0;
  // Few people miss the first letter; they swap it with the second.
  const begun = typed[0] === meant[0] || (typed[0] === meant[1] && typed[1] === meant[0]);
  return begun ? 0.95 - 0.6 * (apart / Math.max(4, Math.min(typed.length, meant.length))) : 0;
}
