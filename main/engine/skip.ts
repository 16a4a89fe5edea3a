/** Passes over lines in which PuTTY cannot speak, without decoding or splitting them. */
import { countLineFeeds } from './count-lines';
import { ESCAPE } from './escape';
import type { Skipped } from './lines';
import { BULK_PACKETS, rowBytes } from './packets';
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
const OPEN_BRACKET = 0x28;

/** What a header line ends with, by the packet's type, for the packets that fill a log. */
const ENDINGS = new Map(
  [...BULK_PACKETS].map(([type, name]) => [
    type,
    { name, bytes: Buffer.from(`, type ${String(type)} / 0x${type.toString(16)} (${name})`) },
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
  /** Up to `to` in `chunk` a row held a line end, which PuTTY's do not: to be read line by line. */
  private odd: { readonly chunk: Buffer; readonly to: number } | null = null;

  /**
   * @param packet the packet whose dump is being read; null if its rows do not matter.
   * @param end called with each packet that is complete.
   */
  skip(
    bytes: Buffer,
    from: number,
    to: number,
    packet: OpenPacket | null,
    end: (packet: OpenPacket) => void,
  ): Skipped & { readonly packet: OpenPacket | null } {
    const unread = { position: from, lines: 0, packet };
    if (this.odd?.chunk === bytes && from < this.odd.to) return unread;
    const ended: OpenPacket[] = [];
    let current = packet ? { ...packet } : null;
    let position = from;
    let lines = 0;
    while (position < to) {
      if (bytes[position] === SPACE) {
        // `  (12 bytes omitted)` stands for the data of a packet.
        if (bytes[position + 1] !== SPACE || bytes[position + 2] === OPEN_BRACKET) break;
        const isFull = position + ROW_LENGTH <= to && bytes[position + ROW_LENGTH - 1] === LF;
        const next = isFull ? position + ROW_LENGTH : bytes.indexOf(LF, position) + 1;
        if (current) {
          current.bytes += rowBytes(next - 1 - position, bytes[next - 2] === CR);
        }
        position = next;
      } else {
        const next = this.header(bytes, position);
        if (!next) break;
        if (current) ended.push(current);
        current = next.packet;
        position = next.position;
      }
      lines += 1;
    }
    if (lines === 0) return unread;
    if (lines !== countLineFeeds(bytes, from, position)) {
      this.odd = { chunk: bytes, to: position };
      return unread;
    }
    for (const complete of ended) end(complete);
    return { position, lines, packet: current };
  }

  /** The header of a packet of a bulk kind; null for any other line. */
  private header(bytes: Buffer, at: number): { packet: OpenPacket; position: number } | null {
    const incoming = bytes[at] === STARTS.incoming[0];
    const start = incoming ? STARTS.incoming : STARTS.outgoing;
    let cursor = endOf(start, bytes, at);
    if (cursor < 0) return null;
    while (isHexDigit(bytes[cursor])) cursor += 1;
    // `, type 94` has the type's first digit at its seventh place.
    const tens = (bytes[cursor + 7] ?? 0) - 0x30;
    const ones = (bytes[cursor + 8] ?? 0) - 0x30;
    const ending = ENDINGS.get(tens * 10 + ones);
    if (!ending) return null;
    cursor = endOf(ending.bytes, bytes, cursor);
    if (cursor < 0) return null;
    if (bytes[cursor] === CR) cursor += 1;
    if (bytes[cursor] !== LF) return null;
    const packet = { incoming, name: ending.name, line: 0, hex: '', bytes: 0, omitted: 0 };
    return { packet, position: cursor + 1 };
  }

  /** The chunk's memory may be used for other bytes from now on. */
  reset(): void {
    this.odd = null;
  }
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
