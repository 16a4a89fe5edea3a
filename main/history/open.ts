/** Opens the history: one writer at a time, damaged databases set aside, old ones brought up to date. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryFilter, HistoryInsights, HistoryQueries } from '../contract/history';
import type { Problem } from '../contract/model';
import type { Result, WatchStore } from '../contract/watch';
import { Insights } from './insights';
import { Queries } from './queries';
import { remove, removeIncidents, removeOlder } from './removal';
import { SCHEMA_VERSION, migrate, schemaVersion } from './schema';
import { Sql, attempt, isBusy, isCorruption, problemOf } from './sql';
import { Store } from './store';
import { TrustedClock } from './trusted-clock';

const DATABASE = 'history.db';
const LOCK = 'history.lock';
/** How long a reader and the writer wait for each other, in milliseconds. */
const WAIT_MS = 2000;

export interface History {
  /** For the watch. */
  readonly store: WatchStore;
  readonly queries: HistoryQueries;
  readonly insights: HistoryInsights;
  /** The user has looked at the incident. */
  markSeen(id: string): Result<null>;
  /** Deletes what was detected, for good; the offsets stay, so nothing old is told again. */
  clear(): Result<number>;
  /** Deletes what matches, for good; gives how many detections it was. What was not told yet stays. */
  forget(filter: HistoryFilter): Result<number>;
  /** Deletes these incidents with all that was detected in them. */
  forgetIncidents(ids: readonly string[]): Result<number>;
  /** Deletes what was detected longer ago than so many days; nothing while the clock is not to be believed. */
  forgetOlder(days: number): Result<number>;
  close(): void;
}

export interface OpenedHistory {
  readonly history: History;
  /** What the user should know although the history works. */
  readonly problems: readonly Problem[];
}

/** Opens the history in `folder` for writing, or tells why not. The folder is made if there is none. */
export function openHistory(
  folder: string,
  now: () => Date = () => new Date(),
): Result<OpenedHistory> {
  const path = join(folder, DATABASE);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const message = `The folder for the history cannot be made: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, problem: { path: folder, code: 'history-folder', message } };
  }
  const lock = takeLock(join(folder, LOCK));
  if (!lock.ok) return lock;
  const opened = openDatabase(path, now);
  if (!opened.ok) {
    lock.value.close();
    return opened;
  }
  const { sql, clock, problems } = opened.value;
  // A disk that is full now does not keep the history from being read.
  attempt(path, () => clock.save());
  const queries = new Queries(sql);
  const write = (text: string, values: readonly string[] = []): Result<null> =>
    attempt(path, () => {
      sql.run(text, values);
      return null;
    });
  const history: History = {
    store: new Store(sql, path, () => now().toISOString()),
    queries,
    insights: new Insights(sql, now),
    markSeen: (id) => write(`UPDATE incidents SET state = 'seen' WHERE id = ?`, [id]),
    clear: () => attempt(path, () => remove(sql, {})),
    forget: (filter) => attempt(path, () => remove(sql, filter)),
    forgetIncidents: (ids) => attempt(path, () => removeIncidents(sql, ids)),
    forgetOlder: (days) => {
      const time = attempt(path, () => clock.now());
      if (!time.ok) return time;
      const { value } = time;
      return value === null
        ? { ok: false, problem: clockDoubted(path, now()) }
        : attempt(path, () => removeOlder(sql, days, value));
    },
    close: () => {
      sql.close();
      lock.value.close();
    },
  };
  return { ok: true, value: { history, problems } };
}

export interface HistoryReader extends HistoryQueries {
  readonly insights: HistoryInsights;
  close(): void;
}

/** Opens the history in `folder` for questions, also while another process writes it. Null if there is none. */
export function readHistory(folder: string): Result<HistoryReader | null> {
  const path = join(folder, DATABASE);
  if (!existsSync(path)) return { ok: true, value: null };
  try {
    let sql = new Sql(path, WAIT_MS);
    if (schemaVersion(sql) < SCHEMA_VERSION) {
      sql.close();
      const opened = openHistory(folder);
      if (!opened.ok) return opened;
      opened.value.history.close();
      sql = new Sql(path, WAIT_MS);
    }
    if (schemaVersion(sql) > SCHEMA_VERSION) {
      sql.close();
      return { ok: false, problem: tooNew(path) };
    }
    sql.exec('PRAGMA query_only = ON');
    const queries = new Queries(sql);
    return {
      ok: true,
      value: {
        insights: new Insights(sql, () => new Date()),
        detections: (query) => queries.detections(query),
        records: (query) => queries.records(query),
        incidents: (query) => queries.incidents(query),
        incident: (id) => queries.incident(id),
        totals: () => queries.totals(),
        counts: () => queries.counts(),
        subjects: (query) => queries.subjects(query),
        close: () => sql.close(),
      },
    };
  } catch (error) {
    return { ok: false, problem: problemOf(path, error) };
  }
}

/**
 * The right to write. It is SQLite's own lock on an empty file, which the system takes away from a
 * process that dies, however it dies; a file that merely exists would stay behind. It is not a lock
 * on the history itself, so that others can read there.
 */
function takeLock(path: string): Result<Sql> {
  let sql: Sql | null = null;
  try {
    sql = new Sql(path);
    sql.exec('BEGIN EXCLUSIVE');
    return { ok: true, value: sql };
  } catch (error) {
    sql?.close();
    if (!isBusy(error)) return { ok: false, problem: problemOf(path, error) };
    const message =
      'Another Puttyknife is already writing this history. Quit it first, or choose another folder.';
    return { ok: false, problem: { path, code: 'history-in-use', message } };
  }
}

interface OpenedDatabase {
  readonly sql: Sql;
  readonly clock: TrustedClock;
  readonly problems: Problem[];
}

function openDatabase(path: string, now: () => Date): Result<OpenedDatabase> {
  const problems: Problem[] = [];
  for (let tries = 0; ; tries += 1) {
    let sql: Sql | null = null;
    try {
      sql = new Sql(path, WAIT_MS);
      prepare(sql);
      if (schemaVersion(sql) > SCHEMA_VERSION) {
        sql.close();
        return { ok: false, problem: tooNew(path) };
      }
      migrate(sql);
      return { ok: true, value: { sql, clock: new TrustedClock(sql, now), problems } };
    } catch (error) {
      sql?.close();
      if (!isCorruption(error) || tries > 0) return { ok: false, problem: problemOf(path, error) };
      const aside = setAside(path, now());
      if (!aside.ok) return aside;
      problems.push({
        path: aside.value,
        code: 'history-set-aside',
        message: `The history was damaged. It was kept as ${aside.value}, and a new one was begun.`,
      });
    }
  }
}

function prepare(sql: Sql): void {
  sql.exec('PRAGMA journal_mode = WAL');
  // FULL: a detection that was told must not be forgotten when the power fails, or it would be told
  // twice. It costs one flush of the disk per commit, and commits are few: one per detection, and
  // one every two seconds while a log grows.
  sql.exec('PRAGMA synchronous = FULL');
  // What is deleted is overwritten: logs name hosts and users.
  sql.exec('PRAGMA secure_delete = ON');
  const state = sql.value('PRAGMA quick_check(1)');
  if (state !== 'ok') throw Object.assign(new Error(String(state)), { code: 'SQLITE_CORRUPT' });
}

function setAside(path: string, now: Date): Result<string> {
  const stamp = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const aside = `${path}.corrupt-${stamp}`;
  return attempt(path, () => {
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
    }
    return aside;
  });
}

function tooNew(path: string): Problem {
  const message =
    'The history was written by a newer Puttyknife. Install that one again, or choose another folder.';
  return { path, code: 'history-too-new', message };
}

function clockDoubted(path: string, now: Date): Problem {
  const message = `This computer's clock shows ${now.toISOString().slice(0, 10)}, far later than when Puttyknife last ran, so nothing of the history is deleted for its age. If the clock is right, it is deleted from the next start on, tomorrow or later.`;
  return { path, code: 'clock-doubted', message };
}
