/**
 * Lines of a log by their numbers, read again from where a line is known to start: about every MB
 * the analysis noted one, so that of a log of any size only what is seen is read.
 */
import { LineReader } from '../engine/lines';
import type { Line, LineReaderState } from '../engine/lines';
import type { LogBytes } from './log-bytes';

/** What the analysis knows of a log. */
export interface LogShape {
  /** Bytes that were analysed. */
  readonly bytes: number;
  readonly lines: number;
  readonly encoding: string;
  /** Where lines start: line number and byte in turn, rising; the first line need not be there. */
  readonly places: Float64Array | null;
}

/** Whole lines that follow one another; the numbers from `line` to before `endLine`. */
export interface Segment {
  readonly line: number;
  readonly offset: number;
  readonly endLine: number;
  readonly endOffset: number;
}

/** At most so much was read between two noted places, besides the line that was cut by the first. */
const CHUNK = 1 << 20;
const PIECE = 128 << 10;
/** What is read of a line that is longer than a chunk. */
const HEAD = 16 << 10;

export class LogLines {
  private readonly places: Float64Array;
  private lineFeed: Promise<number> | null = null;

  constructor(
    private readonly log: LogBytes,
    private readonly shape: LogShape,
  ) {
    this.places = shape.places ?? Float64Array.of(1, 0);
  }

  get segments(): number {
    return this.places.length / 2;
  }

  segment(index: number): Segment {
    const at = index * 2;
    return {
      line: this.places[at] ?? 1,
      offset: this.places[at + 1] ?? 0,
      endLine: this.places[at + 2] ?? this.shape.lines + 1,
      endOffset: this.places[at + 3] ?? this.shape.bytes,
    };
  }

  /** The segment that holds a line. */
  segmentOf(line: number): number {
    let low = 0;
    let high = this.segments - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.places[middle * 2] ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Lines from a number on, one after the other, to the log's end; of a long one only the beginning. */
  async *from(line: number): AsyncGenerator<Line, void, undefined> {
    for (let index = this.segmentOf(line); index < this.segments; index += 1) {
      for await (const lines of this.pieces(this.segment(index))) {
        for (const each of lines) if (each.number >= line) yield each;
      }
    }
  }

  /** All lines of a segment. */
  async all(segment: Segment): Promise<Line[]> {
    const all: Line[] = [];
    for await (const lines of this.pieces(segment)) for (const line of lines) all.push(line);
    return all;
  }

  /** The bytes of a segment, in pieces that end anywhere. */
  async *bytes({ offset, endOffset }: Segment): AsyncGenerator<Buffer, void, undefined> {
    for (let at = offset; at < endOffset; at += CHUNK) {
      yield await this.log.read(at, Math.min(CHUNK, endOffset - at));
    }
  }

  private async *pieces(segment: Segment): AsyncGenerator<Line[], void, undefined> {
    const { line, offset, endOffset } = segment;
    if (endOffset - offset <= 2 * CHUNK) {
      yield* this.read(line, offset, endOffset);
      return;
    }
    // A line of many MB began here, and what follows it began in the chunk with its end.
    const tail = endOffset - CHUNK + ((offset ^ (endOffset - CHUNK)) & 1);
    let first: Line | null = null;
    for await (const lines of this.read(line, tail, endOffset)) {
      const rest = first === null ? lines.slice(1) : lines;
      if (first === null && lines[0] !== undefined) {
        first = lines[0];
        yield [await this.long(segment, first.offset + first.size - offset)];
      }
      if (rest.length > 0) yield rest;
    }
  }

  /** The beginning of a line of `size` bytes. */
  private async long({ line, offset }: Segment, size: number): Promise<Line> {
    const found: Line[] = [];
    const reader = await this.reader(line, offset, found);
    reader.feed(await this.log.read(offset, HEAD));
    reader.finish();
    const [head] = found;
    if (head === undefined) throw new Error('A line of many bytes has no beginning.');
    return { ...head, size };
  }

  private async *read(
    line: number,
    offset: number,
    end: number,
  ): AsyncGenerator<Line[], void, undefined> {
    const found: Line[] = [];
    const reader = await this.reader(line, offset, found);
    for (let at = offset; at < end; at += PIECE) {
      reader.feed(await this.log.read(at, Math.min(PIECE, end - at)));
      yield found.splice(0);
    }
    // Whether a bare CR at the very end is all of a line end, no further byte will tell.
    reader.finish();
    yield found;
  }

  private async reader(line: number, offset: number, found: Line[]): Promise<LineReader> {
    const sink = {
      line: (each: Line): void => {
        found.push(each);
      },
      skip: (_bytes: Buffer, position: number) => ({ position, lines: 0 }),
    };
    // From the first byte on it finds out itself how the log is written.
    if (offset === 0) return new LineReader(sink);
    const wide = this.shape.encoding.startsWith('utf-16');
    const state: LineReaderState = {
      unit: wide ? 2 : 1,
      bigEndian: this.shape.encoding === 'utf-16be',
      offset,
      number: line,
      sawLineFeed: wide || (await this.firstLineFeed()) < offset,
      byteEncoding: null,
      cutSequence: '',
      partial: '',
      partialLength: 0,
      partialEndsWithCr: false,
    };
    return new LineReader(sink, state);
  }

  /** Up to the first LF of a log a bare CR ends a line. */
  private firstLineFeed(): Promise<number> {
    const find = async (): Promise<number> => {
      for (let at = 0; at < this.shape.bytes; at += PIECE) {
        const found = (await this.log.read(at, PIECE)).indexOf(10);
        if (found >= 0) return at + found;
      }
      return Infinity;
    };
    return (this.lineFeed ??= find());
  }
}
