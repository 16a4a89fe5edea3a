/** Lists of incidents, newest first: pure. */
import type { IncidentRow } from '../../main/contract/incident';

/** The rows with one added or replaced, newest first. */
export function withRow(rows: readonly IncidentRow[], row: IncidentRow): readonly IncidentRow[] {
  const at = rows.findIndex((other) => other.id === row.id);
  if (at >= 0 && rows[at]?.time === row.time) return rows.with(at, row);
  const others = at >= 0 ? rows.toSpliced(at, 1) : rows;
  const time = Date.parse(row.time);
  const place = others.findIndex((other) => Date.parse(other.time) <= time);
  return others.toSpliced(place < 0 ? others.length : place, 0, row);
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
