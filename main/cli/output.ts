/** Where the command line writes: one channel for answers, one for people who wait. */

export interface Output {
  /** Answers; with a machine format nothing else goes there. */
  out(text: string): void;
  /** Problems and progress. */
  err(text: string): void;
  readonly color: boolean;
}

export const EXIT = { nothing: 0, found: 1, trouble: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error in how the program was called; its text is all that the user needs. */
export class UsageError extends Error {}

const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;
export type Style = keyof typeof STYLES;

export type Paint = (style: Style, text: string) => string;

/** Colours text for a terminal, or leaves it as it is. */
export function painter(color: boolean): Paint {
  return (style, text) => {
    if (!color) return text;
    const [on, off] = STYLES[style];
    return `\u001b[${String(on)}m${text}\u001b[${String(off)}m`;
  };
}

/**
 * Breaks text at spaces so that no line is longer than `width` characters.
 *
 * @param indent what stands before the first line; further lines get as many spaces, or the same mark.
 * @param hang further lines stand this much more to the right, under the text of a list's item.
 */
export function wrap(text: string, indent: string, hang = 0, width = 78): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && indent.length + hang + longer.length > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  return lines
    .map((line, index) => indent + (index === 0 ? '' : ' '.repeat(hang)) + line)
    .join('\n');
}
