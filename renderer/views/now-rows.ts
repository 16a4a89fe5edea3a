/** The rows of the list of incidents: filtered, with a heading for each day. */
import type { IncidentRow } from '../../main/contract/incident';
import { dayName, dayOf } from '../times';

export type NowRow =
  | { readonly kind: 'day'; readonly key: string; readonly day: string }
  | { readonly kind: 'incident'; readonly key: string; readonly row: IncidentRow };

/** Rows in the order given (newest first); every word of the query must occur in a row. */
export function nowRows(rows: readonly IncidentRow[], query: string, now: number): NowRow[] {
  const words = wordsOf(query);
  const result: NowRow[] = [];
  let day = NaN;
  for (const row of rows) {
    if (!hasWords(words, row)) continue;
    const its = dayOf(Date.parse(row.time));
    // To name a day costs far more than to tell it from another.
    if (!Object.is(its, day)) {
      day = its;
      const name = dayName(row.time, now);
      result.push({ kind: 'day', key: `day ${result.length} ${name}`, day: name });
    }
    result.push({ kind: 'incident', key: row.id, row });
  }
  return result;
}

export function wordsOf(query: string): string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function hasWords(words: readonly string[], row: IncidentRow): boolean {
  if (words.length === 0) return true;
  const text =
    `${row.headline}\n${row.message}\n${row.host ?? ''}\n${row.user ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
