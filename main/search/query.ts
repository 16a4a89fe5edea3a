/** Takes a query apart into what the user means: words, each with what may be meant by it. */
import { stem } from './stem';
import { isSlipOfStopWord, isStopWord, joined, terms, wordsOf } from './words';

/** One word of the query, or one compound such as `authorized_keys` with its parts. */
export interface QueryWord {
  /** The whole word. */
  readonly term: string;
  /** As it was typed, in lower case. */
  readonly written: string;
  /** A compound's parts: an entry that has them all has the word. */
  readonly parts: readonly QueryWord[];
  /** The parts were typed as words of their own: `key exchange`, where an entry has `key-exchange`. */
  readonly apart?: boolean;
}

/** Nobody types more words than this, and of a pasted text the first ones say what it is about. */
const MOST_WORDS = 32;

/** @param known tells whether the catalogue has a term; words that are one there are put together. */
export function queryWords(text: string, known: (term: string) => boolean): QueryWord[] {
  const groups: QueryWord[] = [];
  let start = -1;
  for (const { term, written, start: at } of wordsOf(joined(text.slice(0, 4096)))) {
    if (!known(term) && isSlipOfStopWord(written)) continue;
    const last = groups.at(-1);
    // The whole of a compound comes first, its parts stand at the same place.
    if (last && at === start)
      groups[groups.length - 1] = { ...last, parts: [...last.parts, { term, written, parts: [] }] };
    else groups.push({ term, written, parts: runTogether(term, written, known) });
    start = at;
  }
  return distinct(compounds(withoutManual(groups), known)).slice(0, MOST_WORDS);
}

/** Both halves of a word with a missing blank are so long at least. */
const SHORTEST_HALF = 4;

/** `connectionrefused` is two words with the blank left out, if the catalogue knows both. */
function runTogether(
  term: string,
  written: string,
  known: (term: string) => boolean,
): readonly QueryWord[] {
  if (known(term) || !/^[a-z]+$/.test(written)) return [];
  for (let at = SHORTEST_HALF; at <= written.length - SHORTEST_HALF; at += 1) {
    const halves = [written.slice(0, at), written.slice(at)];
    // A half that tells nothing, such as `error`, is left out.
    const telling = halves.filter((half) => !isStopWord(half));
    if (telling.length === 0 || !telling.every((half) => known(stem(half)))) continue;
    return telling.map((half) => ({ term: stem(half), written: half, parts: [] }));
  }
  return [];
}

const MANUAL_WORDS = new Set(terms('manual section chapter paragraph docs documentation'));

/** `section 10.9 of the manual` asks for 10.9, not for entries that speak of manuals. */
function withoutManual(words: readonly QueryWord[]): readonly QueryWord[] {
  const asked = words.some(({ term }) => /\d\.\d|^[a-z]\.\d/.test(term));
  return asked ? words.filter(({ term }) => !MANUAL_WORDS.has(term)) : words;
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
        written: part.map(({ written }) => written).join(''),
        parts: part,
        apart: true,
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
