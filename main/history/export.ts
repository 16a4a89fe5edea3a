/** The history as a file for other programs. */
import type { HistoryRecord, StoredIncident } from '../contract/history';
import { csvLine } from '../report/index';

const COLUMNS = [
  'id',
  'detectedAt',
  'time',
  'severity',
  'entry',
  'host',
  'user',
  'message',
  'file',
  'line',
  'offset',
] as const;

/** A detection, or an incident. */
export type CsvRecord = Pick<HistoryRecord, (typeof COLUMNS)[number]>;

/** The first line of the table, with its line end. */
export const csvHead = (): string => csvLine(COLUMNS);

/** One record as a line of the table. */
export function csvRow(record: CsvRecord): string {
  return csvLine(COLUMNS.map((column) => record[column]));
}

/** All of it as one document. */
export function exportJson(
  records: readonly HistoryRecord[],
  incidents: readonly StoredIncident[],
  exportedAt: Date,
): string {
  const content = { version: 1, exportedAt: exportedAt.toISOString(), incidents, records };
  return `${JSON.stringify(content, null, 2)}\n`;
}
