/** Logins that work, and those that fail for the key's or the method's sake. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPair } from '../../real/putty';
import { PASSWORD, USER } from '../house';
import type { Scenario, UserAtWindow } from '../scenario';
import {
  EVERY_KIND,
  EVERY_WINDOW,
  keyServer,
  passwordServer,
  PLAIN_KINDS,
  RIGHT,
  shown,
  webCommand,
} from './common';

/** Waits for the remote shell, by what the kind of log shows of it. */
const shell = (user: UserAtWindow): Promise<void> =>
  user.logged(user.kind === 'printable' || user.kind === 'all' ? /\$ $/ : /Started a shell/);

/** The order in which Pageant offers keys of one type: by their bytes. */
function inTheAgent(one: KeyPair, other: KeyPair): number {
  const bytes = ({ publicLine }: KeyPair): Buffer =>
    Buffer.from(publicLine.split(' ')[1] ?? '', 'base64');
  return Buffer.compare(bytes(one), bytes(other));
}

export const LOGIN: readonly Scenario[] = [
  {
    name: 'key-accepted',
    async record(at) {
      // What the server offers is left as it is, so that one session has all of it.
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({ authorizedKeys: [publicLine], plain: true });
      await at.tool('plink', webCommand(['-i', ppk]), {
        kinds: EVERY_KIND.filter((kind) => kind !== 'stderr'),
        about: 'A key from a file is accepted and a command runs.',
        tells: [],
        code: 0,
      });
    },
  },
  {
    name: 'window-key-accepted',
    async record(at) {
      const ppk = await keyServer(at);
      await at.window({
        kinds: EVERY_WINDOW,
        about: "Login with a key in PuTTY's window, two commands, logout.",
        tells: [],
        settings: { PublicKeyFile: ppk },
        use: async (user) => {
          await shell(user);
          await user.type('cat notes.txt\nls reports\nexit\n');
        },
      });
    },
  },
  {
    name: 'agent-third-key',
    async record(at) {
      const pairs = await Promise.all(['deploy', 'laptop', 'backup'].map((name) => at.key(name)));
      const last = pairs.toSorted(inTheAgent).at(-1);
      await at.sshd({ authorizedKeys: last ? [last.publicLine] : [] });
      const agent = await at.pageant(pairs.map((pair) => pair.ppk));
      await at.tool('plink', webCommand([]), {
        kinds: ['sshlog', 'verbose'],
        about:
          'The agent holds three keys; the server refuses two and takes the third, which is no failure.',
        tells: ['key-refused'],
        env: { SSH_AUTH_SOCK: agent.socket },
        code: 0,
      });
    },
  },
  {
    name: 'key-refused-only',
    async record(at) {
      await keyServer(at);
      const { ppk } = await at.key('laptop');
      await at.tool('plink', webCommand(['-i', ppk]), {
        kinds: EVERY_KIND,
        about: 'The server does not know the key and takes nothing but keys.',
        tells: ['key-refused', 'no-supported-auth-methods'],
        code: 1,
      });
    },
  },
  {
    name: 'key-refused-password-ok',
    async record(at) {
      await at.sshd({ passwords: true });
      const { ppk } = await at.key('laptop');
      await at.tool('plink', webCommand(['-i', ppk, ...RIGHT]), {
        kinds: PLAIN_KINDS,
        about: 'The key is refused, then the password from the command line is accepted.',
        tells: ['key-refused'],
        code: 0,
      });
      await at.window({
        kinds: EVERY_WINDOW.filter((kind) => kind !== 'raw'),
        about: 'The key is refused, then the password typed in the window is accepted.',
        tells: ['key-refused'],
        settings: { PublicKeyFile: ppk, RemoteCommand: 'cat notes.txt' },
        use: async (user) => {
          await user.logged(/Server refused our key/);
          await user.type(`${PASSWORD}\n`);
        },
      });
    },
  },
  {
    name: 'wrong-password',
    async record(at) {
      await passwordServer(at);
      await at.tool('plink', webCommand(['-pw', 'wrong']), {
        kinds: PLAIN_KINDS,
        label: 'batch',
        about: 'The password on the command line is wrong.',
        tells: ['access-denied', 'configured-password-refused'],
        code: 1,
      });
      await at.tool('psftp', ['-batch', '-l', USER, '-pw', 'wrong', 'web1.example.com'], {
        kinds: ['stderr'],
        label: 'psftp',
        about: 'PSFTP with a wrong password on the command line.',
        tells: ['access-denied', 'configured-password-refused'],
        merged: true,
      });
      await at.tool('plink', ['-l', USER, 'web1.example.com', 'cat notes.txt'], {
        kinds: PLAIN_KINDS,
        label: 'typed',
        about: 'A wrong password is typed, then the right one.',
        tells: ['access-denied'],
        stdin: [
          { after: /password: /, text: 'wrong\n' },
          { after: /password: /, text: `${PASSWORD}\n` },
        ],
        code: 0,
      });
    },
  },
  {
    name: 'window-wrong-password',
    async record(at) {
      await passwordServer(at);
      await at.window({
        kinds: ['printable', 'all', 'packets'],
        about: 'A wrong password is typed into the window, then the right one.',
        tells: ['access-denied'],
        settings: { RemoteCommand: 'cat notes.txt' },
        use: async (user) => {
          const packets = user.kind === 'packets' || user.kind === 'raw';
          await user.logged(packets ? /USERAUTH_FAILURE/ : /password: $/);
          await user.type('wrong\n');
          await user.logged(/Access denied|Password authentication failed/);
          await user.type(`${PASSWORD}\n`);
        },
      });
    },
  },
  {
    name: 'password-three-times',
    async record(at) {
      await passwordServer(at, ['MaxAuthTries 3']);
      const wrong = { after: /password: /, text: 'wrong\n' };
      await at.tool('plink', ['-l', USER, 'web1.example.com', 'true'], {
        kinds: PLAIN_KINDS,
        about: 'Three wrong passwords are typed; then the server hangs up.',
        tells: ['access-denied', 'too-many-auth-failures'],
        stdin: [wrong, wrong, wrong],
        code: 1,
      });
    },
  },
  {
    name: 'keyboard-interactive',
    async record(at) {
      await passwordServer(at, [
        'UsePAM yes',
        'PasswordAuthentication no',
        'KbdInteractiveAuthentication yes',
      ]);
      const ask = /Password: /;
      await at.tool('plink', ['-l', USER, 'web1.example.com', 'cat notes.txt'], {
        kinds: PLAIN_KINDS,
        label: 'right',
        about: 'The server asks for the password itself; it is right.',
        tells: [],
        stdin: [{ after: ask, text: `${PASSWORD}\n` }],
        code: 0,
      });
      await at.tool('plink', ['-l', USER, 'web1.example.com', 'cat notes.txt'], {
        kinds: PLAIN_KINDS,
        label: 'second-try',
        about:
          'The server asks for the password itself; it is wrong, and right at the second time.',
        tells: ['access-denied'],
        stdin: [
          { after: ask, text: 'wrong\n' },
          { after: ask, text: `${PASSWORD}\n` },
        ],
        code: 0,
      });
    },
  },
  {
    name: 'too-many-keys',
    async record(at) {
      const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
      const pairs = await Promise.all(names.map((name) => at.key(name)));
      const last = pairs.toSorted(inTheAgent).at(-1);
      await at.sshd({ maxAuthTries: 3, authorizedKeys: last ? [last.publicLine] : [] });
      const agent = await at.pageant(pairs.map((pair) => pair.ppk));
      await at.tool('plink', webCommand([]), {
        kinds: PLAIN_KINDS,
        about: 'The agent holds eight keys; the server hangs up before the right one is tried.',
        tells: ['key-refused', 'too-many-auth-failures'],
        except: { stderr: ['too-many-auth-failures'] },
        env: { SSH_AUTH_SOCK: agent.socket },
        code: 1,
      });
    },
  },
  {
    name: 'no-methods',
    async record(at) {
      await keyServer(at, ['GSSAPIAuthentication yes']);
      await at.tool('plink', webCommand([]), {
        kinds: PLAIN_KINDS,
        about: 'The server takes keys and Kerberos only; Plink has neither.',
        tells: ['no-supported-auth-methods', 'gssapi-refused'],
        except: { stderr: ['no-supported-auth-methods'] },
        code: 1,
      });
      await at.window({
        kinds: ['printable', 'packets'],
        about: 'The server takes keys and Kerberos only; PuTTY has neither.',
        tells: ['no-supported-auth-methods', 'gssapi-refused'],
        except: { printable: [] },
        use: (user) => user.titled(/Fatal Error/),
        closes: false,
      });
    },
  },
  {
    name: 'key-and-password',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({
        authorizedKeys: [publicLine],
        passwords: true,
        methods: 'publickey,password',
      });
      await at.tool('plink', webCommand(['-i', ppk, ...RIGHT]), {
        kinds: PLAIN_KINDS,
        about: 'The server wants a key and a password as well, and gets both.',
        tells: ['further-authentication-required'],
        code: 0,
      });
      await at.tool('plink', webCommand(['-i', ppk, '-pw', 'wrong']), {
        kinds: PLAIN_KINDS,
        label: 'wrong',
        about: 'The server wants a key and a password as well; the password is wrong.',
        tells: ['further-authentication-required', 'access-denied', 'configured-password-refused'],
        code: 1,
      });
    },
  },
  {
    name: 'prompt-in-batch',
    async record(at) {
      await passwordServer(at);
      await at.tool('plink', webCommand([]), {
        kinds: PLAIN_KINDS,
        about: 'The server asks for a password, but nobody is there to answer.',
        more: shown({ cause: 'no-key-given' }),
        tells: ['prompt-in-batch-mode'],
        code: 1,
      });
    },
  },
  {
    name: 'account-locked-out',
    async record(at) {
      const ppk = await keyServer(at, ['DenyUsers deploy']);
      await at.tool('plink', webCommand(['-i', ppk]), {
        kinds: PLAIN_KINDS,
        about: 'The key is right, but the server lets this user in no more.',
        tells: ['key-refused', 'no-supported-auth-methods'],
        code: 1,
      });
    },
  },
  {
    name: 'agent-gone',
    async record(at) {
      const ppk = await keyServer(at);
      const agent = await at.pageant([ppk]);
      await agent.stop();
      rmSync(agent.socket, { force: true });
      await at.tool('plink', webCommand(['-i', ppk]), {
        kinds: ['verbose'],
        about: 'The agent has ended; the key file is used without it.',
        tells: ['pageant-no-reply'],
        env: { SSH_AUTH_SOCK: join('/home/anna', 'agent') },
        code: 0,
      });
    },
  },
];
