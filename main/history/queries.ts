/** Questions to the history; they only read. */
import type {
  HistoryCounts,
  HistoryQueries,
  IncidentSubject,
  ListQuery,
  StoredIncident,
} from '../contract/history';
import type { FoundDetection } from '../contract/watch';
import { toDetection, toIncident, toSubject } from './rows';
import type { Sql, Value } from './sql';

const DETECTION_COLUMNS =
  'd.id, d.file, d.detected_at, d.entry, d.severity, d.message, d.voice, d.line, d.offset, d.session, d.time, d.captures';

const INCIDENT = `
  SELECT i.id, d.file, i.entry, d.severity, d.message, d.line, d.offset, d.captures, s.host, s.user, d.time,
         i.detected_at, i.count, i.detections, i.causes, i.fixes, i.state, s.facts
  FROM incidents i
  JOIN detections d ON d.id = i.root
  JOIN sessions s ON s.incarnation = i.incarnation AND s.number = i.session`;

export class Queries implements HistoryQueries {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  detections(query: ListQuery): readonly FoundDetection[] {
    const { where, values } = conditions('d', 'detections', query);
    const join = 'LEFT JOIN sessions s ON s.incarnation = d.incarnation AND s.number = d.session';
    const text = `SELECT ${DETECTION_COLUMNS} FROM detections d ${join} ${where} ORDER BY d.seq DESC LIMIT ?`;
    return this.#sql.all(text, [...values, query.limit]).map(toDetection);
  }

  incidents(query: ListQuery): readonly StoredIncident[] {
    const { where, values } = conditions('i', 'incidents', query);
    const text = `${INCIDENT} ${where} ORDER BY i.seq DESC LIMIT ?`;
    return this.#sql.all(text, [...values, query.limit]).map(toIncident);
  }

  incident(id: string): StoredIncident | null {
    const row = this.#sql.all(`${INCIDENT} WHERE i.id = ?`, [id])[0];
    return row === undefined ? null : toIncident(row);
  }

  counts(): HistoryCounts {
    const number = (text: string): number => Number(this.#sql.value(text));
    return {
      detections: number('SELECT count(*) FROM detections'),
      incidents: number('SELECT count(*) FROM incidents'),
      open: number(`SELECT count(*) FROM incidents WHERE state = 'open'`),
      byEntry: this.#tally('SELECT entry AS name, count(*) AS count FROM incidents GROUP BY entry'),
      byHost: this.#tally(
        `SELECT s.host AS name, count(*) AS count FROM incidents i
         JOIN sessions s ON s.incarnation = i.incarnation AND s.number = i.session
         WHERE s.host IS NOT NULL GROUP BY s.host`,
      ),
    };
  }

  subjects(query: Pick<ListQuery, 'limit' | 'before'>): readonly IncidentSubject[] {
    const { where, values } = conditions('i', 'incidents', query);
    const text = `
      SELECT i.id, i.entry, s.host FROM incidents i
      JOIN sessions s ON s.incarnation = i.incarnation AND s.number = i.session
      ${where} ORDER BY i.seq DESC LIMIT ?`;
    return this.#sql.all(text, [...values, query.limit]).map(toSubject);
  }

  #tally(text: string): Record<string, number> {
    const tally: Record<string, number> = {};
    for (const row of this.#sql.all(text)) {
      const { name, count } = row as { name: unknown; count: unknown };
      tally[String(name)] = Number(count);
    }
    return tally;
  }
}

function conditions(
  alias: string,
  table: string,
  query: ListQuery,
): { where: string; values: Value[] } {
  const parts: string[] = [];
  const values: Value[] = [];
  if (query.before !== undefined) {
    parts.push(`${alias}.seq < (SELECT seq FROM ${table} WHERE id = ?)`);
    values.push(query.before);
  }
  if (query.since !== undefined) {
    parts.push(`${alias}.seq > (SELECT seq FROM ${table} WHERE id = ?)`);
    values.push(query.since);
  }
  if (query.host !== undefined) {
    parts.push('s.host = ?');
    values.push(query.host);
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
}

/** Columns of a detection, for statements that add their own conditions to `detections d`. */
export const SELECT_DETECTIONS = `SELECT ${DETECTION_COLUMNS} FROM detections d`;
