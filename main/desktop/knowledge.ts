/** The compiled catalogue as the desktop uses it: summaries always, the rest when it is wanted. */
import type { EntryBody, EntrySummary, Translations } from '../contract/entry';
import type { SearchView } from '../contract/ipc';
import { createMatcher } from '../engine/index';
import type { Matcher } from '../engine/index';
import { createSearch } from '../search/index';
import type { Search, SearchTexts } from '../search/index';
import { problem, ProblemError } from './problem';

export interface Knowledge {
  /** As matching and ranking need them, in English. */
  readonly entries: readonly EntrySummary[];
  readonly matcher: Matcher;
  /** Says what there is in another language from now on; what is in none stays English. */
  speak(translations: Translations): void;
  /** With the sentences of the language that is spoken. */
  entry(id: string): EntrySummary | undefined;
  /** Throws a ProblemError if there is no such entry. */
  body(id: string): Promise<EntryBody>;
  search(query: string): Promise<SearchView>;
}

/** What lies in files of its own; each function is called once, when its part is first wanted. */
export interface KnowledgeParts {
  readonly bodies: () => Promise<Readonly<Record<string, EntryBody>>>;
  readonly texts: () => Promise<SearchTexts>;
}

const MOST_HITS = 50;

export function createKnowledge(
  entries: readonly EntrySummary[],
  parts: KnowledgeParts,
): Knowledge {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const matcher = createMatcher(entries);
  let translations: Translations = {};
  let bodies: Promise<Readonly<Record<string, EntryBody>>> | null = null;
  let search: Promise<Search> | null = null;
  return {
    entries,
    matcher,
    speak(spoken) {
      translations = spoken;
    },
    entry(id) {
      const entry = byId.get(id);
      if (entry === undefined || !Object.hasOwn(translations, id)) return entry;
      const { headline, summary } = translations[id] ?? entry;
      return { ...entry, headline, summary };
    },
    async body(id) {
      if (Object.hasOwn(translations, id) && translations[id] !== undefined) {
        return translations[id].body;
      }
      bodies ??= parts.bodies();
      const all = await bodies;
      const body = Object.hasOwn(all, id) ? all[id] : undefined;
      if (body === undefined) {
        throw new ProblemError(problem('no-entry', 'This message is not in the catalogue.'));
      }
      return body;
    },
    async search(query) {
      search ??= parts.texts().then((texts) => createSearch(matcher, entries, texts));
      const { results, exact } = (await search)(query, { limit: MOST_HITS });
      return {
        hits: results.map(({ entry, confident, marks, also }) => ({
          entry,
          confident,
          marks,
          also,
        })),
        recognised: exact.map(({ entry, captures }) => ({ entry, captures })),
      };
    },
  };
}
