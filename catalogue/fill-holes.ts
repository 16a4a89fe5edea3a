/** Fills the `<holes>` of a message's template with values such as PuTTY puts there. */

/** Likely values of each kind of hole; a message counts as matched if one of them leads to it. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  host: ['server.example.com', '192.0.2.7', '2001:db8::7'],
  port: ['22', '8080'],
  user: ['alice'],
  number: ['3', '1024', '5', '0'],
  file: ['/home/alice/file.txt', 'C:\\Users\\alice\\file.txt', 'file.txt'],
  'key-file': ['C:\\Users\\alice\\id.ppk', '/home/alice/id.ppk'],
  algorithm: ['ssh-rsa', 'ssh-ed25519', 'diffie-hellman-group1-sha1', 'RSA', 'aes256-cbc'],
  packet: ['SSH2_MSG_CHANNEL_DATA', 'SSH2_MSG_UNIMPLEMENTED'],
  fingerprint: [
    'ssh-ed25519 255 SHA256:Zl1lcFUkM0pD4PzvXwLr0FkgxDPq1k8VbPr0gzqC0aE',
    'ssh-rsa 2048 7b:e5:6f:a7:f4:f9:81:62:5c:e3:1f:bf:8b:57:6c:5a',
  ],
  date: ['Fri Jan 02 03:04:05 2026', '2026-01-02 03:04:05 UTC'],
  reason: [
    'Permission denied',
    'Connection refused',
    'No such file or directory',
    'unable to open file',
    'wrong passphrase',
    'Host does not exist',
    'The system cannot find the file specified.',
    'unexpected end of data',
  ],
  text: [
    'words of its own',
    'publickey,password',
    'server.example.com',
    'sftp',
    'cipher',
    'rsa',
    'ssh-rsa',
    '7',
    '-x',
    'x',
    'TERM',
    'COM1',
    'Permission denied',
    'SSH-2.0-OpenSSH_9.2',
    'aes256-ctr,aes128-ctr',
    'argon2id',
    '(none)',
  ],
};

/** Angle brackets that PuTTY itself writes. */
const LITERAL = /^(?:server failed to send|plugin failed|something weird|nothing$)/;

/** Fillings tried of one template: enough for the values to meet, few enough to be quick. */
const MOST = 300;

/**
 * The template's text with its holes filled, in several ways; `\n` in it is a line break.
 *
 * @param template such as `Failed to connect to <host>: <reason>`.
 */
export function fillings(template: string): string[] {
  const parts = template.replaceAll('\\n', '\n').split(/(<[^<>\n]+>)/);
  const choices = parts.map((part, index) => (index % 2 === 0 ? [part] : valuesOf(part)));
  const total = choices.reduce((product, values) => product * values.length, 1);
  const longest = Math.max(...choices.map((values) => values.length));
  const texts = new Set<string>();
  // First all holes go through their values side by side, then every combination in turn.
  for (let step = 0; step < longest; step++) {
    texts.add(choices.map((values) => values[step % values.length] ?? '').join(''));
  }
  const stride = Math.max(1, Math.floor(total / MOST));
  for (let number = 0; number < total && texts.size < MOST; number += stride) {
    let rest = number;
    const text = choices.map((values) => {
      const value = values[rest % values.length] ?? '';
      rest = Math.floor(rest / values.length);
      return value;
    });
    texts.add(text.join(''));
  }
  return [...texts];
}

function valuesOf(hole: string): readonly string[] {
  const name = hole.slice(1, -1);
  if (LITERAL.test(name)) return [hole];
  return VALUES[name] ?? [hole];
}
