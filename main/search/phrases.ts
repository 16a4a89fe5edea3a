/** Titles, aliases and messages: what an entry is known by, each compared with the whole query. */
import type { EntrySummary } from '../contract/entry';
import { phrasesOf } from './texts';
import { terms } from './words';

export interface Phrase {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  /** Sum of the terms' weights. */
  readonly weight: number;
}

export class Phrases {
  private readonly byEntry = new Map<string, Phrase[]>();
  private readonly counts = new Map<string, number>();
  private readonly entries: number;

  constructor(
    entries: readonly EntrySummary[],
    messages: Readonly<Record<string, readonly string[]>>,
  ) {
    this.entries = entries.length;
    const split = entries.map((entry) => ({
      id: entry.id,
      phrases: phrasesOf(entry, messages[entry.id] ?? []).map((text) => ({
        text,
        terms: new Set(terms(text)),
      })),
    }));
    for (const { phrases } of split) {
      for (const term of new Set(phrases.flatMap((phrase) => [...phrase.terms]))) {
        this.counts.set(term, (this.counts.get(term) ?? 0) + 1);
      }
    }
    for (const { id, phrases } of split) {
      this.byEntry.set(
        id,
        phrases.map((phrase) => ({ ...phrase, weight: this.weightOf(phrase.terms) })),
      );
    }
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
