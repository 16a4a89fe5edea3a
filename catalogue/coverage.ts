/**
 * How much of a list of PuTTY's messages the catalogue explains. The list is a table with tabs
 * between its columns: a message's template with `<holes>`, its section, its severity and where it
 * is said. The holes are filled with likely values and the result is matched like any message.
 */
import type { EntrySummary } from '../main/contract/entry';
import type { Voice } from '../main/contract/model';
import { createMatcher } from '../main/engine/match';
import { compare } from './failure';
import { fillings } from './fill-holes';

export interface MessageRow {
  /** Line of the table, from 1. */
  readonly line: number;
  readonly id: string;
  readonly section: string;
  readonly severity: string;
  readonly template: string;
  readonly voices: readonly Voice[];
}

export interface RowResult extends MessageRow {
  /** Entries that explain it, the one most fillings lead to first. */
  readonly entries: readonly string[];
  /** Voices in which PuTTY says it but no entry listens. */
  readonly deaf: readonly Voice[];
}

export interface SectionResult {
  readonly section: string;
  readonly messages: number;
  readonly matched: number;
  /** Different entries that explain the section's messages. */
  readonly entries: number;
}

export interface Coverage {
  readonly sections: readonly SectionResult[];
  readonly total: SectionResult;
  readonly rows: readonly RowResult[];
}

const COLUMNS = ['id', 'section', 'severity', 'template', 'surfaces', 'tools'] as const;

/** Reads the table; throws with a sentence if a column is missing. */
export function parseMessages(text: string): MessageRow[] {
  const [header = '', ...lines] = text.replace(/\r/g, '').split('\n');
  const names = header.split('\t');
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new Error(`the table has no column ${missing.join(', ')}`);
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const cells = line.split('\t');
    const cell = (name: (typeof COLUMNS)[number]): string => cells[names.indexOf(name)] ?? '';
    const { id, section, severity, template } = {
      id: cell('id'),
      section: cell('section'),
      severity: cell('severity'),
      template: cell('template'),
    };
    const voices = voicesOf(cell('surfaces').split(','), cell('tools').split(','));
    return [{ line: index + 2, id, section, severity, template, voices }];
  });
}

function voicesOf(surfaces: readonly string[], tools: readonly string[]): Voice[] {
  const voices = new Set<Voice>();
  for (const surface of surfaces) {
    if (surface === 'event-log' || surface === 'dialog') voices.add(surface);
    if (surface === 'stderr') voices.add('console');
    if (surface === 'terminal') voices.add(tools.includes('putty') ? 'putty' : 'console');
  }
  return [...voices];
}

/** Matches every row of the wanted severities, in any voice. */
export function coverage(
  rows: readonly MessageRow[],
  entries: readonly EntrySummary[],
  options: { readonly severities: readonly string[]; readonly section?: string },
): Coverage {
  const matcher = createMatcher(entries);
  const results = rows
    .filter((row) => options.severities.includes(row.severity))
    .filter((row) => options.section === undefined || row.section === options.section)
    .map((row): RowResult => {
      const hits = new Map<string, number>();
      const heard = new Set<Voice>();
      for (const text of fillings(row.template)) {
        const best = matcher.match(text, 'any')[0];
        if (best !== undefined) hits.set(best.entry, (hits.get(best.entry) ?? 0) + 1);
        for (const voice of row.voices) {
          if (!heard.has(voice) && matcher.match(text, voice).length > 0) heard.add(voice);
        }
      }
      const byHits = [...hits].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
      const deaf = hits.size === 0 ? [] : row.voices.filter((voice) => !heard.has(voice));
      return { ...row, entries: byHits.map(([entry]) => entry), deaf };
    });
  const names = [...new Set(results.map((row) => row.section))].sort(compare);
  return {
    sections: names.map((name) =>
      summary(
        name,
        results.filter((row) => row.section === name),
      ),
    ),
    total: summary('all', results),
    rows: results,
  };
}

function summary(section: string, rows: readonly RowResult[]): SectionResult {
  const first = rows.flatMap((row) => row.entries.slice(0, 1));
  return {
    section,
    messages: rows.length,
    matched: first.length,
    entries: new Set(first).size,
  };
}

/** The table and the unmatched rows, for a terminal; on request also the rows not fully heard. */
export function formatCoverage(result: Coverage, file: string, voices = false): string {
  const unmatched = result.rows.filter((row) => row.entries.length === 0);
  const deaf = result.rows.filter((row) => row.deaf.length > 0);
  return [
    'section              messages  matched  entries       %',
    ...[...result.sections, result.total].map((one) =>
      [
        one.section.padEnd(20),
        String(one.messages).padStart(9),
        String(one.matched).padStart(9),
        String(one.entries).padStart(9),
        percent(one).padStart(8),
      ].join(''),
    ),
    '',
    `${unmatched.length} not matched`,
    ...unmatched.map(
      (row) => `${file}:${row.line}: [${row.section}, ${row.severity}] ${row.template}`,
    ),
    '',
    `${deaf.length} matched, but not in every voice in which PuTTY says them`,
    ...(voices ? deaf : []).map(
      (row) =>
        `${file}:${row.line}: [${row.deaf.join(', ')}] ${row.entries[0] ?? ''}: ${row.template}`,
    ),
  ].join('\n');
}

function percent({ matched, messages }: SectionResult): string {
  return messages === 0 ? '-' : ((100 * matched) / messages).toFixed(1);
}
