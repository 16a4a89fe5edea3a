import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRIVATE_KINDS } from '../contract/redaction';
import type { PrivateValue } from './private-kinds';
import { privateValues } from './private-values';
import { createRedactor } from './redact';
import { markdownReport } from './markdown';
import { htmlReport } from './html';
import { makeLog, makeReport } from './test-report';

const HOST: PrivateValue = { kind: 'host', value: 'db01.example.com', aliases: ['db01'] };
const USER: PrivateValue = { kind: 'user', value: 'al' };
const KEY: PrivateValue = { kind: 'key-file', value: 'C:\\my keys\\al.ppk' };

describe('known values', () => {
  const redact = createRedactor([HOST, USER, KEY]);

  it('get the same stand-in wherever they stand, also in quotes, in other case and by a short name', () => {
    expect(redact('Looking up host "db01.example.com"')).toBe('Looking up host "host-1"');
    expect(redact("al@DB01.Example.com's password:")).toBe("user-1@host-1's password:");
    expect(redact('[al@db01 ~]$')).toBe('[user-1@host-1 ~]$');
  });

  it('are taken out the longest first', () => {
    expect(redact('Reading key file "C:\\my keys\\al.ppk"')).toBe('Reading key file "key-file-1"');
    expect(redact('cannot open C:\\my keys\\al.ppk now')).toBe('cannot open key-file-1 now');
  });

  it('are found although a long message was broken inside them', () => {
    expect(redact('file C:\\my\nkeys\\al.ppk')).toBe('file key-file-1');
  });

  it('leave words alone that only contain them', () => {
    expect(redact('although altogether')).toBe('although altogether');
  });

  it('are found although a control character stands beside them', () => {
    expect(redact('\u001b[1mdb01.example.com\u001b[0m\u202eal')).toBe('host-1‹U+202E›user-1');
  });

  it('never get a stand-in that is itself a name which has to go', () => {
    const other = createRedactor([
      { kind: 'host', value: 'real.example.com' },
      { kind: 'host', value: 'host-1' },
    ]);
    expect(other('real.example.com, host-1')).toBe('host-2, host-3');
  });
});

describe('what no fact names', () => {
  const redact = (text: string): string => createRedactor([])(text);

  it.each([
    ['Connecting to 192.0.2.10 port 22', 'Connecting to address-1 port 22'],
    ['Connected to 2001:db8::10', 'Connected to address-1'],
    ['[2001:db8:0:1:2:3:4:5]:22', '[address-1]:22'],
    ['Looking up host "gw" for SSH', 'Looking up host "host-1" for SSH'],
    ['forwarding to db7:5432 failed', 'forwarding to host-1:5432 failed'],
    ['see files.example.com.', 'see host-1.'],
    ["unable to resolve host name 'mypc'", "unable to resolve host name 'host-1'"],
    [
      'psftp: multiple usernames specified; using "maria"',
      'psftp: multiple usernames specified; using "user-1"',
    ],
    [
      "pageant: finding key 'work': no key matched",
      "pageant: finding key 'comment-1': no key matched",
    ],
    ["from 'C:\\keys\\ca.pub': unable", "from 'key-file-1': unable"],
    ['expected hostname "192.0.2.17"', 'expected hostname "address-1"'],
    ['Using username "maria".', 'Using username "user-1".'],
    ['login as: maria', 'login as: user-1'],
    ["maria@gw's password:", "user-1@host-1's password:"],
    [
      'ssh-ed25519 255 SHA256:btjdxMGzdiux9EMLOTwBbUNAi6UR5bBkIvCbf1Nl26Y',
      'ssh-ed25519 255 fingerprint-1',
    ],
    ['2048 aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99', '2048 fingerprint-1'],
    ['Unable to load key "/home/maria/work key.ppk" (x)', 'Unable to load key "key-file-1" (x)'],
    ['cannot open D:\\my logs\\acme\\prod.log: no', 'cannot open path-1: no'],
    ['cannot open /home/maria/acme/x.log', 'cannot open path-1'],
    ['\\\\files\\maria\\putty.log', 'path-1'],
    [
      'Authenticating with public key "maria@laptop" from agent',
      'Authenticating with public key "comment-1" from agent',
    ],
    ['MIT-MAGIC-COOKIE-1 0123456789abcdef0123456789abcdef', 'MIT-MAGIC-COOKIE-1 cookie-1'],
    ['plink -pw hunter2 x', 'plink -pw password-1 x'],
    ['password=hunter2; next', 'password=password-1; next'],
    ['https://maria:hunter2@gw/x', 'https://user-1:password-1@host-1/x'],
    ['[sudo] password for maria: hunter2 or so', '[sudo] password for maria: password-1'],
    ['Enter passphrase for key 4: correct horse', 'Enter passphrase for key 4: password-1'],
    ["the gate's Password:\nhunter2\nmore", "the gate's Password:\npassword-1\nmore"],
    [
      '  00000000  00 00 00 07 68 75 6e 74 65 72 32                 ....hunter2',
      '  00000000  password-1',
    ],
    ['Proxy-Authorization: Basic bWFyaWE6eA==', 'Proxy-Authorization: Basic password-1'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    'Remote version: SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10',
    'Remote version: SSH-2.0-Server_7.6.3.11',
    'hmac-sha2-256-etm@openssh.com,curve25519-sha256@libssh.org',
    'methods left: publickey, password',
    'forwarding to localhost:80 at 05:55:18',
    'PuTTY 0.78, sshd_config.d, plink.exe, /etc/ssh/sshd_config',
    "the server's password prompt",
    'unable to read passphrase: Input/output error',
    'the -pw option can only be used with the SSH protocol',
    'file does not begin with ssh.com key header',
    'contacted for authentication.The domain name',
  ])('keeps %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('gives the same value the same number over many texts', () => {
    const other = createRedactor([]);
    expect(other('from 192.0.2.1 to 192.0.2.2')).toBe('from address-1 to address-2');
    expect(other('192.0.2.2')).toBe('address-2');
  });
});

it.each(PRIVATE_KINDS)('leaves the kind %s readable if it is asked to', (kind) => {
  const value = 'something-4711';
  const known: PrivateValue[] = [{ kind, value }];
  expect(createRedactor(known, { [kind]: false })(`with ${value}!`)).toBe(`with ${value}!`);
  expect(createRedactor(known)(`with ${value}!`)).not.toContain(value);
});

/** Names that are no part of a stand-in, so that finding one means that it survived. */
const name = fc
  .string({ unit: fc.constantFrom(...'qxzQXZ0189._-\\/@ $éß日'), minLength: 3, maxLength: 20 })
  .map((text) => text.trim().replace(/\s+/g, ' '))
  .filter((text) => /[qxzéß日]/i.test(text));
const wordlike = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);

it('lets no known value survive, whatever stands around it', () => {
  const known = fc.array(fc.record({ kind: fc.constantFrom(...PRIVATE_KINDS), value: name }), {
    minLength: 1,
    maxLength: 6,
  });
  const around = fc.string({ unit: fc.constantFrom(...' "\'()[]<>,;:=@/\\\n\t') });
  fc.assert(
    fc.property(known, fc.array(fc.tuple(around, fc.nat(5)), { maxLength: 12 }), (values, plan) => {
      const text = plan
        .map(([between, index]) => `"${between}"${values[index % values.length]?.value ?? ''} `)
        .join('');
      const shown = createRedactor(values)(text).toLowerCase();
      for (const { value } of values) {
        for (const at of placesOf(shown, value.toLowerCase())) {
          const before = shown.charAt(at - 1);
          const after = shown.charAt(at + value.length);
          expect(wordlike(before) && wordlike(after), `${value} in ${shown}`).toBe(false);
        }
      }
    }),
    { numRuns: 500 },
  );
});

function placesOf(text: string, value: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) places.push(at);
  return places;
}

it('lets nothing private through into a whole report', () => {
  const log = makeLog({
    path: '/home/maria/acme-corp/putty-qdb01.log',
    facts: {
      host: 'qdb01.example.com',
      address: '192.0.2.77',
      user: 'maria',
      keyFile: '/home/maria/keys/acme.ppk',
      hostKeyFingerprint: '255 SHA256:btjdxMGzdiux9EMLOTwBbUNAi6UR5bBkIvCbf1Nl26Y',
      serverVersion: 'SSH-2.0-OpenSSH_9.2p1',
      forwardings: ['Local port 8080 forwarding to inner.example.com:80'],
    },
    message:
      'maria at qdb01 (192.0.2.77) from 198.51.100.7: "QDB01.example.com", inner.example.com',
    evidence: 'key file: /home/maria/keys/acme.ppk',
    captures: { user: 'maria', reason: 'password: hunter2' },
  });
  const report = makeReport([log], true);
  for (const text of [markdownReport(report), htmlReport(report)]) {
    for (const value of [
      'maria',
      'qdb01',
      'inner',
      '192.0.2',
      '198.51',
      'acme',
      'btjd',
      'hunter2',
    ]) {
      expect(text.toLowerCase()).not.toContain(value.toLowerCase());
    }
    expect(text).toContain('user-1');
    expect(text).toContain('host-1');
    expect(text).toContain('log-1');
  }
});

it('takes a serial device for no host, and an address given as host for an address', () => {
  const serial = makeLog({ facts: { host: '/dev/ttyUSB0', protocol: 'serial' } });
  expect(privateValues([serial])).toEqual([]);
  const numeric = makeLog({ facts: { host: '192.0.2.1', address: '192.0.2.1' } });
  expect(privateValues([numeric]).map(({ kind }) => kind)).toEqual(['address', 'address']);
});

it('stays quick with tens of thousands of known values', () => {
  const known = Array.from({ length: 30_000 }, (_, index) => ({
    kind: 'host' as const,
    value: `host${index}.example.com`,
  }));
  const redact = createRedactor(known);
  const started = performance.now();
  for (let index = 0; index < 2000; index += 1)
    redact(`Looking up host "host${index}.example.com"`);
  expect(performance.now() - started).toBeLessThan(5000);
});

it.each([
  'a',
  'a.',
  'a@',
  '\\\\',
  'C:\\a\\',
  '/home/',
  '~/',
  '"',
  '1.',
  'f:',
  'AAAA',
  ' ',
  '\n',
  '://a:',
  'login: ',
  '\u001b]',
])('stays quick with a line that repeats %j', (piece) => {
  // The engine keeps no more of a line.
  const text = piece.repeat(16_384 / piece.length);
  const started = performance.now();
  createRedactor([{ kind: 'user', value: 'a b' }])(text);
  expect(performance.now() - started).toBeLessThan(2000);
});

it.each([
  ['slashes in quotes', 'Offering key "' + '/'.repeat(200_000)],
  ['brackets', '['.repeat(200_000)],
  ['a name without a port', 'a'.repeat(200_000)],
  ['marks of a zone', `fe80::1${'%'.repeat(200_000)}\n`],
  ['quotes after the word', 'key "'.repeat(40_000)],
])('gets through a hostile text of %s', (_what, text) => {
  const log = makeLog({ facts: { forwardings: [text] } });
  expect(createRedactor(privateValues([log]))(text)).not.toBe('');
});

it('finds the hosts of a forwarding, in brackets or not', () => {
  const forwardings = ['Local port 8080 forwarding to db.example.com:5432', 'to [2001:db8::1]:22'];
  expect(privateValues([makeLog({ facts: { forwardings } })])).toEqual([
    { kind: 'host', value: 'db.example.com', aliases: ['db'] },
    { kind: 'address', value: '2001:db8::1' },
  ]);
});
