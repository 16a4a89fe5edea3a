import { describe, expect, it } from 'vitest';
import type { IncidentSubject } from '../contract/history';
import { UNKNOWN_FACTS } from '../contract/facts';
import type { IncidentView } from '../contract/incident';
import { bundledEntries } from './bundle';
import { HistoryIndex } from './history-index';
import { rowOf } from './incident-view';
import { COMMON, SearchService } from './search-service';

const view = (id: string, entry: string, host: string): IncidentView => ({
  id,
  entry,
  host,
  severity: 'error',
  headline: `${host} ${entry}`,
  message: entry,
  session: `log/${id}`,
  user: 'anna',
  time: `2026-01-0${id}T10:00:00`,
  count: 1,
  state: 'open',
  file: '/home/anna/logs/one.log',
  line: 1,
  offset: 0,
  causes: [],
  fixes: [],
  captures: {},
  facts: UNKNOWN_FACTS,
});

const VIEWS = [
  view('4', 'connection-reset', 'web02.example.com'),
  view('3', 'key-refused', 'db01.example.com'),
  view('2', 'connection-reset', 'db01.example.com'),
  view('1', 'connection-reset', 'gw.example.com'),
];

async function make(views: readonly IncidentView[]): Promise<SearchService> {
  const subjects = (): IncidentSubject[] => [...views];
  const index = new HistoryIndex({ subjects });
  await index.load();
  return new SearchService(index, {
    get: (id) => views.find((each) => each.id === id),
    latest: (limit) => views.slice(0, limit).map(rowOf),
  });
}

describe('search in the history', () => {
  it('begins with the latest incidents and what happened most often', async () => {
    const start = (await make(VIEWS)).start();
    expect(start.latest.map(({ id }) => id)).toEqual(['4', '3', '2', '1']);
    expect(start.common.slice(0, 2)).toEqual([
      { entry: 'connection-reset', count: 3 },
      { entry: 'key-refused', count: 1 },
    ]);
    expect(start.common).toHaveLength(6);
  });

  it('begins with what is common everywhere if nothing has happened yet', async () => {
    const { latest, common } = (await make([])).start();
    expect(latest).toEqual([]);
    expect(common.map(({ entry }) => entry)).toEqual([...COMMON]);
    const known = new Set(bundledEntries.map(({ id }) => id));
    expect(COMMON.filter((entry) => !known.has(entry))).toEqual([]);
  });

  it('finds a host with its newest incident, and the incidents of what was found', async () => {
    const service = await make(VIEWS);
    const found = service.history('db01', []);
    expect(found.hosts).toMatchObject([
      { host: 'db01.example.com', count: 2, latest: { id: '3' } },
    ]);
    expect(found.incidents.map(({ id }) => id)).toEqual(['3', '2']);
    const reset = service.history('reset by peer', ['connection-reset']);
    expect(reset.hosts).toEqual([]);
    expect(reset.incidents.map(({ id }) => id)).toEqual(['4', '2', '1']);
  });
});
