/** Titles, aliases and messages: what an entry is known by, each compared with the whole query. */
import type { EntrySummary } from '../contract/entry';
import { Spellings } from './spellings';
import { categoryName, phrasesOf } from './texts';
import type { SearchTexts } from './texts';

export interface Phrase {
  readonly text: string;
  /** 1 for a title or an alias; a message that has the same words counts a little less. */
  readonly worth: number;
  readonly terms: ReadonlySet<string>;
  /** PuTTY's own wording, a title or a message: its terms in order, between blanks. */
  readonly wording: string | null;
  /** Sum of the terms' weights. */
  readonly weight: number;
}

const MESSAGE_WORTH = 0.97;
/** What a category is called says little: it stands for all its entries. */
const CATEGORY_WORTH = 0.6;

export class Phrases {
  readonly spellings: Spellings;
  private readonly byEntry = new Map<string, readonly Phrase[]>();
  private readonly counts = new Map<string, number>();
  private readonly weights = new Map<string, number>();
  private readonly entries: number;
  private readonly wordings: ReadonlySet<string>;
  private place = '';
  private inPlace: ReadonlySet<string> = new Set();

  constructor(entries: readonly EntrySummary[], texts: SearchTexts) {
    this.entries = entries.length;
    this.spellings = new Spellings(texts.spellings);
    const split = entries.map((entry) => ({
      entry,
      terms: (texts.phrases[entry.id] ?? []).map(
        (own) => new Set(own === '' ? [] : own.split(' ')),
      ),
    }));
    for (const { terms } of split) {
      for (const term of new Set(terms.flatMap((own) => [...own]))) {
        this.counts.set(term, (this.counts.get(term) ?? 0) + 1);
      }
    }
    for (const { entry, terms } of split) {
      const known = new Set([entry.title, ...entry.aliases]);
      const phrases = phrasesOf(entry, texts.messages[entry.id] ?? []);
      this.byEntry.set(
        entry.id,
        terms.map((own, at) => {
          const text = phrases[at] ?? entry.title;
          const worth = known.has(text)
            ? 1
            : text === categoryName(entry)
              ? CATEGORY_WORTH
              : MESSAGE_WORTH;
          const ours = text === entry.title || (!known.has(text) && worth === MESSAGE_WORTH);
          const wording = ours && own.size > 1 ? ` ${[...own].join(' ')} ` : null;
          return { text, worth, terms: own, wording, weight: this.weightOf(own) };
        }),
      );
    }
    const all = [...this.byEntry.values()].flat().flatMap(({ wording }) => wording ?? []);
    this.wordings = new Set(all);
  }

  of(entry: string): readonly Phrase[] {
    return this.byEntry.get(entry) ?? [];
  }

  /** The terms that stand between others in a wording of PuTTY's. */
  between(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
    const left = [' ', ...before.map((term) => `${term} `)].join('');
    const right = [' ', ...after.map((term) => `${term} `)].join('');
    const place = `${left}|${right}`;
    // Every key of a word asks for the same place.
    if (place === this.place) return this.inPlace;
    const found = new Set<string>();
    for (const wording of this.wordings) {
      if (!wording.includes(left) || !wording.includes(right)) continue;
      for (const term of wording.trim().split(' ')) {
        if (wording.includes(left + term + right)) found.add(term);
      }
    }
    this.place = place;
    this.inPlace = found;
    return found;
  }

  /** True if an entry is known by the term. */
  knows(term: string): boolean {
    return this.counts.has(term);
  }

  /** How much a term says: more, the fewer entries are known by it. */
  weight(term: string): number {
    const known = this.weights.get(term);
    if (known !== undefined) return known;
    const count = this.counts.get(term);
    const weight = Math.log(1 + this.entries / (1 + (count ?? 0)));
    // Words that no entry has are without end.
    if (count !== undefined) this.weights.set(term, weight);
    return weight;
  }

  private weightOf(all: ReadonlySet<string>): number {
    let sum = 0;
    for (const term of all) sum += this.weight(term);
    return sum;
  }
}
