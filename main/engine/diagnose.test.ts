/** Lines that are one event become one incident, and the session's facts rank its causes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { Analysis } from '../contract/model';
import { createEngine, createMatcher } from './index';

const matcher = createMatcher(compile(loadEntries()).index.entries);

/** An Event Log as copied from PuTTY's window; each line with the seconds since the start. */
function eventLog(lines: readonly (readonly [number, string])[]): Analysis {
  const start = Date.UTC(2026, 10, 22, 5, 0, 0);
  const text = lines.map(([seconds, line]) => {
    const time = new Date(start + seconds * 1000).toISOString().replace('T', ' ').slice(0, 19);
    return `${time}\t${line}\n`;
  });
  return analyse(text.join(''));
}

function analyse(bytes: string | Buffer): Analysis {
  const engine = createEngine(matcher);
  engine.feed(Buffer.from(bytes));
  engine.finish();
  return engine.analysis();
}

/** Raw data as PuTTY dumps them: offset, bytes, characters. */
function rawData(direction: 'Incoming' | 'Outgoing', text: string): string[] {
  const rows = text.match(/[^]{1,16}/g) ?? [];
  return [
    `${direction} raw data at 2026-11-22 05:00:00`,
    ...rows.map((row, index) => {
      const offset = (index * 16).toString(16).padStart(8, '0');
      const hex = Buffer.from(row, 'latin1').toString('hex').replace(/../g, '$& ').padEnd(48);
      return `  ${offset}  ${hex} ${row.replace(/[\r\n]/g, '.')}`;
    }),
  ];
}

const transcript = (name: string): Analysis =>
  analyse(readFileSync(join(import.meta.dirname, '../../catalogue/transcripts/sick', name)));

const CONNECTED = [
  [0, 'Looking up host "db.example.com" for SSH connection'],
  [0, 'Connecting to 192.0.2.7 port 22'],
  [0, 'Connected to 192.0.2.7'],
] as const;

describe('incidents', () => {
  test('refused keys and the hang-up after them are one, with the keys as evidence', () => {
    const refused = Array.from({ length: 5 }, (_, key) => [
      [1, `Trying Pageant key #${String(key)}`] as const,
      [1, 'Server refused our key'] as const,
    ]).flat();
    const { incidents } = eventLog([
      ...CONNECTED,
      [0, 'Pageant has 9 SSH-2 keys'],
      ...refused,
      [
        2,
        'Remote side sent disconnect message type 2 (protocol error): "Too many authentication failures"',
      ],
    ]);
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ entry: 'too-many-auth-failures', count: 6 });
    expect(incidents[0]?.causes[0]?.evidence).toContainEqual({ line: 4, text: 'agent keys: 9' });
  });

  test('the keys that do not fit are no incident if one fits', () => {
    const { detections, incidents } = eventLog([
      ...CONNECTED,
      [1, 'Trying Pageant key #0'],
      [1, 'Server refused our key'],
      [1, 'Trying Pageant key #1'],
      [1, 'Offer of public key accepted'],
      [1, 'Access granted'],
    ]);
    expect(detections).toHaveLength(1);
    expect(incidents).toEqual([]);
  });

  test('a wrong password and then the right one did not end the session', () => {
    const { incidents, sessions } = eventLog([
      ...CONNECTED,
      [3, 'Sent password'],
      [5, 'Password authentication failed'],
      [9, 'Sent password'],
      [9, 'Access granted'],
      [9, 'Started a shell/command'],
    ]);
    expect(incidents).toMatchObject([{ entry: 'access-denied', count: 1, recovered: true }]);
    expect(sessions[0]).toMatchObject({ endedBy: null, facts: { loggedIn: true } });
  });

  test('each address that fails and the error at the end are one', () => {
    const { incidents } = eventLog([
      [0, 'Looking up host "db.example.com" for SSH connection'],
      [0, 'Connecting to 192.0.2.7 port 22'],
      [1, 'Failed to connect to 192.0.2.7: Network error: Connection refused'],
      [1, 'Network error: Connection refused'],
    ]);
    expect(incidents).toMatchObject([{ entry: 'connection-refused', count: 2 }]);
  });
});

describe('causes', () => {
  test("too many failures after nine keys in the agent are the agent's", () => {
    const { incidents } = eventLog([
      ...CONNECTED,
      [0, 'Pageant has 9 SSH-2 keys'],
      ...Array.from({ length: 6 }, () => [1, 'Server refused our key'] as const),
      [
        2,
        'Remote side sent disconnect message type 2 (protocol error): "Too many authentication failures"',
      ],
    ]);
    expect(incidents).toHaveLength(1);
    expect(incidents[0]?.causes[0]).toMatchObject({
      id: 'agent-offers-many-keys',
      evidence: [{ line: 4, text: 'agent keys: 9' }],
    });
    expect(incidents[0]?.fixes[0]).toBe('name-key-in-session');
  });

  test('a refused key is the end where the server left no other way in', () => {
    const { incidents } = transcript('own-key-refused-only--sshlog.log');
    expect(incidents).toMatchObject([{ entry: 'no-supported-auth-methods', recovered: false }]);
    expect(incidents[0]?.causes[0]).toMatchObject({
      id: 'key-not-accepted',
      evidence: expect.arrayContaining([{ line: 199, text: 'key-refused' }]) as unknown,
    });
  });

  test('a key that the server would take, and that could not be opened, is not called refused', () => {
    const { incidents } = transcript('own-key-file-damaged--sshlog.log');
    expect(incidents[0]?.causes[0]).toMatchObject({
      id: 'key-not-opened',
      evidence: [{ text: 'keys accepted: 1' }],
    });
  });

  test("the server's remark says why it refuses a forwarded port", () => {
    const { incidents } = transcript('own-forward-forbidden--remote-sshlog.log');
    expect(incidents[0]?.causes[0]).toMatchObject({
      id: 'forwarding-off',
      evidence: [{ text: expect.stringContaining('disabled port forwarding') as unknown }],
    });
  });

  test('what a single line leaves out speaks for no cause', () => {
    const hungUp = 'Remote side unexpectedly closed network connection';
    const [alone] = analyse(`FATAL ERROR: ${hungUp}\n`).incidents;
    const [known] = eventLog([...CONNECTED, [1, hungUp]]).incidents;
    expect(alone?.causes[0]?.id).toBe('address-not-welcome');
    expect(known?.causes[0]?.id).toBe('address-not-welcome');
    expect(alone?.causes[0]?.score).toBeLessThan(0.5);
    expect(known?.causes[0]?.score).toBeGreaterThan(0.5);
  });

  test.each([
    ['HTTP/1.1 400 Bad Request\r\n', 'no-ssh-there'],
    ['Exceeded MaxStartups\r\n', 'address-not-welcome'],
  ])('raw data show what answered instead of an SSH server: %j', (answer, cause) => {
    const [incident] = analyse(
      [
        'Event Log: Looking up host "db.example.com" for SSH connection',
        'Event Log: Connecting to 192.0.2.7 port 22',
        'Event Log: Connected to 192.0.2.7',
        ...rawData('Outgoing', 'SSH-2.0-PuTTY_Release_0.78\r\n'),
        ...rawData('Incoming', answer),
        'Event Log: Remote side unexpectedly closed network connection',
        '',
      ].join('\n'),
    ).incidents;
    expect(incident?.causes[0]?.id).toBe(cause);
    expect(incident?.causes[0]?.evidence).toContainEqual({
      line: 7,
      text: `greeting: ${answer.trim()}`,
    });
  });

  test('a version string that comes in two parts is no greeting', () => {
    const { sessions } = analyse(
      [
        'Event Log: Looking up host "db.example.com" for SSH connection',
        'Event Log: Connected to 192.0.2.7',
        ...rawData('Incoming', 'SSH-2.0-Op'),
        ...rawData('Incoming', 'enSSH_9.2\r\n'),
        'Event Log: Remote version: SSH-2.0-OpenSSH_9.2',
        '',
      ].join('\n'),
    );
    expect(sessions[0]?.facts).toMatchObject({
      greeting: null,
      serverVersion: 'SSH-2.0-OpenSSH_9.2',
    });
  });

  test('what hangs up at the port of a web server is no SSH server', () => {
    const [incident] = eventLog([
      ...CONNECTED.slice(0, 1),
      [0, 'Connecting to 192.0.2.7 port 443'],
      [0, 'Connected to 192.0.2.7'],
      [1, 'Remote side unexpectedly closed network connection'],
    ]).incidents;
    expect(incident?.causes[0]?.id).toBe('no-ssh-there');
  });

  test.each([
    ['no-common-mac--sshlog.log', 'no-common-mac'],
    ['own-no-common-kex--sshlog.log', 'no-common-key-exchange'],
    ['own-no-common-cipher--sshlog.log', 'no-common-cipher'],
    ['own-no-common-host-key--sshlog.log', 'no-common-host-key-algorithm'],
    ['own-no-common-compression--sshlog.log', 'no-common-compression'],
  ])('a mismatch names both lists: %s', (name, entry) => {
    const [incident] = transcript(name).incidents;
    expect(incident?.entry).toBe(entry);
    const [ours, theirs] = incident?.causes[0]?.evidence ?? [];
    expect(ours?.text).toMatch(/^PuTTY offers: [a-z]/);
    expect(theirs?.text).toMatch(/^the server offers: [a-z]/);
    const names = (text = ''): string[] => text.replace(/^.*: /, '').split(', ');
    const common = names(ours?.text).filter((each) => names(theirs?.text).includes(each));
    expect(common).toEqual([]);
    expect([ours?.line, theirs?.line].every((line) => typeof line === 'number')).toBe(true);
  });

  test('a reset after five minutes without a packet speaks for an idle time-out', () => {
    const row = '  00000000  00 00 00 00                                      ....';
    const { incidents } = analyse(
      [
        '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:00:00 =~=~=~=~=~=~=~=~=~=~=~=',
        'Event Log: Access granted',
        'Incoming raw data at 2026-11-22 05:00:02',
        row,
        'Outgoing raw data at 2026-11-22 05:05:03',
        row,
        'Event Log: Connection reset by peer',
      ].join('\r\n'),
    );
    expect(incidents[0]?.causes[0]).toMatchObject({
      id: 'firewall-forgot-connection',
      evidence: [{ text: 'longest idle seconds: 301' }],
    });
    expect(incidents[0]?.fixes[0]).toBe('turn-on-keepalives');
  });

  test('a reset after five minutes of silence speaks for an idle time-out', () => {
    const { incidents, sessions } = eventLog([
      ...CONNECTED,
      [2, 'Access granted'],
      [2, 'Started a shell/command'],
      [303, 'Network error: Connection reset by peer'],
    ]);
    expect(sessions[0]?.facts.idleSeconds).toBe(301);
    expect(incidents[0]?.causes[0]?.evidence.map(({ text }) => text)).toContain(
      'longest idle seconds: 301',
    );
  });

  test('a reset in the middle of work does not', () => {
    const { incidents } = eventLog([
      ...CONNECTED,
      [2, 'Access granted'],
      [2, 'Started a shell/command'],
      [4, 'Network error: Connection reset by peer'],
    ]);
    const evidence = incidents[0]?.causes[0]?.evidence.map(({ text }) => text) ?? [];
    expect(evidence.join()).not.toContain('idle');
  });

  test('scores of one incident sum to 1, the likeliest first', () => {
    const { incidents } = eventLog([...CONNECTED, [1, 'Network error: Connection reset by peer']]);
    const scores = incidents[0]?.causes.map(({ score }) => score) ?? [];
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 2);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});
