/** The catalogue and its search, for the search window: loaded once, while the window is hidden. */
import index from '../../catalogue/generated/index.json' with { type: 'json' };
import texts from '../../catalogue/generated/search.json' with { type: 'json' };
import type { EntrySummary } from '../../main/contract/entry';
import { createMatcher } from '../../main/engine/match';
import { createSearch } from '../../main/search/index';
import type { Finder } from './found';

const MOST_HITS = 12;

export function createFinder(): Finder {
  const entries = index.entries as unknown as readonly EntrySummary[];
  const search = createSearch(createMatcher(entries), entries, texts);
  return {
    entries,
    find(query) {
      const { results, exact } = search(query, { limit: MOST_HITS });
      return {
        hits: results.map(({ entry, confident, marks, also }) => ({
          entry,
          confident,
          marks,
          also,
        })),
        recognised: exact.map(({ entry, captures, message }) => ({ entry, captures, message })),
      };
    },
  };
}
