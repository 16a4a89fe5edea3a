/** Questions to the history; they only read. */
import type {
  HistoryCounts,
  HistoryFilter,
  HistoryQueries,
  HistoryRecord,
  HistoryTotals,
  IncidentSubject,
  ListQuery,
  StoredIncident,
} from '../contract/history';
import type { FoundDetection } from '../contract/watch';
import { HOST, conditionsOf, where } from './filter';
import type { Conditions } from './filter';
import { toDetection, toIncident, toRecord, toSubject } from './rows';
import type { Sql } from './sql';

const DETECTION_COLUMNS =
  'd.id, d.file, d.detected_at, d.entry, d.severity, d.message, d.voice, d.line, d.offset, d.session, d.time, d.captures';

/** Incidents with the detection that tells them best and the session they happened in. */
export const INCIDENT_FROM = `
  FROM incidents i
  JOIN detections d ON d.id = i.root
  JOIN sessions s ON s.incarnation = i.incarnation AND s.number = i.session`;

const INCIDENT = `
  SELECT i.id, d.file, i.incarnation || '/' || i.session AS session, i.entry, d.severity, d.message, d.line, d.offset, d.captures, s.host, s.user, d.time,
         i.detected_at, i.count, i.detections, i.causes, i.fixes, i.state, s.facts ${INCIDENT_FROM}`;

const DETECTION_FROM = `
  FROM detections d
  LEFT JOIN sessions s ON s.incarnation = d.incarnation AND s.number = d.session`;

/** Words may stand in any of an incident's messages. */
export const incidentConditions = (filter: HistoryFilter): Conditions =>
  conditionsOf(
    filter,
    'i.entry',
    `EXISTS (SELECT 1 FROM json_each(i.detections) part JOIN detections x ON x.id = part.value
             WHERE x.seq IN (SELECT rowid FROM words WHERE words MATCH ?))`,
  );

export class Queries implements HistoryQueries {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  detections(query: ListQuery): readonly FoundDetection[] {
    return this.#detections(DETECTION_COLUMNS, query).map(toDetection);
  }

  records(query: ListQuery): readonly HistoryRecord[] {
    return this.#detections(`${DETECTION_COLUMNS}, ${HOST} AS host, s.user`, query).map(toRecord);
  }

  incidents(query: ListQuery): readonly StoredIncident[] {
    const asked = within(incidentConditions(query), 'i', 'incidents', query);
    const text = `${INCIDENT} ${where(asked)} ORDER BY i.seq DESC LIMIT ?`;
    return this.#sql.all(text, [...asked.values, query.limit]).map(toIncident);
  }

  incident(id: string): StoredIncident | null {
    const row = this.#sql.all(`${INCIDENT} WHERE i.id = ?`, [id])[0];
    return row === undefined ? null : toIncident(row);
  }

  totals(): HistoryTotals {
    return {
      incidents: this.#number('SELECT count(*) FROM incidents'),
      open: this.#number(`SELECT count(*) FROM incidents WHERE state = 'open'`),
    };
  }

  counts(): HistoryCounts {
    return {
      ...this.totals(),
      detections: this.#number('SELECT count(*) FROM detections'),
      byEntry: this.#tally('SELECT entry AS name, count(*) AS count FROM incidents GROUP BY entry'),
      byHost: this.#tally(
        `SELECT s.host AS name, count(*) AS count FROM incidents i
         JOIN sessions s ON s.incarnation = i.incarnation AND s.number = i.session
         WHERE s.host IS NOT NULL GROUP BY s.host`,
      ),
    };
  }

  subjects(query: Pick<ListQuery, 'limit' | 'before'>): readonly IncidentSubject[] {
    const asked = within({ parts: [], values: [] }, 'i', 'incidents', query);
    const text = `
      SELECT i.id, i.entry, s.host FROM incidents i
      JOIN sessions s ON s.incarnation = i.incarnation AND s.number = i.session
      ${where(asked)} ORDER BY i.seq DESC LIMIT ?`;
    return this.#sql.all(text, [...asked.values, query.limit]).map(toSubject);
  }

  #detections(columns: string, query: ListQuery): readonly unknown[] {
    const asked = within(conditionsOf(query, 'd.entry'), 'd', 'detections', query);
    const text = `SELECT ${columns} ${DETECTION_FROM} ${where(asked)} ORDER BY d.seq DESC LIMIT ?`;
    return this.#sql.all(text, [...asked.values, query.limit]);
  }

  #number(text: string): number {
    return Number(this.#sql.value(text));
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

/** Adds where a page begins. */
function within(
  { parts, values }: Conditions,
  alias: string,
  table: string,
  { before, since }: Pick<ListQuery, 'before' | 'since'>,
): Conditions {
  const seq = `(SELECT seq FROM ${table} WHERE id = ?)`;
  return {
    parts: [
      ...parts,
      ...(before === undefined ? [] : [`${alias}.seq < ${seq}`]),
      ...(since === undefined ? [] : [`${alias}.seq > ${seq}`]),
    ],
    values: [...values, ...[before, since].filter((id) => id !== undefined)],
  };
}

/** Columns of a detection, for statements that add their own conditions to `detections d`. */
export const SELECT_DETECTIONS = `SELECT ${DETECTION_COLUMNS} FROM detections d`;
