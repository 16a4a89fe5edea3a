/** The history as a file for other programs. */
import type { HistoryRecord, StoredIncident } from '../contract/history';

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
export const csvHead = (): string => `${COLUMNS.join(',')}\r\n`;

/** One record as a line of the table (RFC 4180). */
export function csvRow(record: CsvRecord): string {
  return `${COLUMNS.map((column) => cell(record[column])).join(',')}\r\n`;
}

/**
 * A server chooses much of what stands in a log. A spreadsheet takes a text that begins with one of
 * these signs for a formula, which can start programs; an apostrophe before it keeps it a text.
 */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = value.replace(CONTROL, '\ufffd');
  const safe = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const CONTROL = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]', 'g');

/** All of it as one document. */
export function exportJson(
  records: readonly HistoryRecord[],
  incidents: readonly StoredIncident[],
  exportedAt: Date,
): string {
  const content = { version: 1, exportedAt: exportedAt.toISOString(), incidents, records };
  return `${JSON.stringify(content, null, 2)}\n`;
}
