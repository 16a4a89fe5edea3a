/** Hex dumps folded: which rows of the viewer are which lines of the log. */
import { countLineFeeds } from '../engine/scan';
import type { Line } from '../engine/lines';
import type { LogLines, Segment } from './log-lines';

/** A row of a dump as PuTTY writes it (logging.c, log_packet). */
const ROW = /^ {2}[0-9a-f]{8} {2}/;
const SPACE = 0x20;
const LF = 10;
/** A full row with its CR and LF, and with LF alone. */
const FULL = [79, 78] as const;

export const isDumpRow = (line: Line): boolean => ROW.test(line.text);

/** Counts the rows of dumps in each part of a log: one pass over it, when it is first seen folded. */
export class Folding {
  /** Rows of dumps before each segment, and in all. */
  private constructor(private readonly before: Float64Array) {}

  /** @param encoding of the log; its line ends are looked for in the bytes where that can be done. */
  static async make(lines: LogLines, encoding: string): Promise<Folding> {
    const wide = encoding.startsWith('utf-16');
    const before = new Float64Array(lines.segments + 1);
    for (let index = 0; index < lines.segments; index += 1) {
      const count = await countIn(lines, lines.segment(index), wide);
      before[index + 1] = (before[index] ?? 0) + count;
    }
    return new Folding(before);
  }

  get hidden(): number {
    return this.before.at(-1) ?? 0;
  }

  /** The row, from 1, of the first line of a segment that is shown. */
  firstRow(segment: number, { line }: Segment): number {
    return line - (this.before[segment] ?? 0);
  }

  /** The segment in which a row begins. */
  segmentOf(row: number, lines: LogLines): number {
    let low = 0;
    let high = lines.segments - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.firstRow(middle, lines.segment(middle)) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

async function countIn(lines: LogLines, segment: Segment, wide: boolean): Promise<number> {
  const { offset, endOffset, line, endLine } = segment;
  const simple = !wide && endOffset - offset <= 4 << 20;
  if (simple) {
    const pieces: Buffer[] = [];
    for await (const piece of lines.bytes(segment)) pieces.push(piece);
    const count = countRows(
      pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces),
    );
    if (count.lines === endLine - line) return count.rows;
  }
  return (await lines.all(segment)).filter(isDumpRow).length;
}

/** Rows of dumps and lines in bytes that begin with a line. */
export function countRows(bytes: Buffer): { rows: number; lines: number } {
  let rows = 0;
  let lines = 0;
  for (let at = 0; at < bytes.length; lines += 1) {
    if (!rowStarts(bytes, at)) {
      at = nextLine(bytes, at);
      continue;
    }
    rows += 1;
    const full = FULL.find((length) => bytes[at + length - 1] === LF);
    at = full === undefined ? nextLine(bytes, at) : at + full;
  }
  // A row is hopped over by its length: a line end within one shows in the sum.
  const ends = countLineFeeds(bytes, 0, bytes.length) + (bytes.at(-1) === LF ? 0 : 1);
  return { rows, lines: bytes.length === 0 || ends === lines ? lines : -1 };
}

function nextLine(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(LF, at);
  return end < 0 ? bytes.length : end + 1;
}

function rowStarts(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== SPACE || bytes[at + 1] !== SPACE) return false;
  if (bytes[at + 10] !== SPACE || bytes[at + 11] !== SPACE) return false;
  for (let digit = at + 2; digit < at + 10; digit += 1) {
    const byte = bytes[digit] ?? 0;
    if (!((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66))) return false;
  }
  return true;
}
