/**
 * What the packets tell that a session's story is made of. Payloads start after the type byte; bytes
 * that PuTTY blanked (XX) read as zero.
 */
import type { AlgorithmOffer } from '../contract/facts';
import { GREETING } from './packets';
import type { OpenPacket } from './packets';

export type PacketFact =
  | { readonly kind: 'kexinit'; readonly incoming: boolean; readonly offer: AlgorithmOffer }
  | {
      readonly kind: 'disconnect';
      readonly incoming: boolean;
      /** RFC 4253, section 11.1; null in SSH-1, which has none. */
      readonly reason: number | null;
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
  /** What was answered before, or instead of, a version string. */
  | { readonly kind: 'greeting'; readonly text: string }
  | { readonly kind: 'banner'; readonly text: string }
  | { readonly kind: 'prompts'; readonly prompts: readonly string[] }
  | { readonly kind: 'auth-method'; readonly method: string }
  | { readonly kind: 'exit-status'; readonly status: number }
  /** SSH-1: the methods and ciphers that the server has, told before the login. */
  | {
      readonly kind: 'ssh1-offer';
      readonly methods: readonly string[];
      readonly offer: AlgorithmOffer;
    }
  /** SSH-1: the user's name, without a method. */
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'channel-open-failure'; readonly reason: number; readonly text: string }
  | { readonly kind: 'remote-forward'; readonly address: string; readonly port: number };

/** What a complete packet tells; null if nothing, or if its bytes make no sense. */
export function decodePacket(packet: OpenPacket): PacketFact | null {
  const bytes = Buffer.from(packet.hex, 'hex');
  if (packet.name === GREETING) return { kind: 'greeting', text: bytes.toString('latin1') };
  const payload = new PayloadReader(bytes);
  const { incoming, name } = packet;
  return name.startsWith('SSH1_')
    ? decodeSsh1(name, payload, incoming)
    : decodeSsh2(name, payload, incoming);
}

function decodeSsh2(name: string, payload: PayloadReader, incoming: boolean): PacketFact | null {
  switch (name) {
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
    case 'SSH2_MSG_USERAUTH_INFO_REQUEST': {
      // Name, instruction, language (RFC 4256, section 3.2).
      for (let text = 0; text < 3; text += 1) payload.string();
      const prompts: string[] = [];
      for (let left = payload.uint32(); left > 0 && !payload.failed; left -= 1) {
        prompts.push(payload.string());
        payload.boolean();
      }
      return payload.failed ? null : { kind: 'prompts', prompts };
    }
    case 'SSH2_MSG_GLOBAL_REQUEST': {
      const isForward = payload.string() === 'tcpip-forward';
      payload.boolean();
      const address = payload.string();
      const port = payload.uint32();
      return payload.failed || !isForward || incoming
        ? null
        : { kind: 'remote-forward', address, port };
    }
    default:
      return null;
  }
}

/** Numbers of SSH-1's ciphers and methods, which stand for bits of a mask (PuTTY's ssh.h). */
const SSH1_CIPHERS: readonly (readonly [number, string])[] = [
  [1, 'idea'],
  [2, 'des'],
  [3, '3des'],
  [5, 'rc4'],
  [6, 'blowfish'],
];
const SSH1_METHODS: readonly (readonly [number, string])[] = [
  [1, 'rhosts'],
  [2, 'rsa'],
  [3, 'password'],
  [4, 'rhosts-rsa'],
  [5, 'tis'],
  [16, 'cryptocard'],
];

const ofMask = (names: readonly (readonly [number, string])[], mask: number): string[] =>
  names.filter(([bit]) => (mask & (1 << bit)) !== 0).map(([, name]) => name);

function decodeSsh1(name: string, payload: PayloadReader, incoming: boolean): PacketFact | null {
  switch (name) {
    case 'SSH1_MSG_DISCONNECT': {
      const text = payload.string();
      return payload.failed ? null : { kind: 'disconnect', incoming, reason: null, text };
    }
    case 'SSH1_SMSG_PUBLIC_KEY': {
      // A cookie; two keys, each with its length in bits and two numbers; flags.
      payload.skip(8);
      for (let key = 0; key < 2; key += 1) {
        payload.skip(4);
        payload.ssh1Number();
        payload.ssh1Number();
      }
      payload.skip(4);
      const ciphers = ofMask(SSH1_CIPHERS, payload.uint32());
      const methods = ofMask(SSH1_METHODS, payload.uint32());
      if (payload.failed) return null;
      const offer = {
        keyExchange: [],
        hostKey: [],
        cipherClientToServer: ciphers,
        cipherServerToClient: ciphers,
        macClientToServer: [],
        macServerToClient: [],
        compression: [],
      };
      return { kind: 'ssh1-offer', methods, offer };
    }
    case 'SSH1_CMSG_USER': {
      const user = payload.string();
      return payload.failed ? null : { kind: 'user', user };
    }
    case 'SSH1_CMSG_AUTH_RSA':
      return { kind: 'auth-method', method: 'rsa' };
    case 'SSH1_CMSG_AUTH_PASSWORD':
      return { kind: 'auth-method', method: 'password' };
    case 'SSH1_CMSG_AUTH_TIS':
      return { kind: 'auth-method', method: 'tis' };
    case 'SSH1_CMSG_AUTH_CCARD':
      return { kind: 'auth-method', method: 'cryptocard' };
    case 'SSH1_SMSG_EXIT_STATUS': {
      const status = payload.uint32();
      return payload.failed ? null : { kind: 'exit-status', status };
    }
    default:
      return null;
  }
}

/** Reads SSH's binary types (RFC 4251, section 5, and SSH-1's numbers); a short payload sets `failed`. */
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
  /** A large number of SSH-1: its length in bits, then its bytes. */
  ssh1Number(): void {
    if (this.at + 2 > this.bytes.length) {
      this.failed = true;
      return;
    }
    this.skip(2 + Math.ceil(this.bytes.readUInt16BE(this.at) / 8));
  }
  nameList(): string[] {
    const list = this.string();
    return list === '' ? [] : list.split(',');
  }
}
