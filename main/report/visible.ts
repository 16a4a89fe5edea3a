/** Makes text of a log or a file's name harmless to show: nothing in it acts, nothing in it hides. */

/** CSI, OSC and the short escape sequences: what a terminal would have acted on. */
const ESCAPES =
  /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

/**
 * Controls, marks that turn the reading direction, marks without a width, line separators, halves
 * of characters. The joiners U+200C and U+200D stay: scripts and pictures are written with them.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Surrogate}]|\u{e0001}|[\u{e0020}-\u{e007f}]/gu;

/**
 * Drops escape sequences and names every other character that cannot be seen, such as `‹U+202E›`.
 * Tabs and line breaks stay.
 */
export function visible(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ESCAPES, '')
    .replace(UNSEEN, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
    });
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\n\t]+/g, ' ');
}
