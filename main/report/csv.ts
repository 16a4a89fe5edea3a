/** Results as a table for spreadsheets: one line an incident, and one for what could not be read. */
import type { EntrySummary } from '../contract/entry';
import { plainInline } from '../contract/inline';
import type { Problem } from '../contract/model';
import { csvLine } from './csv-cell';
import { rootOf } from './report';
import type { FileReport } from './report';

const COLUMNS = [
  'kind',
  'file',
  'line',
  'offset',
  'session',
  'time',
  'severity',
  'entry',
  'headline',
  'message',
  'host',
  'user',
  'count',
  'cause',
] as const;
type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | number | null>>>;

const line = (row: Row): string => csvLine(COLUMNS.map((column) => row[column] ?? null));

export const csvReportHead = (): string => csvLine(COLUMNS);

/** The lines of one log. */
export function csvReportFile(
  file: FileReport,
  entries: ReadonlyMap<string, EntrySummary>,
): string {
  const sessions = new Map(file.sessions.map((session) => [session.index, session]));
  return file.incidents
    .map((incident) => {
      const entry = entries.get(incident.entry);
      const root = rootOf(file, incident);
      if (!entry || !root) return '';
      const session = sessions.get(incident.session);
      return line({
        kind: 'incident',
        file: file.path,
        line: root.line,
        offset: root.offset,
        session: incident.session,
        time: root.time,
        severity: entry.severity,
        entry: entry.id,
        headline: plainInline(entry.headline, { ...session?.facts, ...root.captures }),
        message: root.message,
        host: session?.host ?? session?.facts.address ?? null,
        user: session?.user ?? null,
        count: incident.count,
        cause: incident.causes[0]?.id ?? null,
      });
    })
    .join('');
}

/** What could not be read; its code stands in the place of an entry. */
export const csvReportProblem = ({ path, code, message }: Problem): string =>
  line({ kind: 'problem', file: path, entry: code, message });
