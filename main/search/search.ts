/** Answers what a user types or pastes: PuTTY's message exactly, or the entries that fit the words best. */
import type { EntrySummary } from '../contract/entry';
import { explainText } from '../engine/explain';
import type { Explanation } from '../engine/explain';
import type { Matcher } from '../engine/match';
import { Lookup } from './lookup';
import { marksIn } from './marks';
import type { Mark } from './marks';
import { subjectOf } from './subject';
import type { Subject } from './subject';
import { Phrases } from './phrases';
import { queryWords } from './query';
import type { SearchTexts } from './texts';
import { rank } from './rank';

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
  unsaid: 0.52,
  others: 0.52,
};

/** What a query about another program's error loses: its words say the same, and it is not PuTTY's. */
const OTHERS_FACTOR = 0.4;

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
    const exact = explainText(matcher, query);
    const words = queryWords(query, (term) => phrases.knows(term));
    const hits = words.map((word, at) => lookup.find(word, at === words.length - 1));
    const found = new Set(hits.flatMap((hit) => [...hit.terms.keys()]));
    const subject = subjectOf(query);
    const factor = subject === 'others' ? OTHERS_FACTOR : 1;
    const ranked = rank(hits, phrases, renown, subject).map((one) => ({
      ...one,
      score: one.score * factor,
    }));

    const result = (id: string, score: number, phrase: string | null): SearchResult[] => {
      const entry = byId.get(id);
      if (!entry) return [];
      const other = phrase === null || phrase === entry.title ? null : phrase;
      return [
        {
          entry: id,
          title: entry.title,
          score: Math.round(score * 1000) / 1000,
          confident: score >= CONFIDENT[subject],
          marks: marksIn(entry.title, found),
          also: other === null ? null : { text: other, marks: marksIn(other, found) },
        },
      ];
    };
    const own = new Set(exact.map(({ entry }) => entry));
    const results = [
      ...exact.flatMap(({ entry }, at) => result(entry, at === 0 ? 1 : 0.99, null)),
      ...ranked
        .filter(({ entry }) => !own.has(entry))
        .flatMap(({ entry, score, phrase }) =>
          // Beside PuTTY's own message nothing is as certain.
          result(entry, own.size > 0 ? Math.min(score, 0.98) : score, phrase),
        ),
    ];
    return { results: results.slice(0, limit), exact };
  };
}

/**
 * 0 to 1: of two entries that fit alike, the one that people meet more often is meant. Other entries
 * lead to it, and the manual's chapter on error messages has it.
 */
function renownOf(entries: readonly EntrySummary[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { related } of entries) {
    for (const id of related) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const most = Math.log1p(Math.max(1, ...counts.values()));
  return new Map(
    entries.map(({ id, manual }) => [
      id,
      (Math.log1p(counts.get(id) ?? 0) / most + (manual?.startsWith('10.') === true ? 1 : 0)) / 2,
    ]),
  );
}
