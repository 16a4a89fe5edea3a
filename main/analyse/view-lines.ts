/** The few lines of a log that the viewer shows. */
import type { ViewedLine, ViewedLines, ViewedPlace } from '../contract/analysis-view';
import type { Line } from '../engine/lines';
import { isDumpRow } from './folding';
import type { Folding } from './folding';
import type { LogLines } from './log-lines';
import { shownLine } from './shown-line';
import type { Escapes } from './shown-line';

export interface LinesWish {
  readonly at: ViewedPlace;
  readonly count: number;
  readonly escapes: Escapes;
}

/** Every line is a row. @param total lines of the log */
export async function viewLines(
  lines: LogLines,
  total: number,
  { at, count, escapes }: LinesWish,
): Promise<ViewedLines> {
  const first = Math.max(1, Math.min('line' in at ? at.line : at.row, total));
  const shown: ViewedLine[] = [];
  for await (const line of lines.from(first)) {
    shown.push(shownLine(line, escapes, 0));
    if (shown.length === count) break;
  }
  return { row: first, rows: total, total, lines: shown };
}

/** The rows of hex dumps are left out; the line before says how many. */
export async function viewFolded(
  lines: LogLines,
  folding: Folding,
  total: number,
  { at, count, escapes }: LinesWish,
): Promise<ViewedLines> {
  const rows = total - folding.hidden;
  const wanted = await firstRow(lines, folding, rows, at);
  const segment = folding.segmentOf(wanted, lines);
  let row = folding.firstRow(segment, lines.segment(segment)) - 1;
  const shown: ViewedLine[] = [];
  let open: { readonly line: Line; hidden: number } | null = null;
  for await (const line of lines.from(lines.segment(segment).line)) {
    if (isDumpRow(line)) {
      if (open !== null) open.hidden += 1;
      continue;
    }
    row += 1;
    if (row < wanted) continue;
    if (open !== null) shown.push(shownLine(open.line, escapes, open.hidden));
    open = { line, hidden: 0 };
    if (shown.length === count) break;
  }
  // The last row of the log, or one too many.
  if (open !== null && shown.length < count) shown.push(shownLine(open.line, escapes, open.hidden));
  return { row: wanted, rows, total, lines: shown };
}

/** The row to begin with; for a line within a dump, the row before it. */
async function firstRow(
  lines: LogLines,
  folding: Folding,
  rows: number,
  at: ViewedPlace,
): Promise<number> {
  const within = (row: number): number => Math.max(1, Math.min(row, rows));
  if ('row' in at) return within(at.row);
  const index = lines.segmentOf(at.line);
  const segment = lines.segment(index);
  let row = folding.firstRow(index, segment) - 1;
  for await (const line of lines.from(segment.line)) {
    if (line.number > at.line) break;
    if (!isDumpRow(line)) row += 1;
  }
  return within(row);
}
