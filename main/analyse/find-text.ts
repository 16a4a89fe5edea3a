/** Finds a text in a log of any size, in any case of letters, as the viewer shows its lines. */
import type { LogLines, Segment } from './log-lines';
import { shownText } from './shown-line';

export interface Wanted {
  readonly text: string;
  /** Where to begin; this line is looked at too. */
  readonly fromLine: number;
  readonly backwards: boolean;
}

/** The nearest line that holds the text; null if there is none. Of very long lines the first 16 kB are searched. */
export async function findText(
  lines: LogLines,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<number | null> {
  const text = wanted.text.toLowerCase();
  const quick = QUICK.test(text) ? text : null;
  const start = lines.segmentOf(wanted.fromLine);
  const step = wanted.backwards ? -1 : 1;
  for (let index = start; index >= 0 && index < lines.segments; index += step) {
    signal.throwIfAborted();
    const segment = lines.segment(index);
    if (quick !== null && !(await mayHold(lines, segment, quick))) continue;
    const found = (await lines.all(segment)).filter(
      ({ number, text: line }) =>
        (wanted.backwards ? number <= wanted.fromLine : number >= wanted.fromLine) &&
        shownText(line, 'strip').toLowerCase().includes(text),
    );
    const nearest = wanted.backwards ? found.at(-1) : found[0];
    if (nearest !== undefined) return nearest.number;
  }
  return null;
}

/** Such a text stands in the bytes as it is written, unless something that is not shown stands in it. */
const QUICK = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;
/** Bytes that are not shown, that are shown as something else, or that belong to wider characters. */
const UNEVEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/;

const LONGEST = 4 << 20;

/** A glance at a part of the log that is many times faster than reading its lines. */
async function mayHold(lines: LogLines, segment: Segment, text: string): Promise<boolean> {
  // Of a line of many MB only the beginning counts.
  if (segment.endOffset - segment.offset > LONGEST) return true;
  let before = '';
  for await (const bytes of lines.bytes(segment)) {
    const piece = before + bytes.toString('latin1');
    if (UNEVEN.test(piece) || piece.toLowerCase().includes(text)) return true;
    before = piece.slice(-text.length);
  }
  return false;
}
