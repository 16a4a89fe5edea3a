/**
 * The packets of a log, from the hex dumps PuTTY writes (logging.c, log_packet): which are kept to be
 * decoded, and how large the others are. Session data is never kept.
 */
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

/** Stands for the name of raw data that came before any packet. */
export const GREETING = 'greeting';

/** Packets whose payload is kept; of all others only the size counts. */
const TELLING = new Set([
  GREETING,
  'SSH2_MSG_KEXINIT',
  'SSH2_MSG_DISCONNECT',
  'SSH2_MSG_USERAUTH_REQUEST',
  'SSH2_MSG_USERAUTH_FAILURE',
  'SSH2_MSG_USERAUTH_BANNER',
  'SSH2_MSG_USERAUTH_INFO_REQUEST',
  'SSH2_MSG_CHANNEL_OPEN_FAILURE',
  'SSH2_MSG_GLOBAL_REQUEST',
  'SSH1_MSG_DISCONNECT',
  'SSH1_SMSG_PUBLIC_KEY',
  'SSH1_CMSG_USER',
  'SSH1_CMSG_AUTH_RSA',
  'SSH1_CMSG_AUTH_PASSWORD',
  'SSH1_CMSG_AUTH_TIS',
  'SSH1_CMSG_AUTH_CCARD',
  'SSH1_SMSG_EXIT_STATUS',
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

export const newPacket = (incoming: boolean, name: string, line: number): OpenPacket => ({
  incoming,
  name,
  line,
  hex: '',
  bytes: 0,
  omitted: 0,
});

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
  [96, 'SSH2_MSG_CHANNEL_EOF'],
  [97, 'SSH2_MSG_CHANNEL_CLOSE'],
  [98, 'SSH2_MSG_CHANNEL_REQUEST'],
  [99, 'SSH2_MSG_CHANNEL_SUCCESS'],
  [100, 'SSH2_MSG_CHANNEL_FAILURE'],
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
