/** `history`: what has been detected, newest first. */
import { resolve } from 'node:path';
import type { HistoryFilter, HistoryRecord, ListQuery } from '../contract/history';
import { SEVERITIES } from '../contract/model';
import { csvHead, csvRow, readHistory } from '../history/index';
import { visibleLine } from '../report/visible';
import { entries } from './catalogue';
import { summaryLines } from './history-summary';
import type { Summary } from './history-summary';
import { EXIT, UsageError } from './output';
import type { ExitCode, Output } from './output';

export const HISTORY_FORMATS = ['text', 'json', 'csv'] as const;
export type HistoryFormat = (typeof HISTORY_FORMATS)[number];

export interface HistoryCommand {
  readonly format: HistoryFormat;
  readonly state: string;
  readonly filter: HistoryFilter;
  /** What many tell together, in place of each by itself; null for each. */
  readonly by: Summary | null;
}

const PAGE = 500;
const titles = new Map(entries.map(({ id, title }) => [id, title]));

export function history({ format, state, filter, by }: HistoryCommand, output: Output): ExitCode {
  if (by !== null && format === 'csv') throw new UsageError('--by gives text or JSON, no table.');
  const opened = readHistory(resolve(state));
  if (!opened.ok) throw new UsageError(opened.problem.message);
  const queries = opened.value;
  if (format === 'csv') output.out(csvHead());
  if (!queries) return EXIT.nothing;
  try {
    if (by !== null) {
      const title = (entry: string): string => titles.get(entry) ?? entry;
      const lines = summaryLines(queries.insights, filter, by, format === 'json', title);
      for (const each of lines) output.out(each);
      return EXIT.nothing;
    }
    for (let before: string | undefined; ;) {
      const query: ListQuery = {
        ...filter,
        limit: PAGE,
        ...(before === undefined ? {} : { before }),
      };
      const page = queries.records(query);
      for (const record of page) output.out(line(record, format));
      if (page.length < PAGE) return EXIT.nothing;
      before = page.at(-1)?.id;
    }
  } finally {
    queries.close();
  }
}

function line(record: HistoryRecord, format: HistoryFormat): string {
  if (format === 'csv') return csvRow(record);
  if (format === 'json') return `${JSON.stringify(record)}\n`;
  const { detectedAt, severity, message, host, file, line: number } = record;
  const where = [host, `${file}, line ${String(number)}`].filter((each) => each !== null);
  const text = visibleLine(`${message}  (${where.join(', ')})`);
  return `${detectedAt}  ${severity.padEnd(8)}  ${text}\n`;
}

/** Reads `--host`, `--since` and the like; `read` gives an option's text. */
export function filterOf(read: (name: string) => string | null): HistoryFilter {
  const severity = read('severity');
  const file = read('file');
  const session = read('session');
  if (session !== null && file === null)
    throw new UsageError('--session needs --file: sessions are numbered log by log.');
  const since = read('since');
  const until = read('until');
  const plain = { host: read('host'), entry: read('entry'), text: read('search') };
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== null)),
    ...(severity === null ? {} : { severities: severity.split(',').map(severityOf) }),
    ...(file === null ? {} : { file: resolve(file) }),
    ...(session === null ? {} : { session: sessionOf(session) }),
    ...(since === null ? {} : { from: momentOf('since', since, 0) }),
    // A day is meant to its end.
    ...(until === null ? {} : { to: momentOf('until', until, 1) }),
  };
}

function severityOf(name: string): (typeof SEVERITIES)[number] {
  const severity = SEVERITIES.find((known) => known === name.trim());
  if (severity === undefined) throw new UsageError(`--severity takes ${SEVERITIES.join(', ')}.`);
  return severity;
}

/** People count from 1, the log's sessions are counted from 0. */
function sessionOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError('--session takes a number from 1.');
  return Number(text) - 1;
}

/** A day of this computer's calendar, with so many days added, or a moment; in UTC. */
function momentOf(option: string, text: string, days: number): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const asDay = new Date(Number(year), Number(month) - 1, Number(day));
  const exists = asDay.getDate() === Number(day) && asDay.getMonth() === Number(month) - 1;
  if (exists) asDay.setDate(asDay.getDate() + days);
  const moment = exists ? asDay : new Date(/^\d{4}-\d\d-\d\dT/.test(text) ? text : Number.NaN);
  if (Number.isNaN(moment.getTime()))
    throw new UsageError(`--${option} takes a day such as 2026-11-22, or 2026-11-22T05:45:27.`);
  return moment.toISOString();
}
