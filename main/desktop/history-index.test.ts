import { describe, expect, it } from 'vitest';
import type { HistoryQueries, IncidentSubject } from '../contract/history';
import { HistoryIndex } from './history-index';

const HOSTS = ['db01.example.com', 'db02.example.com', 'web-front.example.com', '192.0.2.7'];

/** A history with one incident after the other on each of the hosts, the newest first. */
function history(size: number): Pick<HistoryQueries, 'subjects'> {
  const all: IncidentSubject[] = Array.from({ length: size }, (_unused, at) => ({
    id: `incident-${at}`,
    entry: at % 3 === 0 ? 'key-refused' : 'connection-reset',
    host: HOSTS[at % HOSTS.length] ?? null,
  })).reverse();
  function subjects(query: Parameters<HistoryQueries['subjects']>[0]): IncidentSubject[] {
    const from =
      query.before === undefined ? 0 : all.findIndex(({ id }) => id === query.before) + 1;
    return all.slice(from, from + query.limit);
  }
  return { subjects };
}

async function loaded(size = 100): Promise<HistoryIndex> {
  const index = new HistoryIndex(history(size));
  await index.load();
  return index;
}

describe('the index of the history', () => {
  it('finds hosts by their name, the start of a part of it, or an address', async () => {
    const index = await loaded();
    const found = (query: string): string[] => index.hosts(query, 9).map(({ host }) => host);
    expect(found('db01')).toEqual(['db01.example.com']);
    expect(found('connection reset on DB')).toEqual([]);
    expect(found('why does front drop')).toEqual(['web-front.example.com']);
    expect(found('192.0.2')).toEqual(['192.0.2.7']);
    expect(found('db02.example.com')[0]).toBe('db02.example.com');
    expect(found('connection refused by example')).toEqual([]);
    expect(found('')).toEqual([]);
  });

  it('gives the newest incidents first, and how many there were', async () => {
    const index = await loaded();
    expect(index.hosts('192.0.2.7', 1)).toEqual([
      {
        host: '192.0.2.7',
        count: 25,
        latest: ['incident-99', 'incident-95', 'incident-91', 'incident-87', 'incident-83'],
      },
    ]);
    expect(index.common(2)).toEqual([
      { entry: 'connection-reset', count: 66 },
      { entry: 'key-refused', count: 34 },
    ]);
  });

  it('reads a long history in slices, and misses nothing that comes meanwhile', async () => {
    let turns = 0;
    const index: HistoryIndex = new HistoryIndex(history(5000), () => {
      turns += 1;
      if (turns === 1) index.add({ id: 'new', entry: 'key-refused', host: 'db01.example.com' });
      return Promise.resolve();
    });
    await index.load();
    expect(turns).toBe(2);
    expect(index.hosts('db01', 1)[0]?.count).toBe(1251);
    expect(index.ofEntry('key-refused')[0]).toBe('new');
  });

  it('finds nothing that was deleted, even while it was being read', async () => {
    const all = history(5000);
    let kept = all.subjects;
    const index: HistoryIndex = new HistoryIndex({ subjects: (query) => kept(query) });
    const first = index.load();
    kept = () => [{ id: 'kept', entry: 'key-refused', host: 'db02.example.com' }];
    await index.renew();
    await first;
    expect(index.hosts('db01', 1)).toEqual([]);
    expect(index.common(5)).toEqual([{ entry: 'key-refused', count: 1 }]);
  });

  it('keeps up with what is found and with what is taken back', async () => {
    const index = await loaded(4);
    index.add({ id: 'new', entry: 'key-refused', host: 'db01.example.com' });
    index.add({ id: 'new', entry: 'key-refused', host: 'db01.example.com' });
    expect(index.hosts('db01', 1)[0]?.count).toBe(2);
    index.remove('new');
    expect(index.hosts('db01', 1)[0]?.latest).toEqual(['incident-0']);
  });
});
