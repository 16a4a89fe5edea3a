import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory, readHistory } from './index';
import type { History } from './index';
import { SCHEMA_VERSION, migrate, schemaVersion } from './schema';
import { Sql } from './sql';
import { Store } from './store';
import { detection, position, read } from './test-records';

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
  it.each(Array.from({ length: SCHEMA_VERSION }, (_each, version) => version))(
    'migrates a database of version %i, with what it holds',
    (version) => {
      const path = join(folder, 'history.db');
      const sql = new Sql(path);
      expect(schemaVersion(sql)).toBe(0);
      migrate(sql, version);
      if (version > 0) fill(sql);
      sql.close();
      const { queries } = start();
      const held = version > 0 ? [{ id: 'a', state: 'open', host: 'db.example.com' }] : [];
      expect(queries.incidents({ limit: 9 })).toMatchObject(held);
      expect(queries.records({ limit: 9, text: 'refused' })).toMatchObject(
        held.map(({ id, host }) => ({ id, host })),
      );
      const after = new Sql(path);
      expect(schemaVersion(after)).toBe(SCHEMA_VERSION);
      after.close();
    },
  );

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

/** One incident, as every version of the tables can hold it. */
function fill(sql: Sql): void {
  sql.run(
    `INSERT INTO sessions (incarnation, number, host, user, started_at, facts)
     VALUES ('b', 0, 'db.example.com', 'admin', NULL, '{}')`,
  );
  sql.run(
    `INSERT INTO detections (id, incarnation, file, detected_at, entry, severity, message, voice, line, offset,
                             session, time, captures)
     VALUES ('a', 'b', '/logs/b.log', '2026-11-22T05:45:27.000Z', 'key-refused', 'error',
             'Server refused our key', 'event-log', 1, 0, 0, NULL, '{}')`,
  );
  sql.run(
    `INSERT INTO incidents (id, incarnation, session, entry, root, count, detections, causes, fixes, detected_at)
     VALUES ('a', 'b', 0, 'key-refused', 'a', 1, '["a"]', '[]', '[]', '2026-11-22T05:45:27.000Z')`,
  );
}
