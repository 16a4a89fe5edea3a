/** Passes over lines in which PuTTY cannot speak, without decoding or splitting them. */
import type { Skipped } from './lines';
import { HEADER_MARK, RELAYED_MARK } from './vocabulary';

const LF = 10;
const SPACE = 0x20;
/** A full dump row as PuTTY writes it: 2 + 8 + 2 + 48 + 1 + 16 characters, CR, LF. */
const ROW_LENGTH = 79;

const MARKS = [Buffer.from(HEADER_MARK, 'latin1'), Buffer.from(RELAYED_MARK, 'latin1')] as const;

/** After the login in a terminal's log: to the next line that holds a header or a relayed message. */
export function skipTerminal(bytes: Buffer, from: number, to: number): Skipped {
  let next = to;
  const block = bytes.subarray(from, to);
  for (const mark of MARKS) {
    const found = block.indexOf(mark);
    if (found >= 0) next = Math.min(next, from + found);
  }
  const position = next === to ? to : bytes.lastIndexOf(LF, next) + 1;
  if (position <= from) return { position: from, lines: 0 };
  return { position, lines: countLineFeeds(bytes, from, position) };
}

/** In a packet's dump: past all rows of full length, if each is one line. */
export function skipRows(bytes: Buffer, from: number, to: number): Skipped {
  let position = from;
  while (
    position + ROW_LENGTH <= to &&
    bytes[position] === SPACE &&
    bytes[position + 1] === SPACE &&
    bytes[position + ROW_LENGTH - 1] === LF
  ) {
    position += ROW_LENGTH;
  }
  const lines = (position - from) / ROW_LENGTH;
  // A row that holds a line end is none of PuTTY's; the caller then reads line by line.
  if (lines === 0 || countLineFeeds(bytes, from, position) !== lines) {
    return { position: from, lines: 0 };
  }
  return { position, lines };
}

/** Number of LF bytes in a range; four bytes at a time, as this is most of the work on a large log. */
export function countLineFeeds(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  let at = from;
  while (at < to && (bytes.byteOffset + at) % 4 !== 0) {
    if (bytes[at] === LF) count += 1;
    at += 1;
  }
  if (at === to) return count;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, (to - at) >> 2);
  for (let word = 0; word < words.length;) {
    // Each byte of `lanes` counts for itself, so at most 255 words before it is added up.
    const end = Math.min(words.length, word + 255);
    let lanes = 0;
    for (; word < end; word += 1) {
      const differs = (words[word] as number) ^ 0x0a0a0a0a;
      // The top bit of each byte of `zero` is set where the byte is an LF (Hacker's Delight, 6-1).
      const zero = ~(((differs & 0x7f7f7f7f) + 0x7f7f7f7f) | differs | 0x7f7f7f7f);
      lanes += (zero >>> 7) & 0x01010101;
    }
    count += (lanes & 0xff) + ((lanes >>> 8) & 0xff) + ((lanes >>> 16) & 0xff) + (lanes >>> 24);
  }
  at += words.length * 4;
  for (; at < to; at += 1) if (bytes[at] === LF) count += 1;
  return count;
}
