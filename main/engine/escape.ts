/** Takes a terminal's text apart: bare carriage returns, and escape sequences that split words. */

export interface Segment {
  readonly text: string;
  /** Index in the line of the segment's first visible character. */
  readonly index: number;
}

// CSI and OSC sequences, two-character escapes, and the other control characters but tab and CR (ECMA-48).
// eslint's rule against control characters in patterns is about typing errors; here they are the subject.
const ESCAPES = new RegExp(
  [
    '\\u001b\\[[0-?]*[ -/]*[@-~]',
    '\\u001b\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)?',
    '\\u001b[ -/]*[0-~]',
    '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]',
  ].join('|'),
  'g',
);

export const ESCAPE = '\u001b';

/** Text without escape sequences and control characters. */
export function stripEscapes(text: string): string {
  return text.replace(ESCAPES, '');
}

/** The parts of a line between bare carriage returns, escape sequences taken out; empty ones dropped. */
export function segments(line: string): Segment[] {
  const found: Segment[] = [];
  let start = 0;
  for (const part of line.split('\r')) {
    const text = stripEscapes(part);
    if (text !== '') found.push({ text, index: start + leadingInvisible(part) });
    start += part.length + 1;
  }
  return found;
}

function leadingInvisible(part: string): number {
  let at = 0;
  for (const match of part.matchAll(ESCAPES)) {
    if (match.index !== at) break;
    at += match[0].length;
  }
  return at;
}
