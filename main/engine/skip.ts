/** Passes over lines in which PuTTY cannot speak, without decoding or splitting them. */
import { ESCAPE } from './escape';
import type { Skipped } from './lines';
import { dataOffset } from './packets';
import type { OpenPacket } from './packets';
import { countLineFeeds, forgetBytes, hopPackets } from './scan';
import type { HopPacket } from './scan';

const LF = 10;

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

/** The packet of a dump whose rows do not matter. */
const NO_PACKET: HopPacket = { kind: null, offset: null, shown: 0 };
/** Above it the counters of the scan could overflow; no packet of SSH has a part of that. */
const LARGEST_PACKET = 1 << 30;

/**
 * In a packet log: over the dumps of packets that tell nothing, and over the headers of the kinds
 * that a session consists of. Adds up the size of session data as reading line by line does.
 */
export class PacketSkipper {
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
    const shown = packet ? packet.bytes + packet.omitted : 0;
    if (shown > LARGEST_PACKET) return { position: from, lines: 0, packet, received: 0 };
    const hop = hopPackets(
      bytes,
      from,
      to,
      packet ? { kind: null, offset: dataOffset(packet), shown } : NO_PACKET,
    );
    const { position, lines, received } = hop;
    const kind = hop.packet.kind ?? packet;
    const open = kind && { ...kind, line: 0, hex: '', bytes: hop.packet.shown, omitted: 0 };
    return { position, lines, packet: lines === 0 ? packet : open, received };
  }

  /** The chunk's memory may be used for other bytes from now on. */
  reset(): void {
    forgetBytes();
  }
}
