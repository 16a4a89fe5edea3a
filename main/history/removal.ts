/** Deleting for good: what is removed is overwritten in the database and gone from its files. */
import type { HistoryFilter } from '../contract/history';
import { conditionsOf } from './filter';
import type { Conditions } from './filter';
import type { Sql } from './sql';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Removes detections that match, and with them incidents and sessions of which nothing is left.
 * What was never told stays until it has been. Offsets stay, so nothing old is told again, and with
 * them the engine's state for logs that are still followed.
 *
 * @returns how many detections were removed.
 */
export function remove(sql: Sql, filter: HistoryFilter): number {
  return removeWhere(sql, conditionsOf(filter, 'd.entry'));
}

/** Removes all detections of these incidents that were told, as `remove` does. */
export function removeIncidents(sql: Sql, ids: readonly string[]): number {
  const part = `d.id IN (
    SELECT part.value FROM incidents i, json_each(i.detections) part
    WHERE i.id IN (SELECT value FROM json_each(?)))`;
  return removeWhere(sql, { parts: [part], values: [JSON.stringify(ids)] });
}

function removeWhere(sql: Sql, { parts, values }: Conditions): number {
  const removed = sql.transaction(() => {
    const join = 'LEFT JOIN sessions s ON s.incarnation = d.incarnation AND s.number = d.session';
    const chosen = ['d.told = 1', ...parts].join(' AND ');
    const count = sql.run(
      `DELETE FROM detections WHERE seq IN (SELECT d.seq FROM detections d ${join} WHERE ${chosen})`,
      values,
    );
    if (count > 0) removeOrphans(sql);
    return count;
  });
  if (removed > 0) scrub(sql);
  return removed;
}

/** Removes what was detected longer ago than so many days. */
export function removeOlder(sql: Sql, days: number, now: Date): number {
  return remove(sql, { to: new Date(now.getTime() - days * DAY_MS).toISOString() });
}

function removeOrphans(sql: Sql): void {
  sql.run(
    'DELETE FROM incidents WHERE NOT EXISTS (SELECT 1 FROM detections d WHERE d.id = incidents.root)',
  );
  sql.run(
    `DELETE FROM sessions WHERE NOT EXISTS (SELECT 1 FROM detections d
     WHERE d.incarnation = sessions.incarnation AND d.session = sessions.number)`,
  );
}

/**
 * The word index lets go of removed words only when it is merged; free pages and the write-ahead log
 * hold old text until they are given back.
 */
function scrub(sql: Sql): void {
  sql.exec(`INSERT INTO words (words) VALUES ('optimize')`);
  sql.exec('VACUUM');
  sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
