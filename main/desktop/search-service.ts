/** What the search window finds in the user's own history. */
import type { IncidentRow } from '../contract/incident';
import type { HistoryFound, SearchStart } from '../contract/search-window';
import type { HistoryIndex } from './history-index';
import type { IncidentShelf } from './incident-shelf';
import { rowOf } from './incident-view';

/** What people meet most often, for a history that is still empty; most common first. */
export const COMMON = [
  'connection-timed-out',
  'connection-refused',
  'connection-abort',
  'key-refused',
  'access-denied',
  'host-key-mismatch',
] as const;

const LATEST = 5;
const MOST_COMMON = 6;
const MOST_HOSTS = 3;
const MOST_INCIDENTS = 4;

export class SearchService {
  constructor(
    private readonly index: HistoryIndex,
    private readonly shelf: Pick<IncidentShelf, 'get' | 'latest'>,
  ) {}

  start(): SearchStart {
    const own = this.index.common(MOST_COMMON);
    const known = new Set(own.map(({ entry }) => entry));
    const others = COMMON.filter((entry) => !known.has(entry));
    return {
      latest: this.shelf.latest(LATEST),
      common: [...own, ...others.map((entry) => ({ entry, count: 0 }))].slice(0, MOST_COMMON),
    };
  }

  /** @param entries what the catalogue has on the query, surest first */
  history(query: string, entries: readonly string[]): HistoryFound {
    const hosts = this.index.hosts(query, MOST_HOSTS).flatMap(({ host, count, latest }) => {
      const [newest] = this.#rows(latest.slice(0, 1));
      return newest === undefined ? [] : [{ host, count, latest: newest, ids: latest }];
    });
    const ids = [
      ...hosts.flatMap((host) => host.ids),
      ...entries.slice(0, MOST_HOSTS).flatMap((entry) => this.index.ofEntry(entry)),
    ];
    const incidents = this.#rows([...new Set(ids)])
      .sort((one, other) => Date.parse(other.time) - Date.parse(one.time))
      .slice(0, MOST_INCIDENTS);
    return { hosts: hosts.map(({ host, count, latest }) => ({ host, count, latest })), incidents };
  }

  #rows(ids: readonly string[]): IncidentRow[] {
    return ids.flatMap((id) => {
      const view = this.shelf.get(id);
      return view === undefined ? [] : [rowOf(view)];
    });
  }
}
