/**
 * The packets of a log that tell its story, from the hex dumps PuTTY writes (logging.c, log_packet).
 * Payloads start after the type byte. Blanked bytes (XX) read as zero. Session data is never kept.
 */
import type { AlgorithmOffer } from '../contract/facts';

export type PacketFact =
  | { readonly kind: 'kexinit'; readonly incoming: boolean; readonly offer: AlgorithmOffer }
  | {
      readonly kind: 'disconnect';
      readonly incoming: boolean;
      readonly reason: number;
      readonly text: string;
    }
  | {
      readonly kind: 'auth-request';
      readonly user: string;
      readonly method: string;
      readonly probe: boolean;
    }
  | {
      readonly kind: 'auth-failure';
      readonly methodsLeft: readonly string[];
      readonly partialSuccess: boolean;
    }
  | { readonly kind: 'banner'; readonly text: string }
  | { readonly kind: 'channel-open-failure'; readonly reason: number; readonly text: string }
  | { readonly kind: 'global-request'; readonly name: string };

/** A packet whose dump is being read; plain data, part of a snapshot. */
export interface OpenPacket {
  readonly incoming: boolean;
  readonly name: string;
  readonly line: number;
  hex: string;
  /** Bytes that the dump shows. */
  bytes: number;
  omitted: number;
}

/** Packets whose payload is kept; of all others only the size counts. */
const TELLING = new Set([
  'SSH2_MSG_KEXINIT',
  'SSH2_MSG_DISCONNECT',
  'SSH2_MSG_USERAUTH_REQUEST',
  'SSH2_MSG_USERAUTH_FAILURE',
  'SSH2_MSG_USERAUTH_BANNER',
  'SSH2_MSG_CHANNEL_OPEN_FAILURE',
  'SSH2_MSG_GLOBAL_REQUEST',
  'SSH1_MSG_DISCONNECT',
  'SSH1_CMSG_USER',
]);
/** Packets of session data, with the bytes before the data: channel, data type, length (RFC 4254, section 5.2). */
const SESSION_DATA: ReadonlyMap<string, number> = new Map([
  ['SSH2_MSG_CHANNEL_DATA', 8],
  ['SSH2_MSG_CHANNEL_EXTENDED_DATA', 12],
  ['SSH1_SMSG_STDOUT_DATA', 4],
  ['SSH1_SMSG_STDERR_DATA', 4],
]);
/** RFC 4253, section 6.1: implementations need not take larger packets. */
const LONGEST_PAYLOAD = 35_000;

export const isTelling = (name: string): boolean => TELLING.has(name);
/** For data that the server sent for the session, the bytes that stand before it; null for all else. */
export const dataOffset = ({
  incoming,
  name,
}: Pick<OpenPacket, 'incoming' | 'name'>): number | null =>
  incoming ? (SESSION_DATA.get(name) ?? null) : null;
/** Bytes of session data that a complete packet brought. */
export function dataReceived(packet: OpenPacket): number {
  const offset = dataOffset(packet);
  return offset === null ? 0 : Math.max(0, packet.bytes + packet.omitted - offset);
}

/** The packets that a session under way consists of, by their type (RFC 4254, section 9). */
export const BULK_PACKETS: ReadonlyMap<number, string> = new Map([
  [93, 'SSH2_MSG_CHANNEL_WINDOW_ADJUST'],
  [94, 'SSH2_MSG_CHANNEL_DATA'],
  [95, 'SSH2_MSG_CHANNEL_EXTENDED_DATA'],
  [98, 'SSH2_MSG_CHANNEL_REQUEST'],
  [99, 'SSH2_MSG_CHANNEL_SUCCESS'],
]);

/** Bytes that one dump row shows, by the length of its line with or without a CR. */
export function rowBytes(lineLength: number, endsWithCr: boolean): number {
  const beforeCharacters = 61;
  return Math.min(16, Math.max(0, lineLength - (endsWithCr ? 1 : 0) - beforeCharacters));
}

/** Adds one dump row to a packet whose payload matters. */
export function addRow(packet: OpenPacket, hexColumn: string): void {
  if (isTelling(packet.name) && packet.hex.length < LONGEST_PAYLOAD * 2) {
    packet.hex += hexColumn.replaceAll(' ', '').replaceAll('XX', '00');
  }
}

/** What a complete packet tells; null if nothing, or if its bytes make no sense. */
export function decodePacket(packet: OpenPacket): PacketFact | null {
  const payload = new PayloadReader(Buffer.from(packet.hex, 'hex'));
  const { incoming } = packet;
  switch (packet.name) {
    case 'SSH2_MSG_KEXINIT': {
      payload.skip(16);
      const lists = Array.from({ length: 8 }, () => payload.nameList());
      if (payload.failed) return null;
      const [keyExchange = [], hostKey = [], encryptionOut = [], encryptionIn = []] = lists;
      const [macOut = [], macIn = [], compression = []] = lists.slice(4);
      return {
        kind: 'kexinit',
        incoming,
        offer: {
          keyExchange,
          hostKey,
          cipherClientToServer: encryptionOut,
          cipherServerToClient: encryptionIn,
          macClientToServer: macOut,
          macServerToClient: macIn,
          compression,
        },
      };
    }
    case 'SSH2_MSG_DISCONNECT': {
      const reason = payload.uint32();
      const text = payload.string();
      return payload.failed ? null : { kind: 'disconnect', incoming, reason, text };
    }
    case 'SSH1_MSG_DISCONNECT': {
      const text = payload.string();
      return payload.failed ? null : { kind: 'disconnect', incoming, reason: 0, text };
    }
    case 'SSH2_MSG_USERAUTH_REQUEST': {
      const user = payload.string();
      payload.string();
      const method = payload.string();
      // RFC 4252, section 7: a public key is first offered without a signature.
      const probe = method === 'publickey' && !payload.boolean();
      return payload.failed ? null : { kind: 'auth-request', user, method, probe };
    }
    case 'SSH2_MSG_USERAUTH_FAILURE': {
      const methodsLeft = payload.nameList();
      const partialSuccess = payload.boolean();
      return payload.failed ? null : { kind: 'auth-failure', methodsLeft, partialSuccess };
    }
    case 'SSH2_MSG_USERAUTH_BANNER': {
      const text = payload.string();
      return payload.failed ? null : { kind: 'banner', text };
    }
    case 'SSH2_MSG_CHANNEL_OPEN_FAILURE': {
      payload.skip(4);
      const reason = payload.uint32();
      const text = payload.string();
      return payload.failed ? null : { kind: 'channel-open-failure', reason, text };
    }
    case 'SSH2_MSG_GLOBAL_REQUEST': {
      const name = payload.string();
      return payload.failed ? null : { kind: 'global-request', name };
    }
    default:
      return null;
  }
}

/** Reads SSH's binary types (RFC 4251, section 5); a short payload sets `failed`. */
class PayloadReader {
  failed = false;
  private at = 0;
  constructor(private readonly bytes: Buffer) {}

  skip(count: number): void {
    this.at += count;
    if (this.at > this.bytes.length) this.failed = true;
  }
  uint32(): number {
    if (this.at + 4 > this.bytes.length) {
      this.failed = true;
      return 0;
    }
    this.at += 4;
    return this.bytes.readUInt32BE(this.at - 4);
  }
  boolean(): boolean {
    this.skip(1);
    return !this.failed && this.bytes[this.at - 1] !== 0;
  }
  string(): string {
    const length = this.uint32();
    const start = this.at;
    this.skip(length);
    return this.failed ? '' : this.bytes.toString('utf8', start, this.at);
  }
  nameList(): string[] {
    const list = this.string();
    return list === '' ? [] : list.split(',');
  }
}
