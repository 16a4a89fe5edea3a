/** Which incidents of the history are shown, and how they spread over the days: pure. */
import type { IncidentRow } from '../../main/contract/incident';
import { SEVERITIES } from '../../main/contract/model';
import type { Severity } from '../../main/contract/model';
import { dayOf } from '../times';

export const SPANS = ['all', 'today', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];

export interface Filter {
  /** Every word must occur. */
  readonly text: string;
  readonly host: string | null;
  /** Id of a catalogue entry. */
  readonly entry: string | null;
  readonly severity: Severity | null;
  /** One of PuTTY's sessions, as a row names it. */
  readonly session: string | null;
  readonly span: Span;
  /** Beginning of one day, in milliseconds since 1970; goes before the span. */
  readonly day: number | null;
}

export const EVERYTHING: Filter = {
  text: '',
  host: null,
  entry: null,
  severity: null,
  session: null,
  span: 'all',
  day: null,
};

export function isEverything(filter: Filter): boolean {
  const { text, ...others } = filter;
  const { text: _none, ...all } = EVERYTHING;
  return text.trim() === '' && JSON.stringify(others) === JSON.stringify(all);
}

const DAYS: Readonly<Record<Exclude<Span, 'all'>, number>> = { today: 1, week: 7, month: 30 };

/**
 * Rows that fit, in the order given.
 * @param titles what an entry is called, so that its name can be searched for as well
 * @param today the beginning of the present day, in milliseconds since 1970
 */
export function fitting(
  rows: readonly IncidentRow[],
  filter: Filter,
  titles: (entry: string) => string,
  today: number,
): readonly IncidentRow[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const { host, entry, severity, session, day } = filter;
  const from = filter.span === 'all' ? null : daysBefore(today, DAYS[filter.span] - 1);
  return rows.filter((row) => {
    if (host !== null && row.host !== host) return false;
    if (entry !== null && row.entry !== entry) return false;
    if (severity !== null && row.severity !== severity) return false;
    if (session !== null && row.session !== session) return false;
    if (day !== null && dayOf(Date.parse(row.time)) !== day) return false;
    if (day === null && from !== null && Date.parse(row.time) < from) return false;
    return words.length === 0 || hasWords(row, words, titles);
  });
}

function hasWords(
  row: IncidentRow,
  words: readonly string[],
  titles: (entry: string) => string,
): boolean {
  const { headline, message, host, user, entry } = row;
  const text = [headline, message, host ?? '', user ?? '', titles(entry)].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

export interface Choice {
  readonly value: string;
  readonly count: number;
}

/** What occurs under this key, the most frequent first. */
export function choices(
  rows: readonly IncidentRow[],
  of: (row: IncidentRow) => string | null,
): readonly Choice[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = of(row);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || one.value.localeCompare(other.value, 'en'));
}

export interface Day {
  /** Beginning of the day, in milliseconds since 1970. */
  readonly day: number;
  readonly total: number;
  readonly counts: Readonly<Record<Severity, number>>;
}

const NONE: Readonly<Record<Severity, number>> = { error: 0, security: 0, warning: 0, info: 0 };

/** The last `length` days, oldest first, also those on which nothing happened. */
export function daysOf(
  rows: readonly IncidentRow[],
  today: number,
  length: number,
): readonly Day[] {
  const counts = new Map<number, Record<Severity, number>>();
  for (let back = length - 1; back >= 0; back -= 1)
    counts.set(daysBefore(today, back), { ...NONE });
  for (const { time, severity } of rows) {
    const day = counts.get(dayOf(Date.parse(time)));
    if (day !== undefined) day[severity] += 1;
  }
  return [...counts].map(([day, its]) => ({
    day,
    counts: its,
    total: SEVERITIES.reduce((sum, severity) => sum + its[severity], 0),
  }));
}

/** By the calendar: a day at the change of the clock has 23 or 25 hours. */
function daysBefore(today: number, days: number): number {
  const date = new Date(today);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime();
}
