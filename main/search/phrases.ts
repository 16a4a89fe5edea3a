/** Titles, aliases and messages: what an entry is known by, each compared with the whole query. */
import type { EntrySummary } from '../contract/entry';
import { phrasesOf } from './texts';
import { distance } from './distance';
import { stem } from './stem';
import { joined, surfaces, terms } from './words';

export interface Phrase {
  readonly text: string;
  /** 1 for a title or an alias; a message that has the same words counts a little less. */
  readonly worth: number;
  readonly terms: ReadonlySet<string>;
  /** Sum of the terms' weights. */
  readonly weight: number;
}

const MESSAGE_WORTH = 0.97;

export class Phrases {
  private readonly byEntry = new Map<string, Phrase[]>();
  private readonly counts = new Map<string, number>();
  /** Every word as it is written, with its term. */
  private readonly spellings = new Map<string, string>();
  private readonly entries: number;

  constructor(
    entries: readonly EntrySummary[],
    messages: Readonly<Record<string, readonly string[]>>,
  ) {
    this.entries = entries.length;
    const known = new Set(entries.flatMap((entry) => [entry.title, ...entry.aliases]));
    const split = entries.map((entry) => ({
      id: entry.id,
      phrases: phrasesOf(entry, messages[entry.id] ?? []).map((text) => ({
        text,
        worth: known.has(text) ? 1 : MESSAGE_WORTH,
        terms: new Set(terms(text)),
      })),
    }));
    for (const { phrases } of split) {
      for (const term of new Set(phrases.flatMap((phrase) => [...phrase.terms]))) {
        this.counts.set(term, (this.counts.get(term) ?? 0) + 1);
      }
    }
    for (const entry of entries) {
      for (const { text } of split.find(({ id }) => id === entry.id)?.phrases ?? [])
        this.learn(text);
      this.learn(entry.summary);
    }
    for (const { id, phrases } of split) {
      this.byEntry.set(
        id,
        phrases.map((phrase) => ({ ...phrase, weight: this.weightOf(phrase.terms) })),
      );
    }
  }

  private learn(text: string): void {
    for (const word of surfaces(joined(text))) {
      if (word.length > 2 && !this.spellings.has(word)) this.spellings.set(word, stem(word));
    }
  }

  /** The terms that may be meant by a word of which no entry knows the spelling, with how likely. */
  guess(written: string): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    if (/\d/.test(written) || written.length < SHORTEST_BEGINNING) return found;
    const slips = slipsIn(written);
    for (const [word, term] of this.spellings) {
      const likeness = likenessOf(written, word, slips);
      if (likeness > (found.get(term) ?? 0)) found.set(term, likeness);
    }
    return nearestOf(found);
  }

  of(entry: string): readonly Phrase[] {
    return this.byEntry.get(entry) ?? [];
  }

  knows(term: string): boolean {
    return this.counts.has(term);
  }

  /** How much a term says: more, the fewer entries are known by it. */
  weight(term: string): number {
    return Math.log(1 + this.entries / (1 + (this.counts.get(term) ?? 0)));
  }

  private weightOf(all: ReadonlySet<string>): number {
    let sum = 0;
    for (const term of all) sum += this.weight(term);
    return sum;
  }
}

/** A word that has begun is taken for its beginning from this length on. */
const SHORTEST_BEGINNING = 3;

/** How many slips are forgiven: one in a word, two in a long one. */
const slipsIn = (word: string): number => (word.length < 8 ? 1 : 2);

/** 0 to 1: how likely somebody who typed one word meant the other. */
function likenessOf(typed: string, meant: string, slips: number): number {
  if (meant.startsWith(typed)) return 0.5 + 0.3 * (typed.length / meant.length);
  // Few people miss the first letter; they swap it with the second.
  if (typed[0] !== meant[0] && !(typed[0] === meant[1] && typed[1] === meant[0])) return 0;
  if (Math.abs(typed.length - meant.length) > slips) return 0;
  // Of three letters one wrong one makes another word; only swapped ones are a slip.
  if (typed.length < 4 && sorted(typed) !== sorted(meant)) return 0;
  const apart = distance(typed, meant, slips);
  return apart > slips ? 0 : 1 - 1.1 * (apart / Math.max(4, typed.length));
}

const sorted = (word: string): string => [...word].sort().join('');

/** Far guesses count for nothing where there are near ones. */
function nearestOf(guesses: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const best = Math.max(...guesses.values());
  return new Map([...guesses].filter(([, likeness]) => likeness >= best - 0.12));
}
