/**
 * The two loops that most bytes of a large log go through: line ends are counted, and the packets
 * that a session consists of are passed over, sixteen bytes at a time. They are written in
 * WebAssembly (scan.wat), where they take a fifth of the time of a loop in JavaScript.
 */
import { BULK_PACKETS, dataOffset } from './packets';
import type { OpenPacket } from './packets';
import { SCAN_MODULE } from './scan-module';

/** How many bytes are put into the module's memory at once. */
const PIECE = 1 << 20;
/** No line that is passed over is longer. */
const LONGEST_LINE = 256;
/**
 * Bytes that are read together: some may be looked at behind the last. It is also what the parts of
 * the memory are aligned to: Linux reads a file five times as fast to such an address as to another.
 */
const STEP = 64;

/** The second part of the memory is for a reader of files; bytes of others are put into the first. */
const READING_AT = PIECE + STEP;

/** Patterns for headers of packets, behind the bytes: 62 characters, their number, and a count. */
const PATTERN = 64;
const DIRECTIONS_AT = 2 * (PIECE + STEP);
const KINDS_AT = DIRECTIONS_AT + 2 * PATTERN;
const DIRECTIONS = ['Incoming packet #0x', 'Outgoing packet #0x'];
/** Kinds are numbered from type 90 to 100, outgoing ones from 11 on. */
const FIRST_TYPE = 90;
const OUTGOING = 11;
/** The packet that was being read before, of whatever kind. */
const EARLIER = 2 * OUTGOING;

type PacketKind = Pick<OpenPacket, 'incoming' | 'name'>;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly kind: WebAssembly.Global<'i32'>;
  readonly shown: WebAssembly.Global<'i32'>;
  readonly received: WebAssembly.Global<'i32'>;
  readonly lines: WebAssembly.Global<'i32'>;
  place(directions: number, kinds: number): void;
  count(at: number, end: number): number;
  hop(at: number, end: number): number;
}

interface Scan {
  readonly exports: Exports;
  readonly memory: Buffer;
  readonly kinds: ReadonlyMap<number, PacketKind>;
  held: Held | null;
}

/** What the memory holds: `bytes[from]`, which is at `at`, up to, not including, `bytes[to]`. */
interface Held {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

let loaded: Scan | null = null;

function load(): Scan {
  const module = new WebAssembly.Module(Buffer.from(SCAN_MODULE, 'base64'));
  const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
  const memory = Buffer.from(exports.memory.buffer);
  const kinds = new Map<number, PacketKind>();
  DIRECTIONS.forEach((start, direction) => {
    putPattern(memory, DIRECTIONS_AT + direction * PATTERN, start);
    for (const [type, name] of BULK_PACKETS) {
      const number = type - FIRST_TYPE + direction * OUTGOING;
      const kind = { incoming: direction === 0, name };
      const text = `, type ${String(type)} / 0x${type.toString(16)} (${name})`;
      putPattern(memory, KINDS_AT + number * PATTERN, text);
      putOffset(memory, number, dataOffset(kind));
      kinds.set(number, kind);
    }
  });
  exports.place(DIRECTIONS_AT, KINDS_AT);
  return { exports, memory, kinds, held: null };
}

function putPattern(memory: Buffer, at: number, text: string): void {
  memory.write(text, at, 'latin1');
  memory[at + PATTERN - 2] = text.length;
}

/** How many bytes of a packet stand before its data, plus one; 0 for packets without. */
function putOffset(memory: Buffer, kind: number, offset: number | null): void {
  memory[KINDS_AT + (kind + 1) * PATTERN - 1] = offset === null ? 0 : offset + 1;
}

/**
 * A mebibyte of the module's memory: what is read into it is scanned where it lies. There is one for
 * all, so it has to be read and fed before anybody else can run.
 */
export function readingBuffer(): Buffer {
  const { memory } = (loaded ??= load());
  return memory.subarray(READING_AT, READING_AT + PIECE);
}

/** Number of LF bytes in `bytes[from]` up to, not including, `bytes[to]`. */
export function countLineFeeds(bytes: Buffer, from: number, to: number): number {
  const scan = (loaded ??= load());
  const { exports, memory } = scan;
  if (bytes.buffer === memory.buffer) {
    return exports.count(bytes.byteOffset + from, bytes.byteOffset + to);
  }
  scan.held = null;
  let total = 0;
  for (let at = from; at < to; at += PIECE) {
    const piece = bytes.subarray(at, Math.min(to, at + PIECE));
    memory.set(piece);
    total += exports.count(0, piece.length);
  }
  return total;
}

/** A packet in the middle of its dump. */
export interface HopPacket {
  /** Null for the one that was being read when the hop began. */
  readonly kind: PacketKind | null;
  /** Bytes that stand before its session data; null if it has none. */
  readonly offset: number | null;
  /** Bytes that its dump showed so far. */
  readonly shown: number;
}

export interface Hop {
  /** The start of the first line that has to be read. */
  readonly position: number;
  readonly lines: number;
  readonly packet: Pick<HopPacket, 'kind' | 'shown'>;
  /** Bytes of session data in the packets that ended on the way. */
  readonly received: number;
}

/**
 * Passes over rows of dumps and headers of the packets that a session consists of.
 *
 * @param from the start of a line.
 * @param to just behind a line end.
 */
export function hopPackets(bytes: Buffer, from: number, to: number, packet: HopPacket): Hop {
  const scan = (loaded ??= load());
  const { exports } = scan;
  putOffset(scan.memory, EARLIER, packet.offset);
  exports.kind.value = EARLIER;
  exports.shown.value = packet.shown;
  exports.received.value = 0;
  exports.lines.value = 0;
  const held = hold(scan, bytes, from, to);
  const shift = held.at - held.from;
  const end = exports.hop(from + shift, held.to + shift);
  return {
    position: end - shift,
    lines: exports.lines.value,
    packet: { kind: scan.kinds.get(exports.kind.value) ?? null, shown: exports.shown.value },
    received: exports.received.value,
  };
}

/** Has the bytes from `from` on in memory, as many as there is room for. */
function hold(scan: Scan, bytes: Buffer, from: number, to: number): Held {
  const { held } = scan;
  if (bytes.buffer === scan.memory.buffer) return { bytes, from, to, at: bytes.byteOffset + from };
  if (held?.bytes === bytes && from >= held.from) {
    // A line that the memory's end cuts is put into it anew.
    if (from < held.to && (held.to >= to || held.to - from > LONGEST_LINE)) return held;
  }
  const end = Math.min(to, from + PIECE);
  scan.memory.set(bytes.subarray(from, end));
  return (scan.held = { bytes, from, to: end, at: 0 });
}

/** The bytes that were scanned last may be others from now on. */
export function forgetBytes(): void {
  if (loaded) loaded.held = null;
}
