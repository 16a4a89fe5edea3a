/** Servers that speak only the first words of SSH, for what no real server does. */
import type { Socket } from 'node:net';

/** Sends a version line, and `next` once the client has sent its own. */
export function greet(socket: Socket, version: string, next: (socket: Socket) => void): void {
  socket.write(`${version}\r\n`);
  socket.once('data', () => {
    next(socket);
  });
}

/** The name-lists of a key exchange offer (RFC 4253, section 7.1); what is not told is PuTTY's own taste. */
export interface Offer {
  readonly keyExchange?: string;
  readonly hostKey?: string;
  readonly cipher?: string;
  readonly mac?: string;
  readonly compression?: string;
}

/** An SSH_MSG_KEXINIT as an unencrypted binary packet (RFC 4253, section 6). */
export function offerPacket({
  keyExchange = 'curve25519-sha256',
  hostKey = 'ssh-ed25519',
  cipher = 'aes256-ctr',
  mac = 'hmac-sha2-256',
  compression = 'none',
}: Offer): Buffer {
  const lists = [keyExchange, hostKey, cipher, cipher, mac, mac, compression, compression, '', ''];
  const cookie = Buffer.alloc(16, 0x5a);
  const notGuessed = Buffer.alloc(5);
  return packet(20, Buffer.concat([cookie, ...lists.map(nameList), notGuessed]));
}

/** A binary packet before encryption: length, padding length, type, payload, padding. */
export function packet(type: number, payload: Buffer): Buffer {
  const bare = 4 + 1 + 1 + payload.length;
  const padding = 8 - (bare % 8) + (bare % 8 > 4 ? 8 : 0);
  const head = Buffer.alloc(6);
  head.writeUInt32BE(bare - 4 + padding);
  head.writeUInt8(padding, 4);
  head.writeUInt8(type, 5);
  return Buffer.concat([head, payload, Buffer.alloc(padding)]);
}

function nameList(names: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(names.length);
  return Buffer.concat([length, Buffer.from(names, 'latin1')]);
}
