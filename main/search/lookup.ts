/** Finds the entries that have one word of a query, in whatever form. */
import type MiniSearch from 'minisearch';
import type { Phrases } from './phrases';
import type { QueryWord } from './query';
import { SYNONYMS } from './synonyms';
import { FIELD_WEIGHTS, loadIndex } from './texts';
import type { Field, SearchTexts } from './texts';

/** Where one word of the query stands. */
export interface Hit {
  readonly word: QueryWord;
  /** 0 to 1 for each entry that has it: how surely it is the word, and how much its place says. */
  readonly entries: ReadonlyMap<string, number>;
  /** The terms that were found for it, with how surely each is meant. */
  readonly terms: ReadonlyMap<string, number>;
}

/** What was found for a word is kept while the user types on. */
const MOST_KEPT = 500;

/** A name such as `PermitRootLogin` is more than its parts, which stand everywhere. */
const PARTS_OF_KNOWN = 0.5;
/** Parts of a compound, and words that may be one, may stand far from each other. */
const PARTS_OF_UNKNOWN = 0.9;

/**
 * In an explanation's long text a word says little, unless it is a name of something, such as
 * `ClientAliveInterval`, and hardly another explanation has it.
 */
const RARE = 4;
const NAME = /\d|^.{10,}/;
const RARE_IN_BODY = 0.85;

export class Lookup {
  private readonly index: MiniSearch;
  private readonly kept = new Map<string, Hit>();
  private readonly exact = new Map<string, ReadonlyMap<string, number>>();

  constructor(
    texts: SearchTexts,
    private readonly phrases: Phrases,
  ) {
    this.index = loadIndex(texts) as MiniSearch;
  }

  /** @param begun more of the word may follow: it is the last one that was typed. */
  find(word: QueryWord, begun: boolean): Hit {
    const key = [begun, word.apart, ...[word, ...word.parts].map(({ written }) => written)].join(
      ' ',
    );
    const kept = this.kept.get(key);
    if (kept) return kept;
    const hit = this.look(word, begun);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(key, hit);
    return hit;
  }

  private look(word: QueryWord, begun: boolean): Hit {
    const entries = new Map<string, number>();
    const terms = new Map<string, number>();
    const add = (term: string, likeness: number): void => {
      const places = this.entriesWith(term);
      if (places.size === 0) return;
      raise(terms, term, likeness);
      for (const [id, quality] of places) raise(entries, id, quality * likeness);
    };
    add(word.term, 1);
    const known = terms.size > 0;
    for (const [other, likeness] of SYNONYMS.get(word.term) ?? []) add(other, likeness);
    if (word.parts.length === 0) {
      if (!known)
        for (const [term, likeness] of this.phrases.spellings.guess(word.written, begun))
          add(term, likeness);
      return { word, entries, terms };
    }
    const factor = known && word.apart !== true ? PARTS_OF_KNOWN : PARTS_OF_UNKNOWN;
    const parts = word.parts.map((part) => this.find(part, begun));
    for (const id of new Set(parts.flatMap((part) => [...part.entries.keys()]))) {
      const sum = parts.reduce((total, part) => total + (part.entries.get(id) ?? 0), 0);
      raise(entries, id, (sum / parts.length) * factor);
    }
    for (const part of parts) {
      for (const [term, likeness] of part.terms) raise(terms, term, likeness * factor);
    }
    return { word, entries, terms };
  }

  /** The entries that have just this term, with how much its place there says. */
  private entriesWith(term: string): ReadonlyMap<string, number> {
    const known = this.exact.get(term);
    if (known) return known;
    const results = this.index.search(term, { prefix: false, fuzzy: false });
    const rare = results.length <= RARE && NAME.test(term);
    const found = new Map(
      results.map(({ id, match }) => [
        String(id),
        Math.max(
          ...Object.values(match)
            .flat()
            .map((field) => worth(field as Field, rare)),
        ),
      ]),
    );
    if (this.exact.size >= MOST_KEPT * 4) this.exact.clear();
    this.exact.set(term, found);
    return found;
  }
}

const worth = (field: Field, rare: boolean): number =>
  field === 'body' && rare ? RARE_IN_BODY : FIELD_WEIGHTS[field];

function raise(map: Map<string, number>, key: string, value: number): void {
  if (value > (map.get(key) ?? 0)) map.set(key, value);
}
