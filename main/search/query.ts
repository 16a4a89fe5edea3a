/** Takes a query apart into what the user means: words, each with what may be meant by it. */
import { joined, wordsOf } from './words';

/** One word of the query, or one compound such as `authorized_keys` with its parts. */
export interface QueryWord {
  /** The whole word. */
  readonly term: string;
  /** A compound's parts: an entry that has them all has the word. */
  readonly parts: readonly string[];
}

/** Nobody types more words than this, and of a pasted text the first ones say what it is about. */
const MOST_WORDS = 32;

/** @param known tells whether the catalogue has a term; words that are one there are put together. */
export function queryWords(text: string, known: (term: string) => boolean): QueryWord[] {
  const groups: QueryWord[] = [];
  let start = -1;
  for (const { term, start: at } of wordsOf(joined(text.slice(0, 4096)))) {
    const last = groups.at(-1);
    // The whole of a compound comes first, its parts stand at the same place.
    if (last && at === start) groups[groups.length - 1] = { ...last, parts: [...last.parts, term] };
    else groups.push({ term, parts: [] });
    start = at;
  }
  return distinct(compounds(groups, known)).slice(0, MOST_WORDS);
}

/** `max auth tries` is `MaxAuthTries`, if the catalogue knows that. */
function compounds(words: readonly QueryWord[], known: (term: string) => boolean): QueryWord[] {
  const result: QueryWord[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const length = [3, 2].find((count) => {
      const part = words.slice(at, at + count);
      return part.length === count && known(part.map(({ term }) => term).join(''));
    });
    const part = words.slice(at, at + (length ?? 1));
    const [word] = part;
    if (!word) break;
    if (length === undefined) result.push(word);
    else {
      result.push({
        term: part.map(({ term }) => term).join(''),
        parts: part.map(({ term }) => term),
      });
      at += length - 1;
    }
  }
  return result;
}

function distinct(words: readonly QueryWord[]): QueryWord[] {
  const seen = new Set<string>();
  return words.filter(({ term }) => !seen.has(term) && seen.add(term));
}
