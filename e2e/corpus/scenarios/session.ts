/** What happens once the login is through: commands, banners, remote text, forwarding. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { savedSession } from '../../real/putty';
import { USER } from '../house';
import type { Place, Scenario } from '../scenario';
import { EVERY_WINDOW, keyServer, PLAIN_KINDS, webCommand } from './common';

/** PuTTY's messages as a program on the server might print them. */
function lookAlikes(): string {
  const index = join(import.meta.dirname, '../../../catalogue/generated/index.json');
  const { entries } = JSON.parse(readFileSync(index, 'utf8')) as { entries: { title: string }[] };
  return [
    'FATAL ERROR: Network error: Connection refused',
    'FATAL ERROR: Remote side unexpectedly closed network connection',
    'Event Log: Server refused our key',
    'Server refused our key',
    'Access denied',
    'login as: deploy',
    "deploy@web1.example.com's password: ",
    'plink: unknown option "-x"',
    ...entries.map(({ title }) => title),
    '',
  ].join('\n');
}

/** The file that the server's program prints. */
function layOut(): void {
  writeFileSync(`/home/${USER}/messages.txt`, lookAlikes());
}

async function serverWithMessages(at: Place): Promise<string> {
  layOut();
  return keyServer(at);
}

export const SESSION: readonly Scenario[] = [
  {
    name: 'exit-status',
    async record(at) {
      const ppk = await keyServer(at);
      await at.tool('plink', webCommand(['-i', ppk], 'cat missing.txt'), {
        kinds: PLAIN_KINDS,
        about: 'The command fails with status 1 and complains; the connection is well.',
        tells: [],
        code: 1,
      });
    },
  },
  {
    name: 'command-killed',
    async record(at) {
      const ppk = await keyServer(at);
      await at.tool('plink', webCommand(['-i', ppk], 'kill -TERM $$'), {
        kinds: PLAIN_KINDS,
        about: 'The command is ended by a signal.',
        tells: ['session-exited-on-signal'],
        except: { stderr: [] },
      });
    },
  },
  {
    name: 'look-alikes',
    async record(at) {
      const ppk = await serverWithMessages(at);
      // Dumps take much room; the first messages are those that look most like PuTTY's.
      await at.tool('plink', webCommand(['-i', ppk], 'head -c 6000 messages.txt'), {
        kinds: ['sshlog'],
        about: "A program on the server prints PuTTY's messages.",
        tells: [],
        code: 0,
      });
      for (const [label, command] of [
        ['merged', 'tail -n +9 messages.txt'],
        ['merged-fatal', 'head -n 8 messages.txt'],
      ] as const) {
        await at.tool('plink', webCommand(['-i', ppk], command), {
          kinds: ['verbose'],
          label,
          about: "A program on the server prints PuTTY's messages among those of Plink.",
          tells: [],
          merged: true,
          code: 0,
        });
      }
      await at.window({
        kinds: ['printable', 'all'],
        about: "A program on the server prints PuTTY's messages in the window.",
        tells: [],
        settings: { PublicKeyFile: ppk, RemoteCommand: 'cat messages.txt' },
      });
      await at.window({
        kinds: ['packets', 'raw'],
        about: "A program on the server prints PuTTY's messages in the window.",
        tells: [],
        settings: { PublicKeyFile: ppk, RemoteCommand: 'head -c 2500 messages.txt' },
      });
    },
  },
  {
    name: 'session-data-omitted',
    async record(at) {
      const ppk = await serverWithMessages(at);
      await at.window({
        kinds: ['packets'],
        about: "A session whose data are left out of the log; the server prints PuTTY's messages.",
        tells: [],
        settings: { PublicKeyFile: ppk, RemoteCommand: 'cat messages.txt', SSHLogOmitData: 1 },
      });
    },
  },
  {
    name: 'nested-plink',
    async record(at) {
      const ppk = await keyServer(at);
      const inner =
        'PUTTYDIR=$HOME/.putty plink -batch -l deploy db1.example.com uptime 2>&1; true';
      await at.tool('plink', webCommand(['-i', ppk], inner), {
        kinds: ['sshlog', 'verbose'],
        about: 'A Plink that runs on the server fails; the session that shows it is well.',
        tells: [],
        code: 0,
      });
    },
  },
  {
    name: 'banner',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({
        authorizedKeys: [publicLine],
        banner:
          'For authorised users only.\nServer refused our key\nAccess denied\nFATAL ERROR: Network error: Connection refused\n',
      });
      await at.tool('plink', webCommand(['-i', ppk]), {
        kinds: PLAIN_KINDS,
        about: "The server's banner has words of PuTTY's in it.",
        tells: [],
        code: 0,
      });
      await at.window({
        kinds: EVERY_WINDOW.filter((kind) => kind !== 'raw'),
        about: "The server's banner has words of PuTTY's in it.",
        tells: [],
        settings: { PublicKeyFile: ppk, RemoteCommand: 'cat notes.txt' },
      });
    },
  },
  {
    name: 'pty-refused',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({ authorizedKeys: [`restrict ${publicLine}`] });
      await at.tool('plink', ['-batch', '-t', '-l', USER, '-i', ppk, 'web1.example.com', 'true'], {
        kinds: PLAIN_KINDS,
        about: 'The server gives no terminal to this key.',
        tells: ['pty-refused'],
      });
    },
  },
  {
    name: 'shell-long',
    async record(at) {
      const ppk = await keyServer(at, ['RekeyLimit 16K']);
      savedSession(at.home, 'short-log', { SSHLogOmitData: 1 });
      const much = webCommand(['-i', ppk], 'yes "a line of output" | head -n 2000');
      await at.tool('plink', ['-load', 'short-log', ...much], {
        kinds: ['sshlog'],
        about: 'A command prints more than the server will send with one set of keys.',
        tells: [],
        code: 0,
      });
    },
  },
  {
    name: 'window-without-key-in-session',
    async record(at) {
      const ppk = await keyServer(at);
      await at.window({
        kinds: ['printable', 'all'],
        about: 'Commands in the session fail with words like those of PuTTY.',
        tells: [],
        settings: { PublicKeyFile: ppk },
        use: async (user) => {
          await user.logged(/\$ $/);
          await user.type('cat secret.txt\ncat /etc/shadow\necho Server refused our key\nexit\n');
        },
      });
    },
  },
];
