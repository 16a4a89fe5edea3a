/**
 * Bytes in, lines out, however the bytes are cut.
 *
 * A line ends with LF; a CR stays in the line's text, because PuTTY's logs use bare CRs inside a
 * line and the readers above tell what they mean. Only until the first LF of a file a bare CR ends
 * a line too, so that a file with nothing but CRs has lines at all.
 */

import { isAscii, isUtf8 } from 'node:buffer';

export interface Line {
  readonly text: string;
  /** Length in bytes, without its LF. */
  readonly size: number;
  /** Byte of the file at which the line starts. */
  readonly offset: number;
  /** From 1. */
  readonly number: number;
  readonly encoding: Encoding;
}

/** Where a line of a file starts. */
export interface Position {
  /** Number of the line, from 1. */
  readonly line: number;
  /** Its first byte in the file, from 0. */
  readonly offset: number;
}

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

export interface LineSink {
  line(line: Line): void;
  /**
   * Called at the start of a line, with `to` just after the last line end that is at hand. Returns
   * how far lines can be passed over unread, as a position at the start of a line, or `from`.
   */
  skip(bytes: Buffer, from: number, to: number): Skipped;
}

export interface Skipped {
  readonly position: number;
  readonly lines: number;
}

/** What a reader must remember between two chunks; plain data. */
export interface LineReaderState {
  unit: 0 | 1 | 2;
  bigEndian: boolean;
  /** Offset in the file of the first byte not yet taken into a line. */
  offset: number;
  number: number;
  sawLineFeed: boolean;
  /** Null as long as all bytes were ASCII. */
  byteEncoding: 'utf-8' | 'windows-1252' | null;
  /** Bytes of a UTF-8 sequence or of a UTF-16 code unit that the last chunk cut, base64. */
  cutSequence: string;
  /** Bytes of the unfinished line, base64; only in a snapshot. */
  partial: string;
  /** Length of the unfinished line in the file, which may be longer than what is kept of it. */
  partialLength: number;
  partialEndsWithCr: boolean;
}

/** What is kept of a line; PuTTY's own lines are far shorter. */
const LONGEST_LINE = 16_384;
const LF = 10;
const CR = 13;

const windows1252 = new TextDecoder('windows-1252');

export class LineReader {
  private readonly state: LineReaderState;
  private partial: Buffer;
  /** All bytes of the chunk are, so that none of its lines has to be asked again. */
  private isChunkAscii = false;

  constructor(
    private readonly sink: LineSink,
    state?: LineReaderState,
  ) {
    this.state = state
      ? { ...state }
      : {
          unit: 0,
          bigEndian: false,
          offset: 0,
          number: 1,
          sawLineFeed: false,
          byteEncoding: null,
          cutSequence: '',
          partial: '',
          partialLength: 0,
          partialEndsWithCr: false,
        };
    this.partial = Buffer.from(this.state.partial, 'base64');
  }

  feed(chunk: Uint8Array): void {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.state.unit === 0) {
      bytes = Buffer.concat([this.partial, bytes]);
      this.partial = bytes;
      this.state.partialLength = bytes.length;
      if (!this.decideEncoding(bytes, false)) return;
      bytes = bytes.subarray(this.state.offset);
    }
    this.judge(bytes);
    this.takeLines(bytes);
  }

  finish(): void {
    if (this.state.unit === 0) {
      const bytes = this.partial;
      this.decideEncoding(bytes, true);
      this.judge(bytes.subarray(this.state.offset));
      this.takeLines(bytes.subarray(this.state.offset));
    }
    if (this.state.unit === 1 && this.state.cutSequence !== '') {
      this.state.byteEncoding = 'windows-1252';
    }
    if (this.state.partialLength > 0) this.emit(Buffer.alloc(0), 0);
  }

  /** The start of the line that is not finished yet. */
  get position(): Position {
    return { line: this.state.number, offset: this.state.offset };
  }

  /** The encoding as far as the bytes read so far tell. */
  get encoding(): Encoding {
    if (this.state.unit === 2) return this.state.bigEndian ? 'utf-16be' : 'utf-16le';
    return this.state.byteEncoding ?? 'utf-8';
  }

  snapshot(): LineReaderState {
    return { ...this.state, partial: this.partial.toString('base64') };
  }

  /**
   * Looks at the first bytes: a byte order mark, or UTF-16 without one (as PowerShell redirects),
   * where every second byte of ordinary text is zero. Needs three bytes, or the end.
   */
  private decideEncoding(head: Buffer, ended: boolean): boolean {
    if (head.length < 3 && !ended) return false;
    const [a, b, c] = [head[0], head[1], head[2]];
    const state = this.state;
    this.partial = Buffer.alloc(0);
    state.partialLength = 0;
    state.unit = 1;
    if (a === 0xff && b === 0xfe) {
      state.unit = 2;
      state.offset = 2;
    } else if (a === 0xfe && b === 0xff) {
      state.unit = 2;
      state.bigEndian = true;
      state.offset = 2;
    } else if (a === 0xef && b === 0xbb && c === 0xbf) {
      state.offset = 3;
    } else if (a !== undefined && a !== 0 && b === 0 && c !== 0) {
      state.unit = 2;
    } else if (a === 0 && b !== undefined && b !== 0 && c === 0) {
      state.unit = 2;
      state.bigEndian = true;
    }
    return true;
  }

  /** Tells UTF-8 from single bytes over all that is read, also over what is skipped. */
  private judge(bytes: Buffer): void {
    const { state } = this;
    this.isChunkAscii = false;
    if (state.unit === 2 || state.byteEncoding === 'windows-1252') return;
    if (state.cutSequence === '' && isAscii(bytes)) {
      this.isChunkAscii = true;
      return;
    }
    const joined = Buffer.concat([Buffer.from(state.cutSequence, 'base64'), bytes]);
    const cut = cutSequenceLength(joined);
    state.cutSequence = joined.subarray(joined.length - cut).toString('base64');
    const whole = joined.subarray(0, joined.length - cut);
    if (isAscii(whole)) return;
    state.byteEncoding = isUtf8(whole) ? 'utf-8' : 'windows-1252';
    if (state.byteEncoding === 'windows-1252') state.cutSequence = '';
  }

  private takeLines(bytes: Buffer): void {
    let from = 0;
    if (this.state.unit === 2) {
      this.takeWideLines(bytes);
      return;
    }
    const to = bytes.lastIndexOf(LF) + 1;
    while (from < bytes.length) {
      // Until the first LF lines may end otherwise than those that are passed over.
      if (this.state.sawLineFeed && this.state.partialLength === 0 && to > from) {
        const skipped = this.sink.skip(bytes, from, to);
        if (skipped.position > from) {
          this.state.offset += skipped.position - from;
          this.state.number += skipped.lines;
          from = skipped.position;
          continue;
        }
      }
      const end = this.lineEnd(bytes, from);
      if (!end) break;
      this.emit(bytes.subarray(from, end.text), end.next - from);
      from = end.next;
    }
    this.keep(bytes.subarray(from));
  }

  /** Where the line that starts at `from` ends and the next begins; null if that is not at hand. */
  private lineEnd(bytes: Buffer, from: number): { text: number; next: number } | null {
    const lineFeed = bytes.indexOf(LF, from);
    const atLineFeed = lineFeed < 0 ? null : { text: lineFeed, next: lineFeed + 1 };
    if (this.state.sawLineFeed) return atLineFeed;

    let at = this.state.partialEndsWithCr ? from : bytes.indexOf(CR, from);
    if (at >= 0 && (lineFeed < 0 || at < lineFeed)) {
      // CR CR LF, as a text-mode pipe on Windows makes it, ends one line and not two.
      while (bytes[at] === CR) at += 1;
      if (bytes[at] === undefined) return null;
      if (bytes[at] !== LF) return { text: at, next: at };
    }
    if (atLineFeed) this.state.sawLineFeed = true;
    return atLineFeed;
  }

  /** UTF-16: a line end is a code unit, and a chunk may end between the bytes of one. */
  private takeWideLines(chunk: Buffer): void {
    const { state } = this;
    const bytes = Buffer.concat([Buffer.from(state.cutSequence, 'base64'), chunk]);
    const whole = bytes.length & ~1;
    state.cutSequence = bytes.subarray(whole).toString('base64');
    const high = state.bigEndian ? 0 : 1;
    let from = 0;
    for (let at = 0; at < whole; at += 2) {
      if (bytes[at + 1 - high] !== LF || bytes[at + high] !== 0) continue;
      this.emit(bytes.subarray(from, at), at + 2 - from);
      from = at + 2;
    }
    this.keep(bytes.subarray(from, whole));
  }

  /** Ends the line that `rest` completes; with its line end it takes `length` bytes of the chunk. */
  private emit(rest: Buffer, length: number): void {
    const state = this.state;
    const kept = this.partial.length === 0 ? rest : Buffer.concat([this.partial, rest]);
    const bytes = kept.subarray(0, LONGEST_LINE);
    const isPlain = this.isChunkAscii && this.partial.length === 0;
    const encoding = isPlain ? 'utf-8' : this.encodingOf(bytes);
    const text = isPlain ? bytes.toString('latin1') : decode(bytes, encoding);
    const size = state.partialLength + rest.length;
    const line = { text, size, offset: state.offset, number: state.number, encoding };
    this.partial = Buffer.alloc(0);
    state.offset += state.partialLength + length;
    state.partialLength = 0;
    state.partialEndsWithCr = false;
    state.number += 1;
    this.sink.line(line);
  }

  private keep(rest: Buffer): void {
    const room = LONGEST_LINE - this.partial.length;
    if (room > 0 && rest.length > 0) {
      this.partial = Buffer.concat([this.partial, rest.subarray(0, room)]);
    }
    this.state.partialLength += rest.length;
    if (rest.length > 0) this.state.partialEndsWithCr = rest.at(-1) === CR;
  }

  /**
   * One file may hold lines of both kinds. PuTTY's printable logs keep U+0080 to U+00FF as one byte
   * each; Windows programs that redirect a console write its code page, of which Windows-1252 is
   * the usual one.
   */
  private encodingOf(line: Buffer): Encoding {
    if (this.state.unit === 2) return this.state.bigEndian ? 'utf-16be' : 'utf-16le';
    return isUtf8(line) ? 'utf-8' : 'windows-1252';
  }
}

function decode(bytes: Buffer, encoding: Encoding): string {
  const even = bytes.subarray(0, bytes.length & ~1);
  switch (encoding) {
    case 'utf-16be':
      return Buffer.from(even).swap16().toString('utf16le');
    case 'utf-16le':
      return even.toString('utf16le');
    case 'windows-1252':
      return windows1252.decode(bytes);
    case 'utf-8':
      return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  }
}

/** Byte of the file at which character `index` of the line stands. */
export function offsetOf(line: Line, index: number): number {
  const before = line.text.slice(0, index);
  switch (line.encoding) {
    case 'utf-16le':
    case 'utf-16be':
      return line.offset + index * 2;
    case 'windows-1252':
      return line.offset + index;
    case 'utf-8':
      return line.offset + Buffer.byteLength(before, 'utf8');
  }
}

/** How many bytes at the end begin a UTF-8 sequence that goes on after them. */
function cutSequenceLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? back : 0;
    }
  }
  return 0;
}
