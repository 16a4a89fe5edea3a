/** Reports of an analysis, made where it lies: only the beginning goes to the window. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { ReportPreview } from '../contract/analysis-view';
import type { EntryBody, EntrySummary } from '../contract/entry';
import type { ReportWish } from '../contract/ipc';
import { documentOf } from '../report/index';
import { PathProblem } from '../watch/whole-file';
import type { LogAnalysis } from './log-analysis';

/** Characters of a preview. */
const PREVIEW = 200_000;
/** Characters that a clipboard is troubled with. */
const LONGEST_COPY = 20_000_000;

/** @param version of Puttyknife */
export async function pieces(
  analysis: LogAnalysis,
  { format, redact }: ReportWish,
  entries: ReadonlyMap<string, EntrySummary>,
  version: string,
): Promise<Iterable<string>> {
  const bodies = await import('../../catalogue/generated/bodies.json', { with: { type: 'json' } });
  return documentOf(format, {
    files: analysis.files,
    problems: analysis.problems,
    skipped: analysis.progress().skipped,
    knowledge: {
      entries,
      bodies: bodies.default as unknown as Readonly<Record<string, EntryBody>>,
    },
    redact,
    version,
  });
}

/** The beginning, and how much it is in all. */
export function previewOf(report: Iterable<string>): ReportPreview {
  let text = '';
  let bytes = 0;
  let cut = false;
  for (const piece of report) {
    bytes += Buffer.byteLength(piece);
    const room = PREVIEW - text.length;
    if (piece.length > room) cut = true;
    if (room > 0) text += piece.slice(0, room);
  }
  return { text, bytes, cut };
}

/** @throws PathProblem if it is too long for a clipboard. */
export function textOf(report: Iterable<string>): string {
  const parts: string[] = [];
  let length = 0;
  for (const piece of report) {
    length += piece.length;
    if (length > LONGEST_COPY) {
      const message = 'This report is too long for the clipboard. Save it in a file instead.';
      throw new PathProblem({ path: null, code: 'too-long', message });
    }
    parts.push(piece);
  }
  return parts.join('');
}

/** Writes it where nobody else can read it; @throws PathProblem if that fails. */
export async function saveReport(file: string, report: Iterable<string>): Promise<void> {
  const out = createWriteStream(file, { mode: 0o600 });
  const done = finished(out);
  // Awaited below; until then it must not count as one that nobody waits for.
  done.catch(() => undefined);
  try {
    for (const piece of report) {
      if (!out.write(piece)) await Promise.race([once(out, 'drain'), done]);
    }
    out.end();
    await done;
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const message = `The report was not saved: ${why}`;
    throw new PathProblem({ path: file, code: 'not-saved', message });
  }
}
