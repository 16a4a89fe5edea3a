/** Answers what a user types or pastes: PuTTY's message exactly, or the entries that fit the words best. */
import type { EntrySummary } from '../contract/entry';
import { explainText } from '../engine/explain';
import type { Explanation } from '../engine/explain';
import type { Matcher } from '../engine/match';
import { SURE, withoutForeign } from './foreign';
import { Lookup } from './lookup';
import { marksIn } from './marks';
import type { Mark } from './marks';
import { subjectOf } from './subject';
import type { Subject } from './subject';
import { Phrases } from './phrases';
import { queryWords } from './query';
import type { SearchTexts } from './texts';
import { rank } from './rank';
import type { Ranked } from './rank';
import { renownOf } from './renown';
import { withShortSlips } from './short-slips';

export interface SearchResult {
  /** Id of the entry. */
  readonly entry: string;
  readonly title: string;
  /** 0 to 1; the message that is in the text has 1, others that are in it as well nearly so. */
  readonly score: number;
  /** False where the entry is only the best that there is, and is probably not what was meant. */
  readonly confident: boolean;
  /** The found words of the title. */
  readonly marks: readonly Mark[];
  /** The alias or message that fits better than the title, if there is one. */
  readonly also: { readonly text: string; readonly marks: readonly Mark[] } | null;
}

export interface SearchAnswer {
  /** Best first. */
  readonly results: readonly SearchResult[];
  /** PuTTY's messages in the text, filled in; best first. */
  readonly exact: readonly Explanation[];
}

export interface SearchOptions {
  /** How many results at most; 10 if not told. */
  readonly limit?: number;
}

export type Search = (query: string, options?: SearchOptions) => SearchAnswer;

/**
 * From this score on a result answers the query. Below it the query's words stand in the entry, but
 * too few of them, or too far from what the entry is about. What names PuTTY is more likely about it.
 * Chosen with main/search/queries.tsv.
 */
export const CONFIDENT: Readonly<Record<Subject, number>> = {
  own: 0.42,
  field: 0.46,
  unsaid: 0.57,
  elsewhere: 0.57,
  others: 0.57,
};

/** In characters: `PuTTY X11 proxy: ` is a frame, `Configuring serial port: ` is a message. */
const LONGEST_FRAME = 18;

/**
 * Whether a message was recognised by its frame alone, as `Network error: ` and any text: a slip of
 * the fingers in the text, and the entry with the text itself no longer matches.
 */
function isOpen(message: string, captures: Readonly<Record<string, string>>): boolean {
  const free = Math.max(0, ...Object.values(captures).map((text) => text.length));
  return free > message.length / 2 && message.length - free <= LONGEST_FRAME;
}

/**
 * @param entries the catalogue's entries, those of the matcher.
 * @param texts what the compiler wrote to search.json.
 */
export function createSearch(
  matcher: Matcher,
  entries: readonly EntrySummary[],
  texts: SearchTexts,
): Search {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const phrases = new Phrases(entries, texts);
  const lookup = new Lookup(texts, phrases);
  const renown = renownOf(entries);

  return (query, { limit = 10 } = {}) => {
    const recognised = explainText(matcher, query);
    const words = queryWords(query, (term) => phrases.knows(term));
    const hits = withShortSlips(
      words.map((word, at) => lookup.find(word, at === words.length - 1)),
      phrases,
      lookup,
    );
    const found = new Set(hits.flatMap((hit) => [...hit.terms.keys()]));
    const subject = subjectOf(query);
    const ranked = withoutForeign(
      rank(hits, phrases, renown, subject),
      query,
      subject,
      words,
      phrases,
      byId,
    );
    const exact = recognised.filter(({ entry, message, captures }) => {
      const [best] = ranked;
      const better = best !== undefined && best.entry !== entry && best.fit >= SURE;
      return !(better && isOpen(message, captures));
    });

    const result = (
      id: string,
      { score, fit, phrase }: Pick<Ranked, 'score' | 'fit' | 'phrase'>,
    ): SearchResult[] => {
      const entry = byId.get(id);
      if (!entry) return [];
      const other = phrase === null || phrase === entry.title ? null : phrase;
      return [
        {
          entry: id,
          title: entry.title,
          score: Math.round(score * 1000) / 1000,
          confident: fit >= CONFIDENT[subject],
          marks: marksIn(entry.title, found),
          also: other === null ? null : { text: other, marks: marksIn(other, found) },
        },
      ];
    };
    const own = new Set(exact.map(({ entry }) => entry));
    const results = [
      ...exact.flatMap(({ entry }, at) =>
        result(entry, { score: at === 0 ? 1 : 0.99, fit: 1, phrase: null }),
      ),
      ...ranked
        .filter(({ entry }) => !own.has(entry))
        .flatMap(({ entry, score, fit, phrase }) =>
          // Beside PuTTY's own message nothing is as certain.
          result(entry, { score: own.size > 0 ? Math.min(score, 0.98) : score, fit, phrase }),
        ),
    ];
    return { results: results.slice(0, limit), exact };
  };
}
