/** What packets tell: both SSH versions, blanked and omitted fields, other programs' packets. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { Facts } from '../contract/facts';
import type { Analysis } from '../contract/model';
import { createEngine, createMatcher } from './index';

const matcher = createMatcher(compile(loadEntries()).index.entries);
const HEADER = '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:52:07 =~=~=~=~=~=~=~=~=~=~=~=';

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const string = (text: string): Buffer =>
  Buffer.concat([uint32(Buffer.byteLength(text)), Buffer.from(text)]);
const byte = (value: number): Buffer => Buffer.from([value]);

/** A dump as PuTTY writes it; `blanked` says which bytes show as XX. */
function dump(payload: Buffer, blanked: (at: number) => boolean = () => false): string[] {
  return Array.from({ length: Math.ceil(payload.length / 16) }, (_, row) => {
    const bytes = [...payload.subarray(row * 16, row * 16 + 16)];
    const hex = bytes.map((value, index) =>
      blanked(row * 16 + index) ? 'XX ' : `${value.toString(16).padStart(2, '0')} `,
    );
    const shown = bytes.map((value, index) => {
      if (blanked(row * 16 + index)) return 'X';
      return value >= 0x20 && value < 0x7f ? String.fromCharCode(value) : '.';
    });
    const offset = (row * 16).toString(16).padStart(8, '0');
    return `  ${offset}  ${hex.join('').padEnd(48)} ${shown.join('')}`;
  });
}

function packet(direction: 'Incoming' | 'Outgoing', name: string, ...fields: Buffer[]): string[] {
  const number = name.startsWith('SSH2_') ? '#0x5, ' : '';
  return [`${direction} packet ${number}type 1 / 0x01 (${name})`, ...dump(Buffer.concat(fields))];
}

function analyse(lines: readonly string[]): Analysis {
  const engine = createEngine(matcher);
  engine.feed(Buffer.from([HEADER, ...lines].map((line) => `${line}\r\n`).join('')));
  engine.finish();
  return engine.analysis();
}
const facts = (...lines: string[]): Facts | undefined => analyse(lines).sessions[0]?.facts;

const LISTS = [
  'curve25519-sha256,ecdh-sha2-nistp256',
  'ssh-ed25519',
  'aes256-ctr',
  'aes128-ctr',
  'hmac-sha2-256',
  'hmac-sha1',
  'none',
  'zlib',
  '',
  '',
];
const kexinit = (lists: readonly string[]): Buffer[] => [
  Buffer.alloc(16),
  ...lists.map(string),
  byte(0),
  uint32(0),
];

describe('SSH-2', () => {
  test('both lists of algorithms', () => {
    const found = facts(
      ...packet('Outgoing', 'SSH2_MSG_KEXINIT', ...kexinit(LISTS)),
      ...packet(
        'Incoming',
        'SSH2_MSG_KEXINIT',
        ...kexinit(['ecdh-sha2-nistp256', ...LISTS.slice(1)]),
      ),
    );
    expect(found?.clientOffer).toEqual({
      keyExchange: ['curve25519-sha256', 'ecdh-sha2-nistp256'],
      hostKey: ['ssh-ed25519'],
      cipherClientToServer: ['aes256-ctr'],
      cipherServerToClient: ['aes128-ctr'],
      macClientToServer: ['hmac-sha2-256'],
      macServerToClient: ['hmac-sha1'],
      compression: ['none'],
    });
    expect(found?.serverOffer?.keyExchange).toEqual(['ecdh-sha2-nistp256']);
  });

  test('methods tried, methods left, partial success', () => {
    const request = [string('deploy'), string('ssh-connection')];
    const found = facts(
      ...packet('Outgoing', 'SSH2_MSG_USERAUTH_REQUEST', ...request, string('none')),
      ...packet('Outgoing', 'SSH2_MSG_USERAUTH_REQUEST', ...request, string('publickey'), byte(0)),
      ...packet('Incoming', 'SSH2_MSG_USERAUTH_FAILURE', string('publickey,password'), byte(0)),
      ...packet('Outgoing', 'SSH2_MSG_USERAUTH_REQUEST', ...request, string('publickey'), byte(1)),
      ...packet('Incoming', 'SSH2_MSG_USERAUTH_FAILURE', string('keyboard-interactive'), byte(1)),
    );
    expect(found).toMatchObject({
      user: 'deploy',
      methodsTried: ['publickey'],
      methodsLeft: ['keyboard-interactive'],
      partialSuccess: true,
    });
  });

  test('what the server asks for', () => {
    const found = facts(
      ...packet(
        'Incoming',
        'SSH2_MSG_USERAUTH_INFO_REQUEST',
        ...['Two factors', 'Enter both', ''].map(string),
        uint32(2),
        string('Password: '),
        byte(0),
        string('Verification code: '),
        byte(1),
      ),
    );
    expect(found).toMatchObject({
      prompts: ['Password:', 'Verification code:'],
      methodsTried: ['keyboard-interactive'],
    });
  });

  test('the words of a disconnect, and a channel that is not opened', () => {
    const found = facts(
      ...packet(
        'Incoming',
        'SSH2_MSG_CHANNEL_OPEN_FAILURE',
        uint32(1),
        uint32(2),
        string('no'),
        string(''),
      ),
      ...packet('Incoming', 'SSH2_MSG_DISCONNECT', uint32(2), string('Too many'), string('')),
    );
    expect(found).toMatchObject({ channelsRefused: 1, disconnect: 'type 2: Too many' });
  });

  test('a forwarding that only its packet tells of', () => {
    const forward = packet(
      'Outgoing',
      'SSH2_MSG_GLOBAL_REQUEST',
      ...[string('tcpip-forward'), byte(1), string('localhost'), uint32(8080)],
    );
    expect(facts(...forward)?.forwardings).toEqual(['Requesting remote port 8080 forward']);
    const told = 'Requesting remote port 8080 forward to db.example.com:80';
    expect(facts(`Event Log: ${told}`, ...forward)?.forwardings).toEqual([told]);
  });
});

test('SSH-1: methods and ciphers that the server has, methods tried, user, exit status', () => {
  const number = (bits: number): Buffer =>
    Buffer.concat([Buffer.from([bits >> 8, bits & 255]), Buffer.alloc(Math.ceil(bits / 8))]);
  const key = [uint32(768), number(6), number(767)];
  const masks = [uint32(0), uint32((1 << 3) | (1 << 6)), uint32((1 << 2) | (1 << 3) | (1 << 16))];
  const found = facts(
    ...packet('Incoming', 'SSH1_SMSG_PUBLIC_KEY', Buffer.alloc(8), ...key, ...key, ...masks),
    ...packet('Outgoing', 'SSH1_CMSG_USER', string('deploy')),
    ...packet('Outgoing', 'SSH1_CMSG_AUTH_RSA', number(1024)),
    ...packet('Incoming', 'SSH1_SMSG_FAILURE'),
    ...packet('Outgoing', 'SSH1_CMSG_AUTH_PASSWORD', string('')),
    ...packet('Incoming', 'SSH1_SMSG_STDOUT_DATA', string('hello')),
    ...packet('Incoming', 'SSH1_SMSG_EXIT_STATUS', uint32(3)),
    ...packet('Incoming', 'SSH1_MSG_DISCONNECT', string('Bye')),
  );
  expect(found).toMatchObject({
    methodsLeft: ['rsa', 'password', 'cryptocard'],
    methodsTried: ['rsa', 'password'],
    serverOffer: { cipherClientToServer: ['3des', 'blowfish'] },
    user: 'deploy',
    bytesReceived: 5,
    exitStatus: 3,
    disconnect: 'Bye',
  });
  expect(found?.phases?.map(({ phase }) => phase)).toEqual(['key-exchange', 'login']);
});

describe('what a packet does not show', () => {
  test('a blanked password reads as zeros, and what stands before it is told', () => {
    const payload = Buffer.concat(
      ['deploy', 'ssh-connection', 'password'].map(string).concat(byte(0), string('secret')),
    );
    const found = facts(
      'Outgoing packet #0x3, type 50 / 0x32 (SSH2_MSG_USERAUTH_REQUEST)',
      ...dump(payload, (at) => at >= payload.length - 6),
    );
    expect(found).toMatchObject({ user: 'deploy', methodsTried: ['password'] });
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  test('omitted data counts as received', () => {
    const header = 'Incoming packet #0xc, type 94 / 0x5e (SSH2_MSG_CHANNEL_DATA)';
    const start = dump(Buffer.concat([uint32(256), uint32(1200)]));
    const found = facts(
      ...[header, ...start, '  (1200 bytes omitted)'],
      ...[header, ...dump(Buffer.concat([uint32(256), uint32(1)])), '  (1 byte omitted)'],
    );
    expect(found?.bytesReceived).toBe(1201);
  });

  test('error output counts as well, sent data and other packets do not', () => {
    const data = [uint32(256), string('0123456789')];
    const found = facts(
      ...packet(
        'Incoming',
        'SSH2_MSG_CHANNEL_EXTENDED_DATA',
        uint32(256),
        uint32(1),
        string('abc'),
      ),
      ...packet('Outgoing', 'SSH2_MSG_CHANNEL_DATA', ...data),
      ...packet('Incoming', 'SSH2_MSG_CHANNEL_WINDOW_ADJUST', uint32(256), uint32(9)),
      ...packet('Incoming', 'SSH2_MSG_CHANNEL_DATA', ...data),
    );
    expect(found?.bytesReceived).toBe(13);
  });

  test("a downstream's packets belong to another program", () => {
    const [header = '', ...rows] = packet(
      'Outgoing',
      'SSH2_MSG_USERAUTH_REQUEST',
      ...['root', 'ssh-connection', 'password'].map(string),
    );
    const shared = [`${header} on behalf of downstream #1`, ...rows];
    expect(facts('Event Log: Access granted', ...shared)).toMatchObject({
      user: null,
      methodsTried: null,
    });
  });

  test('a packet that ends too early tells nothing', () => {
    const [header = '', row = ''] = packet('Incoming', 'SSH2_MSG_KEXINIT', ...kexinit(LISTS));
    expect(facts(header, row)?.serverOffer).toBeNull();
  });

  test('session data is never searched', () => {
    const { detections } = analyse(
      packet(
        'Incoming',
        'SSH2_MSG_CHANNEL_DATA',
        uint32(256),
        string('Server refused our key\r\n'),
      ),
    );
    expect(detections).toEqual([]);
  });
});
