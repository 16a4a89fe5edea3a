/** Passes over lines in which PuTTY cannot speak, without decoding or splitting them. */
import { countLineFeeds } from './count-lines';
import { ESCAPE } from './escape';
import type { Skipped } from './lines';
import { BULK_PACKETS, isReceived, rowBytes } from './packets';
import type { OpenPacket } from './packets';

const LF = 10;
const CR = 13;
const SPACE = 0x20;

/**
 * What a header and a relayed message contain. Needles below seven bytes are found by Node with a
 * search for their first byte, at ten times the speed of longer ones.
 */
const NEEDLES = ['~= Pu', 'X11 p', ESCAPE];
const ESCAPE_NEEDLE = NEEDLES.length - 1;

/** After the login in a terminal's log: on to the next line that may hold a header or a relayed message. */
export class TerminalSkipper {
  /** Where each needle is found next in `chunk`, so that none is looked for twice. */
  private chunk: Buffer | null = null;
  private next: number[] = [];

  /** @returns also whether an escape sequence was passed, if that was asked for. */
  skip(
    bytes: Buffer,
    from: number,
    to: number,
    wantEscape: boolean,
  ): Skipped & { readonly escape: boolean } {
    if (this.chunk !== bytes) {
      this.chunk = bytes;
      this.next = NEEDLES.map(() => -1);
    }
    let hit = to;
    for (let needle = 0; needle < ESCAPE_NEEDLE; needle += 1) {
      hit = Math.min(hit, this.find(needle, from));
    }
    const position = hit === to ? to : Math.max(from, bytes.lastIndexOf(LF, hit) + 1);
    if (position === from) return { position, lines: 0, escape: false };
    const escape = wantEscape && this.find(ESCAPE_NEEDLE, from) < position;
    return { position, lines: countLineFeeds(bytes, from, position), escape };
  }

  private find(needle: number, from: number): number {
    const known = this.next[needle] ?? -1;
    if (known >= from) return known;
    const found = this.chunk?.indexOf(NEEDLES[needle] ?? '', from, 'latin1') ?? -1;
    return (this.next[needle] = found < 0 ? Infinity : found);
  }

  /** The chunk's memory may be used for other bytes from now on. */
  reset(): void {
    this.chunk = null;
  }
}

/** A full dump row as PuTTY writes it: 2 + 8 + 2 + 48 + 1 + 16 characters, CR, LF. */
const ROW_LENGTH = 79;
/** With one byte and without the CR. */
const SHORTEST_ROW = 63;
const OPEN_BRACKET = 0x28;

type PacketKind = Pick<OpenPacket, 'incoming' | 'name'>;

/** What a header line ends with, by the packet's type, for the packets that fill a log. */
const ENDINGS = new Map(
  [...BULK_PACKETS].map(([type, name]) => [
    type,
    {
      bytes: Buffer.from(`, type ${String(type)} / 0x${type.toString(16)} (${name})`),
      incoming: { incoming: true, name },
      outgoing: { incoming: false, name },
    },
  ]),
);
const STARTS = {
  incoming: Buffer.from('Incoming packet #0x'),
  outgoing: Buffer.from('Outgoing packet #0x'),
};

/**
 * In a packet log: over the dumps of packets that tell nothing, and over the headers of the kinds
 * that a session consists of. Adds up the size of session data as reading line by line does.
 */
export class PacketSkipper {
  private kind: PacketKind | null = null;
  /** Up to `to` in `chunk` a row held a line end, which PuTTY's do not: to be read line by line. */
  private odd: { readonly chunk: Buffer; readonly to: number } | null = null;

  /**
   * @param packet the packet whose dump is being read; null if its rows do not matter.
   * @returns also the packet being read then, and the bytes of session data that came in packets
   * which are complete.
   */
  skip(
    bytes: Buffer,
    from: number,
    to: number,
    packet: OpenPacket | null,
  ): Skipped & { readonly packet: OpenPacket | null; readonly received: number } {
    const unread = { position: from, lines: 0, packet, received: 0 };
    if (this.odd?.chunk === bytes && from < this.odd.to) return unread;
    let current: PacketKind | null = packet;
    let shown = packet ? packet.bytes + packet.omitted : 0;
    let received = 0;
    let position = from;
    let lines = 0;
    while (position < to) {
      if (bytes[position] === SPACE) {
        // `  (12 bytes omitted)` stands for the data of a packet.
        if (bytes[position + 1] !== SPACE || bytes[position + 2] === OPEN_BRACKET) break;
        const next = rowEnd(bytes, position, to);
        shown += rowBytes(next - 1 - position, bytes[next - 2] === CR);
        position = next;
      } else {
        const next = this.header(bytes, position);
        if (next === 0) break;
        if (current !== null && isReceived(current)) received += shown;
        current = this.kind;
        shown = 0;
        position = next;
      }
      lines += 1;
    }
    if (lines === 0) return unread;
    if (lines !== countLineFeeds(bytes, from, position)) {
      this.odd = { chunk: bytes, to: position };
      return unread;
    }
    const open = current && { ...current, line: 0, hex: '', bytes: shown, omitted: 0 };
    return { position, lines, packet: open, received };
  }

  /** Where the next line starts after a header of a bulk packet, which `kind` then tells; 0 for any other line. */
  private header(bytes: Buffer, at: number): number {
    const incoming = bytes[at] === STARTS.incoming[0];
    const start = incoming ? STARTS.incoming : STARTS.outgoing;
    let cursor = endOf(start, bytes, at);
    if (cursor < 0) return 0;
    while (isHexDigit(bytes[cursor])) cursor += 1;
    // `, type 94` has the type's first digit at its seventh place.
    const tens = (bytes[cursor + 7] ?? 0) - 0x30;
    const ones = (bytes[cursor + 8] ?? 0) - 0x30;
    const ending = ENDINGS.get(tens * 10 + ones);
    if (!ending) return 0;
    cursor = endOf(ending.bytes, bytes, cursor);
    if (cursor < 0) return 0;
    if (bytes[cursor] === CR) cursor += 1;
    if (bytes[cursor] !== LF) return 0;
    this.kind = incoming ? ending.incoming : ending.outgoing;
    return cursor + 1;
  }

  /** The chunk's memory may be used for other bytes from now on. */
  reset(): void {
    this.odd = null;
  }
}

/** Where the line after a dump row starts; the last row of a dump is shorter than the others. */
function rowEnd(bytes: Buffer, at: number, to: number): number {
  const end = Math.min(at + ROW_LENGTH, to);
  if (bytes[end - 1] === LF) return end;
  for (let next = at + SHORTEST_ROW; next < end; next += 1) if (bytes[next - 1] === LF) return next;
  return bytes.indexOf(LF, at) + 1;
}

/** Where `expected` ends if it stands at `at`, else -1. */
function endOf(expected: Buffer, bytes: Buffer, at: number): number {
  for (let index = 0; index < expected.length; index += 1) {
    if (bytes[at + index] !== expected[index]) return -1;
  }
  return at + expected.length;
}

function isHexDigit(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66));
}
