/** A line of a log as the viewer shows it: nothing in it acts, nothing in it hides. */
import type { ViewedLine } from '../contract/analysis-view';
import { stripEscapes } from '../engine/escape';
import type { Line } from '../engine/lines';
import { visible } from '../report/index';

/** Characters that are shown of a line. */
const LONGEST = 4000;

export type Escapes = 'strip' | 'show';

/** @param hidden rows of a hex dump that follow and are not shown. */
export function shownLine(line: Line, escapes: Escapes, hidden: number): ViewedLine {
  const text = shownText(line.text, escapes);
  const end = /[\ud800-\udbff]/.test(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
  const unit = line.encoding.startsWith('utf-16') ? 2 : 1;
  const bytes = Math.floor(line.size / unit);
  // What the engine keeps of a line is far more than is shown here.
  const all = bytes > line.text.length * 4 ? bytes : text.length;
  return {
    number: line.number,
    text: text.slice(0, end),
    cut: Math.max(0, all - end),
    hidden,
  };
}

/** The text without its line end; escape sequences dropped, or shown by the signs for controls. */
export function shownText(text: string, escapes: Escapes): string {
  let end = text.length;
  while (text.charAt(end - 1) === '\r') end -= 1;
  const line = text.slice(0, end);
  if (escapes === 'strip') return visible(stripEscapes(line.replaceAll('\r', ' ')));
  return visible(
    line.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, (control) =>
      String.fromCharCode(control === '\u007f' ? 0x2421 : 0x2400 + control.charCodeAt(0)),
    ),
  );
}
