/** Every word that an entry is known by, as it is written: what a misspelt word may be. */
import { distance } from './distance';

export class Spellings {
  /** By the first letter, since few people miss that one. */
  private readonly byLetter = new Map<string, (readonly [word: string, term: string])[]>();

  /** @param terms each spelling with the term that it gives. */
  constructor(terms: Readonly<Record<string, string>>) {
    for (const spelling of Object.entries(terms)) {
      const letter = spelling[0].charAt(0);
      const known = this.byLetter.get(letter);
      if (known) known.push(spelling);
      else this.byLetter.set(letter, [spelling]);
    }
  }

  /**
   * The terms that may be meant by a word that is not known, with how likely: 0 to 1.
   *
   * @param begun the word is the last one, and more of it may follow.
   */
  guess(written: string, begun: boolean): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    if (/\d/.test(written) || written.length < SHORTEST_BEGINNING) return found;
    const slips = slipsIn(written);
    const beginning = begun || written.length >= CLEAR_BEGINNING;
    // Or the first two are swapped.
    for (const letter of new Set([written.charAt(0), written.charAt(1)])) {
      for (const [word, term] of this.byLetter.get(letter) ?? []) {
        const likeness = likenessOf(written, word, slips, beginning);
        if (likeness > (found.get(term) ?? 0)) found.set(term, likeness);
      }
    }
    return nearestOf(found);
  }
}

/** A word that has begun is taken for its beginning from this length on. */
const SHORTEST_BEGINNING = 3;
/** From this length on also where another word follows. */
const CLEAR_BEGINNING = 5;

/** How many slips are forgiven: one in a word, two in a long one. */
const slipsIn = (word: string): number => (word.length < 8 ? 1 : 2);

/** 0 to 1: how likely somebody who typed one word meant the other. */
function likenessOf(typed: string, meant: string, slips: number, beginning: boolean): number {
  if (beginning && meant.startsWith(typed)) return 0.5 + 0.3 * (typed.length / meant.length);
  // Few people miss the first letter; they swap it with the second.
  if (typed[0] !== meant[0] && !(typed[0] === meant[1] && typed[1] === meant[0])) return 0;
  if (Math.abs(typed.length - meant.length) > slips) return 0;
  // Of three letters one wrong one makes another word; only swapped ones are a slip.
  if (typed.length < 4 && sorted(typed) !== sorted(meant)) return 0;
  const apart = distance(typed, meant, slips) * (sorted(typed) === sorted(meant) ? SWAPPED : 1);
  return apart > slips ? 0 : 1 - 1.1 * (apart / Math.max(4, typed.length));
}

/** Letters in the wrong order are the likeliest slip. */
const SWAPPED = 0.7;

const sorted = (word: string): string => [...word].sort().join('');

/** Far guesses count for nothing where there are near ones. */
function nearestOf(guesses: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const best = Math.max(...guesses.values());
  return new Map([...guesses].filter(([, likeness]) => likeness >= best - 0.12));
}
