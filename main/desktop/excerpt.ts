/** The lines of a log around a message, read again from the file when somebody wants to see them. */
import { open } from 'node:fs/promises';
import type { LogExcerpt } from '../contract/incident';
import { problem, ProblemError } from './problem';

/** Bytes read on either side of the message. */
const REACH = 16 * 1024;
/** Lines shown on either side. */
const AROUND = 6;
const LONGEST_LINE = 400;

export interface ExcerptPlace {
  readonly file: string;
  /** Byte at which the message starts, from 0. */
  readonly offset: number;
  /** Its line, from 1. */
  readonly line: number;
  /** Line breaks in it are `\n`. */
  readonly message: string;
}

/** Throws a ProblemError if the log cannot be read or no longer holds the message there. */
export async function readExcerpt(place: ExcerptPlace): Promise<LogExcerpt> {
  const start = Math.max(0, place.offset - REACH);
  let bytes: Uint8Array;
  try {
    const handle = await open(place.file, 'r');
    try {
      const buffer = Buffer.alloc(place.offset - start + REACH);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
      bytes = buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    throw new ProblemError(
      problem(
        'log-gone',
        'The log can no longer be read. It was moved, deleted or closed to you.',
        place.file,
      ),
    );
  }
  const lines = excerptOf(bytes, place.offset - start, start === 0, place.line, place.message);
  if (lines === null) {
    throw new ProblemError(
      problem(
        'log-changed',
        'The log has been overwritten since: these lines are no longer in it.',
        place.file,
      ),
    );
  }
  return { file: place.file, lines };
}

/**
 * Cuts the lines around byte `at` out of `bytes`; null if the message does not stand there.
 * `whole` says that `bytes` begin where the file begins; else the first, cut line is left out.
 */
export function excerptOf(
  bytes: Uint8Array,
  at: number,
  whole: boolean,
  line: number,
  message: string,
): LogExcerpt['lines'] | null {
  const before = decode(bytes.subarray(0, at)).split('\n');
  const after = decode(bytes.subarray(at)).split('\n');
  const first = message.split('\n')[0] ?? '';
  const own = `${before.at(-1) ?? ''}${after[0] ?? ''}`;
  if (!clean(own).includes(clean(first).trim())) return null;
  const leading = before
    .slice(0, -1)
    .slice(whole ? 0 : 1)
    .slice(-AROUND);
  const length = message.split('\n').length;
  const shown = [...leading, own, ...after.slice(1, length + AROUND)];
  if (shown.at(-1) === '') shown.pop();
  return shown.map((text, index) => {
    const number = line - leading.length + index;
    return {
      number,
      text: clean(text).slice(0, LONGEST_LINE),
      marked: number >= line && number < line + length,
    };
  });
}

function decode(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  // A character cut in two at either end is no sign of another encoding.
  const broken = text.slice(2, -2).includes('\uFFFD');
  return broken ? new TextDecoder('windows-1252').decode(bytes) : text;
}

// Colours, titles and the like that a terminal would have acted on: CSI, OSC and single escapes.
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])/g;
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f]/g;

function clean(text: string): string {
  return text.replaceAll(ESCAPES, '').replaceAll(CONTROLS, '').replaceAll('\t', '    ');
}
