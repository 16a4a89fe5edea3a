/** The lines in question of a log: pure. */
import type { AnalysedFile } from '../../main/contract/analysis-view';
import type { Severity } from '../../main/contract/model';

export interface LineMark {
  readonly severity: Severity;
  readonly headline: string;
}

/** By line number, in the order of the log. */
export function marksOf({ incidents }: AnalysedFile): ReadonlyMap<number, LineMark> {
  const marks = new Map<number, LineMark>();
  for (const { line, severity, headline } of incidents.toSorted((a, b) => a.line - b.line))
    // What follows from it may stand on the same line: the first one is named.
    if (!marks.has(line)) marks.set(line, { severity, headline });
  return marks;
}
