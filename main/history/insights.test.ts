import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Facts } from '../contract/facts';
import type { HistoryFilter } from '../contract/history';
import type { Severity } from '../contract/model';
import { csvHead, csvRow, exportJson, openHistory, readHistory } from './index';
import type { History } from './index';
import { detection, read } from './test-records';

let folder: string;
let history: History;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'puttyknife-history-'));
  const opened = openHistory(folder, () => new Date('2026-11-30T12:00:00Z'));
  if (!opened.ok) throw new Error(opened.problem.message);
  ({ history } = opened.value);
});
afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Happening {
  readonly entry?: string;
  readonly severity?: Severity;
  readonly message?: string;
  readonly detectedAt?: string;
  readonly host?: string | null;
  readonly facts?: Partial<Facts>;
  readonly told?: boolean;
}

/** Records one incident in a log of its own; gives its id. */
function happen(name: string, happening: Happening = {}): string {
  const { host, facts, told = true, ...rest } = happening;
  const found = { ...detection(1, name, rest.entry), ...rest };
  const recorded = history.store.record([
    read([found], undefined, name, host === undefined ? 'db.example.com' : host, facts),
  ]);
  expect(recorded.ok).toBe(true);
  if (told) history.store.told([found.id]);
  return found.id;
}

const ids = (list: readonly { readonly id: string }[]): readonly string[] =>
  list.map(({ id }) => id);

describe('a question about a part of the history', () => {
  beforeEach(() => {
    happen('one', { detectedAt: '2026-11-20T10:00:00.000Z' });
    happen('two', {
      detectedAt: '2026-11-21T10:00:00.000Z',
      entry: 'connection-refused',
      message: 'Network error: Connection refused',
      host: 'Web.example.com',
    });
    happen('three', {
      detectedAt: '2026-11-22T10:00:00.000Z',
      entry: 'host-key-mismatch',
      severity: 'security',
      message: 'WARNING - POTENTIAL SECURITY BREACH! Größe "x"',
      host: null,
      facts: { address: '192.0.2.7' },
    });
  });

  it.each<[string, HistoryFilter, readonly string[]]>([
    ['everything', {}, ['three-1', 'two-1', 'one-1']],
    ['a host, whatever its capitals', { host: 'web.EXAMPLE.com' }, ['two-1']],
    ['an address', { host: '192.0.2.7' }, ['three-1']],
    ['an entry', { entry: 'key-refused' }, ['one-1']],
    ['severities', { severities: ['security', 'info'] }, ['three-1']],
    ['no severity', { severities: [] }, []],
    ['a log', { file: '/logs/two.log' }, ['two-1']],
    ['a session of a log', { file: '/logs/two.log', session: 0 }, ['two-1']],
    ['a session that is another', { file: '/logs/two.log', session: 1 }, []],
    ['a time on', { from: '2026-11-21T10:00:00Z' }, ['three-1', 'two-1']],
    ['before a time', { to: '2026-11-21T11:00:00+01:00' }, ['one-1']],
    ['a word', { text: 'connection' }, ['two-1']],
    ['beginnings of words, in any order', { text: 'sec potent' }, ['three-1']],
    ['a letter without its marks', { text: 'große' }, ['three-1']],
    ['a host as text', { text: 'db.example.com' }, ['one-1']],
    ['a user as text', { text: 'admin refused' }, ['two-1', 'one-1']],
    ['signs of a query language', { text: '" OR refused* NEAR(' }, []],
    ['no word at all', { text: ' - "' }, []],
    ['several things at once', { text: 'refused', host: 'db.example.com' }, ['one-1']],
  ])('finds %s', (_what, filter, expected) => {
    expect(ids(history.queries.detections({ limit: 9, ...filter }))).toEqual(expected);
    expect(ids(history.queries.records({ limit: 9, ...filter }))).toEqual(expected);
    expect(ids(history.queries.incidents({ limit: 9, ...filter }))).toEqual(expected);
  });

  it('gives pages of what matches', () => {
    const page = history.queries.incidents({ limit: 1, text: 'refused' });
    expect(ids(page)).toEqual(['two-1']);
    const next = history.queries.incidents({ limit: 1, text: 'refused', before: 'two-1' });
    expect(ids(next)).toEqual(['one-1']);
  });

  it('knows the host that a session turned out to have later', () => {
    const first = detection(1, 'late');
    history.store.record([read([first], undefined, 'late', null)]);
    expect(history.queries.detections({ limit: 9, text: 'mail' })).toEqual([]);
    const second = detection(2, 'late');
    history.store.record([read([second], [first, second], 'late', 'mail.example.com')]);
    expect(ids(history.queries.detections({ limit: 9, text: 'mail' }))).toEqual([
      'late-2',
      'late-1',
    ]);
    expect(ids(history.queries.incidents({ limit: 9, text: 'mail' }))).toEqual(['late-1']);
  });

  it('can be asked by another process', () => {
    const reader = readHistory(folder);
    if (!reader.ok || reader.value === null) throw new Error('no reader');
    expect(reader.value.records({ limit: 9, text: 'web' })).toMatchObject([
      { host: 'Web.example.com', user: 'admin' },
    ]);
    expect(reader.value.insights.hosts({})).toHaveLength(3);
    reader.value.close();
  });
});

describe('what many incidents tell', () => {
  it('is, per host, that its connections die of silence, and what helps', () => {
    for (const [index, idleSeconds] of [300, 302, 299, 305].entries()) {
      happen(`reset${index}`, {
        entry: 'connection-reset',
        detectedAt: `2026-11-2${index}T10:00:00.000Z`,
        facts: { idleSeconds },
      });
    }
    happen('key', { detectedAt: '2026-11-19T10:00:00.000Z' });
    happen('web', { host: 'web.example.com' });
    expect(history.insights.hosts({})).toEqual([
      {
        host: 'db.example.com',
        incidents: 5,
        firstSeen: '2026-11-19T10:00:00.000Z',
        lastSeen: '2026-11-23T10:00:00.000Z',
        entries: [
          {
            entry: 'connection-reset',
            severity: 'error',
            count: 4,
            days: 4,
            firstSeen: '2026-11-20T10:00:00.000Z',
            lastSeen: '2026-11-23T10:00:00.000Z',
          },
          expect.objectContaining({ entry: 'key-refused', count: 1 }),
        ],
        silentDrops: {
          drops: 4,
          // The clock of this history stands at the 30th, past noon.
          lastWeek: 0,
          alike: 4,
          seconds: 300,
          keepaliveSeconds: 120,
          panel: 'Connection > Seconds between keepalives (0 to turn off)',
        },
      },
      expect.objectContaining({ host: 'web.example.com', incidents: 1, silentDrops: null }),
    ]);
    expect(history.insights.hosts({ host: 'web.example.com' })).toHaveLength(1);
  });

  it('is what keeps coming back', () => {
    for (const [index, day] of ['20', '21', '21'].entries()) {
      happen(`again${index}`, { detectedAt: `2026-11-${day}T12:00:00.000Z` });
    }
    happen('once', { host: 'web.example.com' });
    expect(history.insights.recurring({}, 2)).toEqual([
      {
        host: 'db.example.com',
        entry: 'key-refused',
        severity: 'error',
        count: 3,
        days: 2,
        firstSeen: '2026-11-20T12:00:00.000Z',
        lastSeen: '2026-11-21T12:00:00.000Z',
      },
    ]);
  });

  it('is what came back, over all hosts', () => {
    const noon = (day: number): string => new Date(2026, 10, day, 12).toISOString();
    happen('a', { detectedAt: noon(20) });
    happen('b', { detectedAt: noon(22), host: 'web.example.com' });
    happen('c', { detectedAt: noon(22), host: null });
    happen('once', { entry: 'host-key-mismatch' });
    expect(history.insights.problems({}, 2)).toEqual([
      {
        entry: 'key-refused',
        severity: 'error',
        count: 3,
        days: 2,
        hosts: 2,
        firstSeen: noon(20),
        lastSeen: noon(22),
      },
    ]);
    expect(history.insights.problems({ host: 'db.example.com' }, 2)).toEqual([]);
  });

  it('tells sessions apart, also those of a log that was written anew', () => {
    const again = { ...detection(1, 'anew'), file: '/logs/first.log' };
    history.store.record([read([detection(10), detection(20)]), read([again], undefined, 'anew')]);
    const sessions = history.queries.incidents({ limit: 9 }).map(({ session }) => session);
    expect(new Set(sessions)).toEqual(new Set(['first/0', 'anew/0']));
  });

  it('is how much there was on each day', () => {
    const noon = (day: number): string => new Date(2026, 10, day, 12).toISOString();
    happen('a', { detectedAt: noon(20) });
    happen('b', { detectedAt: noon(20), severity: 'security', entry: 'host-key-mismatch' });
    happen('c', { detectedAt: noon(22) });
    expect(history.insights.days({})).toEqual([
      { day: '2026-11-20', incidents: 2, bySeverity: { error: 1, security: 1 } },
      { day: '2026-11-22', incidents: 1, bySeverity: { error: 1 } },
    ]);
    expect(history.insights.days({ from: noon(21) })).toHaveLength(1);
  });
});

describe('deleting', () => {
  const SECRET = 'secret-host.example.com';
  const bytes = (): string =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('');

  it('leaves nothing of it in any file', () => {
    const message = `Unable to open connection to ${SECRET}`;
    for (let count = 0; count < 50; count += 1) happen(`gone${count}`, { host: SECRET, message });
    happen('stays');
    expect(bytes()).toContain(SECRET);
    expect(history.forget({ host: SECRET })).toEqual({ ok: true, value: 50 });
    expect(bytes()).not.toContain(SECRET);
    expect(bytes()).not.toContain('secret');
    expect(ids(history.queries.incidents({ limit: 99 }))).toEqual(['stays-1']);
    expect(history.queries.detections({ limit: 9, text: 'secret' })).toEqual([]);
    expect(history.store.positions()).toHaveLength(51);
  });

  it('takes what is older than so many days', () => {
    happen('old', { detectedAt: '2026-10-31T11:59:59.000Z' });
    happen('new', { detectedAt: '2026-10-31T12:00:00.000Z' });
    expect(history.forgetOlder(30)).toEqual({ ok: true, value: 1 });
    expect(ids(history.queries.incidents({ limit: 9 }))).toEqual(['new-1']);
    expect(history.forgetOlder(30)).toEqual({ ok: true, value: 0 });
  });

  it('takes single incidents with all their messages', () => {
    const first = detection(1, 'both');
    const second = detection(2, 'both');
    history.store.record([read([first, second], undefined, 'both')]);
    history.store.told([first.id, second.id]);
    happen('other');
    expect(history.forgetIncidents([first.id, 'unknown'])).toEqual({ ok: true, value: 2 });
    expect(history.queries.counts()).toMatchObject({ detections: 1, incidents: 1 });
  });

  it('waits for what was not told yet', () => {
    happen('untold', { told: false });
    expect(history.clear()).toEqual({ ok: true, value: 0 });
    expect(history.store.untold()).toHaveLength(1);
    history.store.told(['untold-1']);
    expect(history.clear()).toEqual({ ok: true, value: 1 });
    expect(history.queries.counts()).toMatchObject({ detections: 0, incidents: 0 });
  });

  it('can go on while another process reads', () => {
    happen('gone', { host: SECRET });
    const reader = readHistory(folder);
    if (!reader.ok || reader.value === null) throw new Error('no reader');
    expect(reader.value.detections({ limit: 9 })).toHaveLength(1);
    expect(history.clear()).toEqual({ ok: true, value: 1 });
    expect(reader.value.detections({ limit: 9 })).toEqual([]);
    reader.value.close();
  });
});

describe('an export', () => {
  it('as a table is taken for text by spreadsheets', () => {
    for (const [index, message] of [
      '=cmd|x!A1',
      '+1',
      '-1',
      '@SUM(1)',
      '\t=1',
      'a "b", c\nd',
      '\u001b[31mred',
    ].entries()) {
      happen(`row${index}`, { message });
    }
    const records = [...history.queries.records({ limit: 9 })].reverse();
    const messages = records.map((record) => csvRow(record).replace(/^(?:[^,]*,){7}/, ''));
    expect(csvHead()).toBe(
      'id,detectedAt,time,severity,entry,host,user,message,file,line,offset\r\n',
    );
    expect(csvRow({ ...records[0], message: 'text' } as (typeof records)[number])).toBe(
      'row0-1,2026-11-22T05:45:27.000Z,,error,key-refused,db.example.com,admin,text,/logs/row0.log,1,1\r\n',
    );
    expect(messages.map((row) => row.slice(0, row.indexOf(',/logs')))).toEqual([
      `"'=cmd|x!A1"`,
      `"'+1"`,
      `"'-1"`,
      `"'@SUM(1)"`,
      `"'\t=1"`,
      '"a ""b"", c\nd"',
      '\ufffd[31mred',
    ]);
  });

  it('as one document holds incidents and messages', () => {
    happen('one');
    const { records, incidents } = history.queries;
    const text = exportJson(
      records.call(history.queries, { limit: 9 }),
      incidents.call(history.queries, { limit: 9 }),
      new Date('2026-11-30T12:00:00Z'),
    );
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      exportedAt: '2026-11-30T12:00:00.000Z',
      incidents: [{ id: 'one-1' }],
      records: [{ id: 'one-1', host: 'db.example.com' }],
    });
  });
});
