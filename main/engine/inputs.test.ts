/** Every kind of input that people have: encodings, line ends, pasted and quoted text, wrapped lines. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { Analysis } from '../contract/model';
import { explainText } from './explain';
import { createEngine, createMatcher } from './index';

const matcher = createMatcher(compile(loadEntries()).index.entries);

function analyse(bytes: Buffer): Analysis {
  const engine = createEngine(matcher);
  engine.feed(bytes);
  engine.finish();
  return engine.analysis();
}

const found = (text: string): string[] =>
  analyse(Buffer.from(text)).detections.map(({ entry }) => entry);

const HEADER = '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:52:07 =~=~=~=~=~=~=~=~=~=~=~=\r\n';
const TOO_MANY = [
  'FATAL ERROR: Remote side sent disconnect message',
  'type 2 (protocol error):',
  '"Too many authentication failures"',
];

describe('encodings', () => {
  const text = `${TOO_MANY.join('\r\n')}\r\n`;

  test.each([
    [
      'UTF-16 with a byte order mark, as PowerShell redirects',
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      'utf-16le',
    ],
    ['UTF-16 without one', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['big-endian UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['Latin-1', Buffer.from(`Gr\u00fc\u00dfe\r\n${text}`, 'latin1'), 'windows-1252'],
  ])('%s', (_name, bytes, encoding) => {
    const analysis = analyse(bytes);
    expect(analysis.encoding).toBe(encoding);
    expect(analysis.detections.map(({ entry }) => entry)).toEqual(['too-many-auth-failures']);
  });

  test('offset and line of a message are those of the file, whatever its encoding', () => {
    const before = 'C:\\jobs\\gr\u00fcn>plink -batch db.example.com\r\n';
    const latin = analyse(Buffer.from(before + text, 'latin1')).detections[0];
    const wide = analyse(Buffer.from(before + text, 'utf16le')).detections[0];
    expect(latin).toMatchObject({ line: 2, offset: before.length });
    expect(wide).toMatchObject({ line: 2, offset: before.length * 2 });
  });
});

describe('line ends', () => {
  test.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR CR LF', '\r\r\n'],
    ['bare CR', '\r'],
  ])('%s', (_name, end) => {
    const detections = analyse(Buffer.from(TOO_MANY.join(end) + end)).detections;
    expect(detections).toHaveLength(1);
    expect(detections[0]).toMatchObject({ entry: 'too-many-auth-failures', line: 1 });
  });

  test('a last line without any', () => {
    expect(found('FATAL ERROR: Connection refused')).toEqual(['connection-refused']);
  });
});

describe('pasted text', () => {
  test('an Event Log quoted in a mail, its tabs turned into spaces', () => {
    const mail = [
      'Hello, this is what I get:',
      '> 2026-11-22 05:57:30 Looking up host "db.example.com" for SSH connection',
      '> 2026-11-22 05:57:30 Offered public key',
      '> 2026-11-22 05:57:31 Server refused our key',
      'What can I do?',
    ];
    const analysis = analyse(Buffer.from(mail.join('\n')));
    expect(analysis.detections).toMatchObject([
      {
        entry: 'key-refused',
        line: 4,
        time: '2026-11-22T05:57:31',
        message: 'Server refused our key',
      },
    ]);
    expect(analysis.sessions[0]?.host).toBe('db.example.com');
  });

  test('a chat with its own times', () => {
    expect(found('[10:32] anna: 2026-11-22 05:57:31\tServer refused our key\n')).toEqual([
      'key-refused',
    ]);
  });

  test('a quoted message starts after the mark of quoting', () => {
    const { detections } = analyse(Buffer.from('> > FATAL ERROR: Connection refused\n'));
    expect(detections).toMatchObject([{ entry: 'connection-refused', line: 1, offset: 4 }]);
  });

  test('what a tool says after a question that was answered stands on the same line', () => {
    const question = [
      'The first key-exchange algorithm supported by the server is',
      'diffie-hellman-group1-sha1, which is below the configured',
      'warning threshold.',
      'To accept the risk and continue, enter "y". To abandon the',
      'connection, enter "n".',
      'Continue with connection? (y/n) FATAL ERROR: Connection reset by peer',
    ];
    const { detections, sessions } = analyse(Buffer.from(question.join('\r\n')));
    expect(detections.map(({ entry, line }) => [entry, line])).toEqual([
      ['weak-key-exchange-warning', 1],
      ['connection-reset', 6],
    ]);
    expect(sessions[0]?.facts.phases?.map(({ phase }) => phase)).toEqual(['key-exchange', 'end']);
  });

  test('a list of keys is no Event Log', () => {
    const key = 'ssh-ed25519 255 SHA256:vR0eMWHAciFmhOdATWP5YKgpfJsOccfkNaXSH3MdbCA';
    const analysis = analyse(Buffer.from(`${key} anna@example.com\n${key}\n`));
    expect(analysis).toMatchObject({ logType: 'text', sessions: [], detections: [] });
  });

  test('prose that talks about a message is none', () => {
    expect(found('Yesterday I saw this:\nServer refused our key\nand went home.\n')).toEqual([]);
  });

  test('a batch file that shows its commands', () => {
    const output = [
      'Copying the reports of today ...',
      'C:\\jobs>plink -batch deploy@db.example.com ls',
      'Access denied',
      'FATAL ERROR: Configured password was not accepted',
      'C:\\jobs>pscp report.txt deploy@db.example.com:',
      'FATAL ERROR: Connection timed out',
    ];
    const analysis = analyse(Buffer.from(output.join('\r\n')));
    expect(analysis.detections.map(({ entry, line, session }) => [entry, line, session])).toEqual([
      ['access-denied', 3, 0],
      ['configured-password-refused', 4, 0],
      ['connection-timed-out', 6, 1],
    ]);
  });
});

describe('terminals', () => {
  test('a message that escape sequences split', () => {
    const log = `${HEADER}Using username "deploy".\r\nLast login: today\r\n$ xclock\r\n\u001b[32mPuTTY \u001b[1mX11 proxy\u001b[0m: Authorisation not recognised\r\n`;
    expect(found(log)).toEqual(['x11-proxy']);
  });

  test('a telnet device that denies access is not PuTTY', () => {
    expect(
      found(`${HEADER}User Access Verification\r\nUsername: admin\r\nAccess denied\r\n`),
    ).toEqual([]);
  });

  test("a header that the server prints is not believed, PuTTY's own next one is", () => {
    const printed = HEADER.replace('05:52:07', '04:00:00');
    const own = HEADER.replace('05:52:07', '06:00:00');
    const login = 'Using username "deploy".\r\nServer refused our key\r\n';
    const log = `${HEADER}Using username "deploy".\r\nWelcome\r\n${printed}${login}bye\r\n${own}${login}`;
    const analysis = analyse(Buffer.from(log));
    expect(analysis.detections.map(({ line }) => line)).toEqual([10]);
    expect(analysis.sessions).toHaveLength(2);
  });

  test('a line of any length is passed over', () => {
    const long = 'x'.repeat(5_000_000);
    const log = `${HEADER}Using username "deploy".\r\nServer refused our key\r\n${long}\r\nAccess denied\r\n`;
    expect(found(log)).toEqual(['key-refused']);
  });
});

describe('pasted messages to explain', () => {
  const entries = (text: string): string[] => explainText(matcher, text).map(({ entry }) => entry);

  test.each([
    ['with quotes around it', '"Server refused our key"'],
    ['with typographic quotes', '\u201cServer refused our key\u201d'],
    ['with what a box has around it', 'PuTTY Fatal Error\n\nServer refused our key\n\nOK'],
    ['in a sentence before and after', 'I get this\nServer refused our key\nand do not know why'],
  ])('%s', (_name, text) => {
    expect(entries(text)[0]).toBe('key-refused');
  });

  test('captures are filled in', () => {
    const text =
      'No supported authentication methods available (server sent: publickey,gssapi-with-mic)';
    expect(explainText(matcher, text)[0]?.captures['methods']).toBe('publickey,gssapi-with-mic');
  });

  test("another program's words are not explained", () => {
    expect(entries('ssh: connect to host db.example.com port 22: Connection refused')).toEqual([]);
    expect(entries("fatal: Authentication failed for 'https://git.example.com/'")).toEqual([]);
  });
});
