/** What many incidents tell together: per host, again and again, day by day. They only read. */
import * as v from 'valibot';
import type {
  DayCount,
  EntryCount,
  HistoryFilter,
  HistoryInsights,
  HostSummary,
  ProblemSummary,
  RecurringProblem,
} from '../contract/history';
import { SEVERITIES } from '../contract/model';
import { HOST } from './filter';
import { INCIDENT_FROM, incidentConditions } from './queries';
import { DROP_ENTRIES, silentDrops } from './silence';
import type { Drop } from './silence';
import type { Sql, Value } from './sql';

/** How often it takes: what came once does not come back. */
export const RECURRING = 2;

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

const group = v.object({
  host: v.nullable(v.string()),
  entry: v.string(),
  severity: v.picklist(SEVERITIES),
  count: v.number(),
  days: v.number(),
  firstSeen: v.string(),
  lastSeen: v.string(),
});
type Group = v.InferOutput<typeof group>;

const problem = v.object({ ...v.omit(group, ['host']).entries, hosts: v.number() });

const drop = v.object({
  host: v.nullable(v.string()),
  idle: v.nullable(v.number()),
  detectedAt: v.string(),
});
const day = v.object({ day: v.string(), severity: v.picklist(SEVERITIES), count: v.number() });

/** The severity is the entry's, so within a group it is the same, except over a change of release. */
const ENTRY_COUNT = `i.entry, max(d.severity) AS severity, count(*) AS count,
  count(DISTINCT date(d.detected_at, 'localtime')) AS days,
  min(d.detected_at) AS firstSeen, max(d.detected_at) AS lastSeen`;

export class Insights implements HistoryInsights {
  constructor(
    private readonly sql: Sql,
    private readonly now: () => Date,
  ) {}

  hosts(filter: HistoryFilter): readonly HostSummary[] {
    const silences = this.#silences(filter);
    const weekAgo = new Date(this.now().getTime() - WEEK_MS).toISOString();
    const byHost = new Map<string, Group[]>();
    for (const each of this.#groups(filter)) {
      if (each.host === null) continue;
      const known = byHost.get(each.host);
      if (known === undefined) byHost.set(each.host, [each]);
      else known.push(each);
    }
    return [...byHost]
      .map(([host, groups]): HostSummary => ({
        host,
        incidents: groups.reduce((sum, { count }) => sum + count, 0),
        firstSeen: groups.map(({ firstSeen }) => firstSeen).sort()[0] ?? '',
        lastSeen:
          groups
            .map(({ lastSeen }) => lastSeen)
            .sort()
            .at(-1) ?? '',
        entries: groups.map(entryCount),
        silentDrops: silentDrops(silences.get(host) ?? [], weekAgo),
      }))
      .sort((a, b) => b.incidents - a.incidents || a.host.localeCompare(b.host, 'en'));
  }

  recurring(filter: HistoryFilter, atLeast: number): readonly RecurringProblem[] {
    return this.#groups(filter)
      .filter(({ count }) => count >= atLeast)
      .map((each) => ({ ...entryCount(each), host: each.host }));
  }

  problems(filter: HistoryFilter, atLeast: number): readonly ProblemSummary[] {
    return this.#all(
      problem,
      filter,
      `${ENTRY_COUNT}, count(DISTINCT ${HOST}) AS hosts`,
      'GROUP BY i.entry ORDER BY count DESC, lastSeen DESC, i.entry',
    ).filter(({ count }) => count >= atLeast);
  }

  days(filter: HistoryFilter): readonly DayCount[] {
    const rows = this.#all(
      day,
      filter,
      `date(d.detected_at, 'localtime') AS day, d.severity, count(*) AS count`,
      'GROUP BY day, d.severity ORDER BY day',
    );
    const days = new Map<string, DayCount>();
    for (const { day: name, severity, count } of rows) {
      const before = days.get(name) ?? { day: name, incidents: 0, bySeverity: {} };
      days.set(name, {
        day: name,
        incidents: before.incidents + count,
        bySeverity: { ...before.bySeverity, [severity]: count },
      });
    }
    return [...days.values()];
  }

  /** Incidents by host and entry, most frequent first. */
  #groups(filter: HistoryFilter): readonly Group[] {
    return this.#all(
      group,
      filter,
      `${HOST} AS host, ${ENTRY_COUNT}`,
      'GROUP BY host, i.entry ORDER BY count DESC, lastSeen DESC, i.entry',
    );
  }

  /** Of each host, the silence before each end of a connection. */
  #silences(filter: HistoryFilter): ReadonlyMap<string, readonly Drop[]> {
    const rows = this.#all(
      drop,
      filter,
      `${HOST} AS host, json_extract(s.facts, '$.idleSeconds') AS idle, d.detected_at AS detectedAt`,
      'ORDER BY i.seq',
      {
        part: `i.entry IN (${DROP_ENTRIES.map(() => '?').join(', ')})`,
        values: DROP_ENTRIES,
      },
    );
    const silences = new Map<string, Drop[]>();
    for (const { host, ...its } of rows) {
      if (host === null) continue;
      const known = silences.get(host);
      if (known === undefined) silences.set(host, [its]);
      else known.push(its);
    }
    return silences;
  }

  #all<S extends v.GenericSchema>(
    schema: S,
    filter: HistoryFilter,
    columns: string,
    rest: string,
    more?: { readonly part: string; readonly values: readonly Value[] },
  ): v.InferOutput<S>[] {
    const { parts, values } = incidentConditions(filter);
    const all = more === undefined ? parts : [...parts, more.part];
    const condition = all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`;
    return this.sql
      .all(`SELECT ${columns} ${INCIDENT_FROM} ${condition} ${rest}`, [
        ...values,
        ...(more?.values ?? []),
      ])
      .map((row) => v.parse(schema, row));
  }
}

const entryCount = ({ entry, severity, count, days, firstSeen, lastSeen }: Group): EntryCount => ({
  entry,
  severity,
  count,
  days,
  firstSeen,
  lastSeen,
});
