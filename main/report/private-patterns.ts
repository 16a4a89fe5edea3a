/** What a private value looks like where no fact of the session names it. */
import type { PrivateKind } from '../contract/redaction';

export interface PrivatePattern {
  readonly kind: PrivateKind;
  /** With the flags `d` and `g`; the group `value` is what has to go. Linear in the text's length. */
  readonly expression: RegExp;
  /** Looks closer at what the expression found. */
  readonly accepts?: (value: string) => boolean;
}

/** What stands in the place of a name but tells nothing; in lower case. */
export const NEVER_PRIVATE: ReadonlySet<string> = new Set([
  'localhost',
  '127.0.0.1',
  '::1',
  '0.0.0.0',
  '::',
  // They stand for a file format and for any name in texts of PuTTY's own.
  'ssh.com',
  'openssh.com',
  'host.name',
]);

/** Pieces that patterns leave alone: version strings, and names of algorithms that end in a domain. */
export const SAFE =
  /SSH-\d\.\d{1,2}-\S{1,255}|[a-z0-9][a-z0-9-]{0,63}@(?:openssh\.com|libssh\.org|lysator\.liu\.se|ssh\.com|putty\.projects\.tartarus\.org)(?![\w.-])/g;

const KEY_EXTENSION = String.raw`\.(?:ppk|pem|pub|key)`;
/** A folder of a Windows path may have spaces in it, the last part only in quotes. */
const WINDOWS_PATH = String.raw`(?:[A-Za-z]:\\|\\\\)(?:[^"<>|\n\\/:*?]{1,255}\\){0,64}[^\s"<>|\\/:*?]{0,254}[^\s"<>|\\/:*?'.,;)\]]`;
/** Folders that are the same everywhere tell nothing: `/etc/ssh/sshd_config`. */
const UNIX_PATH = String.raw`(?<![\w.~-])(?:/(?:home|Users|root|mnt|media|srv|opt|data)(?=/)|~)/[^\s"'<>|:,;()]{1,4096}`;

export const PATTERNS: readonly PrivatePattern[] = [
  // A password in an option, an assignment, an address or a header.
  { kind: 'password', expression: /(?:^|\s)-(?:pw|proxypw)[ =](?!option\b)(?<value>\S{1,1024})/dg },
  {
    kind: 'password',
    expression:
      /(?<!read )(?:password|passwd|passphrase|passcode|secret|token|pwd)["']?(?:[:=]| is)[ \t]{0,8}(?<value>"[^"\n]{1,1024}"|'[^'\n]{1,1024}'|[^\s"',;]{1,1024})/dgi,
  },
  { kind: 'password', expression: /:\/\/[^\s:@/]{0,255}:(?<value>[^\s@/]{1,1024})@/dg },
  {
    kind: 'password',
    expression: /authorization: ?(?:basic|bearer|digest|negotiate) (?<value>[^\n]{1,4096})/dgi,
  },
  // What was typed at a prompt, behind it or on the next line: `[sudo] password for maria: ...`.
  {
    kind: 'password',
    expression:
      /\b(?:password|passphrase|passcode|pin|code) for [^\n:]{1,255}:[ \t]{0,8}(?<value>[^\s][^\n]{0,1023})/dgi,
  },
  {
    kind: 'password',
    expression:
      /(?:password|passphrase|passcode|\bpin|verification code|one-time code)[^\n:]{0,255}:[ \t]{0,8}\n(?<value>[^\n]{1,1024})/dgi,
  },
  // A row of a packet's dump may hold a password, or a part of one.
  {
    kind: 'password',
    expression:
      /(?:^|\n) {2}[0-9a-f]{8} {2}(?<value>(?:(?:[0-9a-f]{2}|XX) {1,2}){1,16}[^\n]{0,64})/dg,
  },
  // Users, where PuTTY or a prompt names them.
  {
    kind: 'user',
    expression:
      /\b(?:user ?name|user|login|account|login as|specified; using)(?: is)?:? ["'](?<value>[^"'\n]{1,255})["']/dgi,
  },
  { kind: 'user', expression: /\b(?:login as|user ?name|login): (?<value>[^\s"]{1,255})/dgi },
  { kind: 'user', expression: /(?<![\w@.+-])(?<value>[\w.+-]{1,64})@(?=[A-Za-z0-9[])/dg },
  { kind: 'user', expression: /:\/\/(?<value>[^\s:@/]{1,255})(?::[^\s@/]{1,1024})?@/dg },
  // Hosts: after an at sign, in quotes after the word, before a port, and by their dots.
  { kind: 'host', expression: /(?<=[\w.+-]@)(?<value>[A-Za-z0-9][\w.-]{0,254})/dg },
  {
    kind: 'host',
    expression:
      /\b(?:host(?: ?name)?|display name|server|proxy|to proxy of)(?: is)?:? ["'](?<value>[^"'\n]{1,255})["']/dgi,
    accepts: (value) => !/^[\d.]+$/.test(value) && !isIpv6(value),
  },
  {
    kind: 'host',
    expression:
      /\b(?:connect(?:ing|ed|ion)? to|forwarding to|forward to|from|host) (?<value>[A-Za-z][\w.-]{0,254})(?=:\d{1,5}\b| port \d)/dgi,
  },
  {
    kind: 'host',
    expression:
      /(?<![\w@/\\.-])(?<value>(?:[A-Za-z0-9_](?:[\w-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24})(?![\w-])/dg,
    // A sentence may begin right after the full stop of another.
    accepts: (value) => !FILE_NAME.test(value) && !/[a-z]\.[A-Z][a-z]+$/.test(value),
  },
  // Network addresses.
  {
    kind: 'address',
    expression: /(?<![\w.])(?<value>(?:\d{1,3}\.){3}\d{1,3})(?![\w.]*\d)/dg,
    accepts: (value) => value.split('.').every((part) => Number(part) <= 255),
  },
  {
    kind: 'address',
    expression:
      /(?<![\w:.])(?<value>[0-9A-Fa-f:]{2,45}(?:\d{1,3}(?:\.\d{1,3}){3})?(?:%\w{1,32})?)/dg,
    accepts: isIpv6,
  },
  // Keys: their files, comments, fingerprints, and public keys written out.
  {
    kind: 'key-file',
    expression: new RegExp(String.raw`"(?<value>[^"\n]{1,4096}${KEY_EXTENSION})"`, 'dgi'),
  },
  {
    kind: 'key-file',
    expression: new RegExp(
      String.raw`(?<value>(?:${WINDOWS_PATH}|${UNIX_PATH}|(?<![\w./\\-])[\w.-]{1,255})${KEY_EXTENSION})(?!\w)`,
      'dgi',
    ),
  },
  { kind: 'key-file', expression: /\bkey(?: file)? "(?<value>[^"\n/\\]*[/\\][^"\n]*)"/dgi },
  {
    kind: 'comment',
    expression:
      /\b(?:public key|key|identity|comment|ID string is)(?: is)?:? ["'](?<value>[^"'\n/\\]{1,1024})["']/dgi,
  },
  { kind: 'fingerprint', expression: /(?<value>SHA256:[A-Za-z0-9+/]{16,64}={0,2})/dg },
  {
    kind: 'fingerprint',
    expression:
      /(?<![0-9A-Fa-f:])(?<value>(?:MD5:)?(?:[0-9A-Fa-f]{2}:){15,31}[0-9A-Fa-f]{2})(?![0-9A-Fa-f:])/dg,
  },
  { kind: 'fingerprint', expression: /(?<value>AAAA[A-Za-z0-9+/]{16,16384}={0,2})/dg },
  // Cookies and other secrets written as hexadecimal digits.
  { kind: 'cookie', expression: /(?<![0-9A-Za-z])(?<value>[0-9A-Fa-f]{32,1024})(?![0-9A-Za-z])/dg },
  { kind: 'cookie', expression: /\bcookie[:=]? {0,4}"?(?<value>[0-9A-Fa-f]{8,1024})/dgi },
  // Other files of a person's own.
  {
    kind: 'path',
    expression:
      /"(?<value>(?:[A-Za-z]:[\\/]|\\\\|~\/|\/(?:home|Users|root|mnt|media|srv|opt|data)\/)[^"\n]{1,4096})"/dg,
  },
  { kind: 'path', expression: new RegExp(`(?<value>${WINDOWS_PATH})`, 'dg') },
  { kind: 'path', expression: new RegExp(`(?<value>${UNIX_PATH})`, 'dg') },
];

/** `plink.exe`, `sshd_config.bak`: a name with a dot that is no host. */
const FILE_NAME =
  /\.(?:log|txt|ppk|pem|pub|key|crt|exe|dll|so|conf|cfg|config|ini|service|socket|sh|py|pl|rb|bat|cmd|ps|old|bak|orig|save|tmp|html|md|gz|zip|tar|bashrc|profile|ssh|c|h)$/i;

/** Eight groups, or fewer with one `::`. */
function isIpv6(value: string): boolean {
  const address = (value.split('%', 1)[0] ?? '').replace(/\d{1,3}(?:\.\d{1,3}){3}$/, '0:0');
  const halves = address.split('::');
  if (halves.length > 2 || address === '::') return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 && groups.length > 0 : groups.length === 8;
}
