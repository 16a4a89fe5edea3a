import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UNKNOWN_FACTS } from '../contract/facts';
import type { Analysis, Detection } from '../contract/model';
import type { FilePosition, FoundDetection, ReadRecord } from '../contract/watch';
import { openHistory, readHistory } from './index';
import type { History } from './index';
import { SCHEMA_VERSION, migrate, schemaVersion } from './schema';
import { Sql } from './sql';
import { Store } from './store';

let folder: string;
let open: History[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'puttyknife-history-'));
  open = [];
});
afterEach(() => {
  for (const history of open) history.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(): History {
  const opened = openHistory(folder);
  if (!opened.ok) throw new Error(opened.problem.message);
  open.push(opened.value.history);
  return opened.value.history;
}

function stop(history: History): void {
  open = open.filter((each) => each !== history);
  history.close();
}

function position(offset: number, incarnation = 'first'): FilePosition {
  return {
    incarnation,
    path: `/logs/${incarnation}.log`,
    identity: { device: '66', inode: '9007199254740995', born: '1795326327000000001' },
    fingerprint: { headLength: 3, head: 'abc', tailLength: 3, tail: 'def' },
    offset,
    reportFrom: 0,
    settled: false,
  };
}

function detection(offset: number, incarnation = 'first', entry = 'key-refused'): FoundDetection {
  const at: Detection = {
    entry,
    severity: 'error',
    message: 'Server refused our key',
    voice: 'event-log',
    line: offset,
    offset,
    session: 0,
    time: null,
    captures: { name: 'value' },
  };
  return {
    ...at,
    id: `${incarnation}-${offset}`,
    file: `/logs/${incarnation}.log`,
    detectedAt: '2026-11-22T05:45:27.000Z',
  };
}

/** A read that found these, all of one incident under the last one's entry. */
function read(
  found: readonly FoundDetection[],
  all = found,
  incarnation = 'first',
  host = 'db.example.com',
): ReadRecord {
  const last = all[all.length - 1];
  const analysis: Analysis = {
    encoding: 'utf-8',
    logType: 'ssh-packets',
    bytes: 100,
    sessions: [
      {
        index: 0,
        startedAt: null,
        host,
        port: 22,
        user: 'admin',
        protocol: 'ssh',
        clientVersion: null,
        serverVersion: null,
        endedBy: null,
        facts: { ...UNKNOWN_FACTS, host },
      },
    ],
    detections: all,
    incidents: [
      {
        entry: last?.entry ?? '',
        session: 0,
        count: all.length,
        detections: all.map((_each, index) => index),
        causes: [{ id: 'key-not-installed', score: 1, evidence: [{ line: 4, text: 'seen' }] }],
        fixes: ['install-key'],
      },
    ],
  };
  return {
    position: position(last?.offset ?? 0, incarnation),
    snapshot: { version: 1, offset: last?.offset },
    detections: found,
    analysis: found.length > 0 ? analysis : null,
    ids: all.map((each) => each.id),
  };
}

describe('what the watch records', () => {
  it('is there after a restart: targets, positions, engine state, detections', () => {
    const first = start();
    expect(first.store.begin(['folder:/logs'], [position(7)]).ok).toBe(true);
    expect(first.store.record([read([detection(10), detection(20)])])).toEqual({
      ok: true,
      value: ['first-10', 'first-20'],
    });
    stop(first);
    const { store, queries } = start();
    expect(store.targets()).toEqual(['folder:/logs']);
    expect(store.positions()).toEqual([position(20)]);
    expect(store.snapshot('first')).toEqual({ version: 1, offset: 20 });
    expect(store.snapshot('unknown')).toBeNull();
    expect(queries.detections({ limit: 9 })).toEqual([detection(20), detection(10)]);
  });

  it('is stored once, however often the same bytes are read', () => {
    const { store, queries } = start();
    store.record([read([detection(10)])]);
    expect(store.record([read([detection(10), detection(20)])])).toEqual({
      ok: true,
      value: ['first-20'],
    });
    expect(queries.counts()).toMatchObject({ detections: 2, incidents: 1 });
  });

  it('keeps the engine state where a read brings none', () => {
    const { store } = start();
    store.record([read([detection(10)])]);
    store.record([{ ...read([]), position: position(10), snapshot: undefined }]);
    expect(store.snapshot('first')).toEqual({ version: 1, offset: 10 });
  });

  it('waits to be told, over restarts', () => {
    const first = start();
    first.store.record([read([detection(10), detection(20)])]);
    first.store.told(['first-10']);
    stop(first);
    const second = start();
    expect(second.store.untold().map((each) => each.id)).toEqual(['first-20']);
    second.store.told(['first-20']);
    expect(second.store.untold()).toEqual([]);
  });

  it('is stored whole or not at all when the disk is full, and can be stored later', () => {
    const path = join(folder, 'small.db');
    const sql = new Sql(path);
    migrate(sql);
    const store = new Store(sql, path, () => '2026-11-22T05:45:27.000Z');
    const pages = Number(sql.value('PRAGMA page_count'));
    sql.exec(`PRAGMA max_page_count = ${pages}`);
    const many = Array.from({ length: 200 }, (_each, index) => detection(index + 1));
    expect(store.record([read(many)])).toMatchObject({ ok: false, problem: { code: 'disk-full' } });
    expect(store.positions()).toEqual([]);
    expect(store.untold()).toEqual([]);
    sql.exec(`PRAGMA max_page_count = ${pages + 1000}`);
    expect(store.record([read(many)])).toMatchObject({ ok: true });
    expect(store.untold()).toHaveLength(200);
    sql.close();
  });
});

describe('questions', () => {
  it('gives pages, newest first, and what is new since one', () => {
    const { store, queries } = start();
    for (let offset = 1; offset <= 5; offset += 1) {
      const incarnation = `file${offset}`;
      store.record([
        read(
          [detection(offset, incarnation)],
          undefined,
          incarnation,
          offset % 2 === 0 ? 'even.example.com' : 'odd.example.com',
        ),
      ]);
    }
    const ids = (list: readonly { id: string }[]): string[] => list.map((each) => each.id);
    expect(ids(queries.incidents({ limit: 2 }))).toEqual(['file5-5', 'file4-4']);
    expect(ids(queries.incidents({ limit: 2, before: 'file4-4' }))).toEqual(['file3-3', 'file2-2']);
    expect(ids(queries.detections({ limit: 9, since: 'file3-3' }))).toEqual(['file5-5', 'file4-4']);
    expect(ids(queries.incidents({ limit: 9, host: 'even.example.com' }))).toEqual([
      'file4-4',
      'file2-2',
    ]);
    expect(ids(queries.detections({ limit: 9, host: 'even.example.com' }))).toEqual([
      'file4-4',
      'file2-2',
    ]);
    expect(queries.counts()).toEqual({
      detections: 5,
      incidents: 5,
      open: 5,
      byEntry: { 'key-refused': 5 },
      byHost: { 'even.example.com': 2, 'odd.example.com': 3 },
    });
    expect(queries.incident('unknown')).toBeNull();
  });

  it('keeps an incident under its id while it grows, and whether it was looked at', () => {
    const history = start();
    const first = detection(10);
    const root = {
      ...detection(20, 'first', 'no-supported-auth-methods'),
      message: 'No supported authentication methods available',
    };
    history.store.record([read([first])]);
    history.markSeen('first-10');
    history.store.record([read([root], [first, root])]);
    expect(history.queries.incidents({ limit: 9 })).toHaveLength(1);
    expect(history.queries.incident('first-10')).toMatchObject({
      entry: 'no-supported-auth-methods',
      message: root.message,
      count: 2,
      detections: ['first-10', 'first-20'],
      host: 'db.example.com',
      user: 'admin',
      state: 'seen',
      time: first.detectedAt,
      causes: [{ id: 'key-not-installed' }],
      facts: { host: 'db.example.com', exitStatus: null },
    });
  });

  it('forgets detections when told to, but not how far was read', () => {
    const history = start();
    history.store.record([read([detection(10)])]);
    history.store.told(['first-10']);
    expect(history.clear().ok).toBe(true);
    expect(history.queries.counts()).toMatchObject({ detections: 0, incidents: 0 });
    expect(history.store.positions()).toHaveLength(1);
  });

  it('can be asked while another connection writes', () => {
    expect(readHistory(folder)).toEqual({ ok: true, value: null });
    const writer = start();
    writer.store.record([read([detection(10)])]);
    const reader = readHistory(folder);
    if (!reader.ok || reader.value === null) throw new Error('no reader');
    expect(reader.value.detections({ limit: 9 })).toHaveLength(1);
    writer.store.record([read([detection(20)], [detection(10), detection(20)])]);
    expect(reader.value.detections({ limit: 9 })).toHaveLength(2);
    reader.value.close();
  });
});

describe('opening', () => {
  it('migrates an empty database and one of version 1, with what it holds', () => {
    const path = join(folder, 'history.db');
    const sql = new Sql(path);
    expect(schemaVersion(sql)).toBe(0);
    migrate(sql, 1);
    sql.run(
      `INSERT INTO incidents (id, incarnation, session, entry, root, count, detections, causes, fixes, detected_at)
       VALUES ('a', 'b', 0, 'key-refused', 'a', 1, '["a"]', '[]', '[]', '2026-11-22T05:45:27.000Z')`,
    );
    sql.close();
    stop(start());
    const after = new Sql(path);
    expect(schemaVersion(after)).toBe(SCHEMA_VERSION);
    expect(after.all('SELECT id, state FROM incidents')).toEqual([{ id: 'a', state: 'open' }]);
    after.close();
  });

  it('migrates for a reader too', () => {
    const sql = new Sql(join(folder, 'history.db'));
    migrate(sql, 1);
    sql.close();
    const reader = readHistory(folder);
    expect(reader.ok && reader.value?.counts().incidents).toBe(0);
    if (reader.ok) reader.value?.close();
  });

  it('leaves the database of a newer release alone', () => {
    const sql = new Sql(join(folder, 'history.db'));
    sql.exec('PRAGMA user_version = 999');
    sql.close();
    expect(openHistory(folder)).toMatchObject({ ok: false, problem: { code: 'history-too-new' } });
    expect(readHistory(folder)).toMatchObject({ ok: false, problem: { code: 'history-too-new' } });
  });

  it.each([
    ['no database at all', () => Buffer.from('This is not a database. '.repeat(500))],
    ['zeros', () => Buffer.alloc(16_384, 1)],
  ])('sets aside what is %s, keeps it, says so and begins anew', (_what, content) => {
    writeFileSync(join(folder, 'history.db'), content());
    const opened = openHistory(folder, () => new Date('2026-11-22T05:45:27Z'));
    if (!opened.ok) throw new Error(opened.problem.message);
    open.push(opened.value.history);
    expect(opened.value.problems).toMatchObject([{ code: 'history-set-aside' }]);
    expect(readdirSync(folder)).toContain('history.db.corrupt-2026-11-22T05-45-27Z');
    expect(opened.value.history.store.record([read([detection(10)])]).ok).toBe(true);
  });

  it('sets aside a database that is damaged inside', () => {
    const first = start();
    const many = Array.from({ length: 300 }, (_each, index) => detection(index + 1));
    first.store.record([read(many)]);
    stop(first);
    const path = join(folder, 'history.db');
    const sql = new Sql(path);
    sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    sql.close();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 8192, bytes.length - 4096);
    writeFileSync(path, bytes);
    const opened = openHistory(folder);
    expect(opened.ok && opened.value.problems[0]?.code).toBe('history-set-aside');
    if (opened.ok) open.push(opened.value.history);
  });

  it('refuses a second writer, until the first is gone, even if it was killed', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'test-holder.ts'), folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(openHistory(folder)).toMatchObject({ ok: false, problem: { code: 'history-in-use' } });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(existsSync(join(folder, 'history.lock'))).toBe(true);
    const history = start();
    expect(openHistory(folder)).toMatchObject({ ok: false, problem: { code: 'history-in-use' } });
    stop(history);
    start();
  });

  it('says why a folder cannot be used', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(openHistory(join(folder, 'file', 'below'))).toMatchObject({
      ok: false,
      problem: { code: 'history-folder' },
    });
  });
});
