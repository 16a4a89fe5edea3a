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

/** Of the titles every so many is searched for: enough to have all of the search compiled. */
const EVERY = 4;
/** Milliseconds that must be left of an idle moment. */
const ENOUGH = 5;

/**
 * Searches for what is in the catalogue while the page has nothing to do, once: code that has run is
 * compiled, and the first words that a person types are as fast as the later ones.
 */
export function warmUp(finder: Finder): void {
  const titles = finder.entries.filter((_entry, at) => at % EVERY === 0).map(({ title }) => title);
  const some = (idle: IdleDeadline): void => {
    while (titles.length > 0 && idle.timeRemaining() > ENOUGH) {
      const title = titles.pop() ?? '';
      for (let length = 2; length <= title.length; length += 5) finder.find(title.slice(0, length));
    }
    if (titles.length > 0) requestIdleCallback(some);
  };
  requestIdleCallback(some);
}
