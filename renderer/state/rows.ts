/** Lists of incidents, newest first: pure. */
import type { IncidentRow } from '../../main/contract/incident';

/** What became of one incident; one that was removed has no row. */
export interface RowChange {
  readonly id: string;
  readonly row: IncidentRow | null;
}

/**
 * The rows after these changes, newest first. However many changes there are, the rows are gone
 * through once: in a storm they come by the thousand.
 */
export function withChanges(
  rows: readonly IncidentRow[],
  changes: readonly RowChange[],
): readonly IncidentRow[] {
  const left = new Map(changes.map(({ id, row }) => [id, row]));
  const kept: IncidentRow[] = [];
  for (const row of rows) {
    const change = left.get(row.id);
    if (change === undefined) kept.push(row);
    else if (change?.time === row.time) {
      kept.push(change);
      left.delete(row.id);
    }
  }
  const added = [...left.values()].filter((row) => row !== null);
  return added.length === 0 ? kept : inOrder(added, kept);
}

/** New rows, as they came, among rows that are in order; of the same time the newest comes first. */
function inOrder(
  added: readonly IncidentRow[],
  rows: readonly IncidentRow[],
): readonly IncidentRow[] {
  const waiting = added
    .map((row) => ({ row, time: Date.parse(row.time) }))
    .reverse()
    .sort((one, other) => other.time - one.time);
  const result: IncidentRow[] = [];
  let next = 0;
  for (const row of rows) {
    if (next < waiting.length) {
      const time = Date.parse(row.time);
      for (let at = waiting[next]; at !== undefined && at.time >= time; at = waiting[next]) {
        result.push(at.row);
        next += 1;
      }
    }
    result.push(row);
  }
  return [...result, ...waiting.slice(next).map(({ row }) => row)];
}

/** Rows of a further page with those that are there, newest first; none twice. */
export function merged(
  rows: readonly IncidentRow[],
  more: readonly IncidentRow[],
): readonly IncidentRow[] {
  const known = new Set(rows.map((row) => row.id));
  const all = [...rows, ...more.filter((row) => !known.has(row.id))];
  const times = new Map(all.map((row) => [row.id, Date.parse(row.time)]));
  return all.sort((one, other) => (times.get(other.id) ?? 0) - (times.get(one.id) ?? 0));
}
