/** A question's conditions as SQL over `detections d` and `sessions s`. */
import type { HistoryFilter } from '../contract/history';
import type { Value } from './sql';

export interface Conditions {
  /** Each holds by itself. */
  readonly parts: readonly string[];
  readonly values: readonly Value[];
}

/** The host that a session is known by. */
export const HOST = `coalesce(s.host, json_extract(s.facts, '$.host'), json_extract(s.facts, '$.address'))`;

/**
 * @param entry the column with the entry's id: a detection's own, or that of the incident it is part of.
 * @param found says that `words.rowid` belongs to what is asked for, with one `?` for the words.
 */
export function conditionsOf(
  filter: HistoryFilter,
  entry: string,
  found = 'd.seq IN (SELECT rowid FROM words WHERE words MATCH ?)',
): Conditions {
  const parts: string[] = [];
  const values: Value[] = [];
  const add = (part: string, ...more: readonly Value[]): void => {
    parts.push(part);
    values.push(...more);
  };
  if (filter.host !== undefined) add(`${HOST} = ? COLLATE NOCASE`, filter.host);
  if (filter.entry !== undefined) add(`${entry} = ?`, filter.entry);
  if (filter.severities !== undefined) {
    const marks = filter.severities.map(() => '?').join(', ');
    add(`d.severity IN (${marks})`, ...filter.severities);
  }
  if (filter.file !== undefined) add('d.file = ?', filter.file);
  if (filter.session !== undefined) add('d.session = ?', filter.session);
  if (filter.from !== undefined) add('d.detected_at >= ?', moment(filter.from));
  if (filter.to !== undefined) add('d.detected_at < ?', moment(filter.to));
  if (filter.text !== undefined) {
    const words = wordQuery(filter.text);
    if (words === null) add('false');
    else add(found, words);
  }
  return { parts, values };
}

export const where = ({ parts }: Conditions): string =>
  parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;

/** In the one form in which times are stored, so that they can be compared as text. */
const moment = (time: string): string => new Date(time).toISOString();

/**
 * What people type as a query of SQLite's full-text search: each word, quoted so that none of its
 * signs means anything, and as a beginning. Null if there is no word in it.
 */
export function wordQuery(text: string): string | null {
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return null;
  return words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ');
}
