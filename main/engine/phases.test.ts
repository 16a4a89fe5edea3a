/** What a timeline of a session is drawn from: its phases, its silences, and the server's banner. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { Facts } from '../contract/facts';
import { createEngine, createMatcher } from './index';

const FOLDER = join(import.meta.dirname, '../../catalogue/transcripts');
const matcher = createMatcher(compile(loadEntries()).index.entries);

function facts(bytes: Buffer): Facts | undefined {
  const engine = createEngine(matcher);
  engine.feed(bytes);
  engine.finish();
  return engine.analysis().sessions.at(-1)?.facts;
}

const factsOf = (lines: readonly string[]): Facts | undefined =>
  facts(Buffer.from(lines.join('\r\n') + '\r\n'));
const course = (found: Facts | undefined): string[] | undefined =>
  found?.phases?.map(({ phase, line }) => `${phase} ${String(line)}`);

const HEADER = '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:52:07 =~=~=~=~=~=~=~=~=~=~=~=';

describe('phases', () => {
  test.each([
    [
      'a packet log',
      'healthy/own-banner--sshlog.log',
      ['connect 2', 'key-exchange 7', 'host-key 150', 'login 158', 'session 228', 'end 296'],
    ],
    [
      "plink's -v",
      'healthy/own-banner--verbose.log',
      ['connect 1', 'key-exchange 6', 'host-key 9', 'login 16', 'session 28', 'end 34'],
    ],
    [
      'a copied Event Log',
      'sick/port-forward-failures--remote-to-closed-eventlog.txt',
      ['connect 2', 'key-exchange 7', 'host-key 10', 'login 17', 'session 23', 'end 35'],
    ],
    [
      'a printable log, which begins with the login',
      'healthy/own-banner--printable.log',
      ['login 2', 'session 10'],
    ],
    ['a telnet log, which has none', 'healthy/own-telnet--printable.log', ['session 3']],
    [
      'a connection that failed in the key exchange',
      'sick/no-common-mac--sshlog.log',
      ['connect 2', 'key-exchange 7', 'end 139'],
    ],
    [
      'a connection that was refused',
      'sick/connection-refused--sshlog.log',
      ['connect 2', 'end 4'],
    ],
  ])('of %s', (_name, file, expected) => {
    expect(course(facts(readFileSync(join(FOLDER, file))))).toEqual(expected);
  });

  test('an address that fails is no end if another one answers', () => {
    const found = factsOf([
      HEADER,
      'Event Log: Looking up host "db.example.com" for SSH connection',
      'Event Log: Connecting to 2001:db8::7 port 22',
      'Event Log: Failed to connect to 2001:db8::7: Network is unreachable',
      'Event Log: Network error: Network is unreachable',
      'Event Log: Connecting to 192.0.2.7 port 22',
      'Event Log: Using SSH protocol version 2',
    ]);
    expect(course(found)).toEqual(['connect 2', 'key-exchange 7']);
  });

  test('keys that are exchanged anew belong to the session', () => {
    const found = factsOf([
      HEADER,
      'Event Log: Using SSH protocol version 2',
      'Event Log: Access granted',
      'Event Log: Initiating key re-exchange (timeout)',
      'Incoming packet #0x20, type 20 / 0x14 (SSH2_MSG_KEXINIT)',
      'Event Log: Doing ECDH key exchange with curve Curve25519, using hash SHA-256',
    ]);
    expect(course(found)).toEqual(['key-exchange 2', 'session 3']);
  });

  test("a telnet connection's Event Log goes from the connection to the session", () => {
    const found = factsOf([
      '2026-11-22 05:57:30\tLooking up host "switch.example.com" for Telnet connection',
      '2026-11-22 05:57:30\tConnecting to 192.0.2.7 port 23',
      '2026-11-22 05:57:32\tConnected to 192.0.2.7',
    ]);
    expect(found?.phases).toEqual([
      { phase: 'connect', line: 1, time: '2026-11-22T05:57:30' },
      { phase: 'session', line: 3, time: '2026-11-22T05:57:32' },
    ]);
  });

  test('the first has the time of the header, others none where the log has none', () => {
    const found = facts(readFileSync(join(FOLDER, 'sick/connection-refused--sshlog.log')));
    expect(found?.phases).toEqual([
      { phase: 'connect', line: 2, time: '2026-11-22T05:52:58' },
      { phase: 'end', line: 4, time: null },
    ]);
  });
});

describe('silences', () => {
  test('of a minute and more, in an Event Log', () => {
    const found = factsOf([
      '2026-11-22 05:00:00\tStarted a shell/command',
      '2026-11-22 05:00:59\tOpening connection to a.example.com:80 for 127.0.0.1:5000',
      '2026-11-22 05:01:59\tOpening connection to a.example.com:80 for 127.0.0.1:5001',
      '2026-11-22 05:07:00\tNetwork error: Connection reset by peer',
    ]);
    expect(found?.idleGaps).toEqual([
      { line: 2, seconds: 60, time: '2026-11-22T05:00:59' },
      { line: 3, seconds: 301, time: '2026-11-22T05:01:59' },
    ]);
  });

  test('between the stamps of raw data', () => {
    const row = '  00000000  00 00 00 00                                      ....';
    const found = factsOf([
      HEADER,
      'Incoming raw data at 2026-11-22 05:52:07',
      row,
      'Incoming raw data at 2026-11-22 05:52:07',
      row,
      'Outgoing raw data at 2026-11-22 06:52:07',
      row,
    ]);
    expect(found?.idleGaps).toEqual([{ line: 4, seconds: 3600, time: '2026-11-22T05:52:07' }]);
  });

  test('of a log of many days the longest are kept', () => {
    const start = Date.UTC(2026, 10, 1);
    let at = 0;
    const lines = Array.from({ length: 400 }, (_, index) => {
      at += 61 + index;
      const time = new Date(start + at * 1000).toISOString().replace('T', ' ').slice(0, 19);
      return `${time}\tRemote side initiated key re-exchange`;
    });
    const gaps = factsOf(lines)?.idleGaps ?? [];
    expect(gaps).toHaveLength(200);
    expect(Math.min(...gaps.map(({ seconds }) => seconds))).toBe(61 + 200);
  });

  test('a log without times says nothing about them, one with times that there were none', () => {
    expect(factsOf(['Event Log: Started a shell/command'])?.idleGaps).toBeNull();
    const found = factsOf([
      '2026-11-22 05:00:00\tConnecting to 192.0.2.7 port 22',
      '2026-11-22 05:00:09\tConnected to 192.0.2.7',
    ]);
    expect(found?.idleGaps).toEqual([]);
  });
});

describe('the banner', () => {
  const text =
    'For authorised users only.\nServer refused our key\nAccess denied\nFATAL ERROR: Network error: Connection refused';

  test.each([
    ['out of its packet', 'healthy/own-banner--sshlog.log'],
    ['out of its frame in the terminal', 'healthy/own-banner--printable.log'],
    ['out of its frame on a console', 'healthy/own-banner--verbose.log'],
  ])('%s', (_name, file) => {
    expect(facts(readFileSync(join(FOLDER, file)))?.banner).toBe(text);
  });

  test('prompts of keyboard-interactive stand in the same frame and are none', () => {
    const found = factsOf([
      HEADER,
      'Using username "deploy".',
      'Keyboard-interactive authentication prompts from server:',
      '| Verification code:',
      'End of keyboard-interactive prompts from server',
    ]);
    expect(found?.banner).toBeNull();
  });
});

test('the engine says where the line starts that is not finished', () => {
  const engine = createEngine(matcher);
  const at = (text: string | Buffer): unknown => {
    engine.feed(Buffer.from(text));
    return engine.position;
  };
  expect(at('=~')).toEqual({ line: 1, offset: 0 });
  expect(at(`${HEADER.slice(2)}\r\n`)).toEqual({ line: 2, offset: HEADER.length + 2 });
  expect(at('Using username "deploy".\nlast')).toEqual({ line: 3, offset: HEADER.length + 27 });
  // Lines that are passed over unread count as well.
  expect(at(' login\n' + 'x\n'.repeat(1000) + 'y')).toEqual({
    line: 1004,
    offset: HEADER.length + 27 + 11 + 2000,
  });
});
