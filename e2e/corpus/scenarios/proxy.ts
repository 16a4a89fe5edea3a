/** Ways around: proxies, local commands, jump hosts. */
import { savedSession } from '../../real/putty';
import type { Settings } from '../../real/putty';
import { startTool } from '../../real/putty';
import { USER } from '../house';
import type { Place, Scenario } from '../scenario';
import { httpProxy } from '../scripted/http-proxy';
import { HOW_IT_ENDS, keyServer, PLAIN_KINDS, shown } from './common';

const SOCKS5 = 2;
const HTTP = 3;
const COMMAND = 5;
const SSH = 6;

function session(at: Place, ppk: string, settings: Settings): void {
  savedSession(at.home, 'behind', {
    HostName: 'db1.example.com',
    UserName: USER,
    PublicKeyFile: ppk,
    ...settings,
  });
}

const COMMANDS = ['-batch', '-load', 'behind', 'cat notes.txt'];

export const PROXY: readonly Scenario[] = [
  {
    name: 'proxy-refused',
    async record(at) {
      const { ppk } = await at.key('deploy');
      const place = { ProxyHost: 'proxy.example.com', ProxyPort: 1080 };
      session(at, ppk, { ProxyMethod: SOCKS5, ...place });
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'socks',
        more: shown({ port: 22 }),
        about: 'Nothing listens at the port of the SOCKS proxy.',
        tells: ['connection-refused'],
        code: 1,
      });
      session(at, ppk, { ProxyMethod: HTTP, ...place, ProxyPort: 8080 });
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'http',
        more: shown({ port: 22 }),
        about: 'Nothing listens at the port of the web proxy.',
        tells: ['connection-refused'],
        code: 1,
      });
    },
  },
  {
    name: 'proxy-http-answers',
    async record(at) {
      const { ppk } = await at.key('deploy');
      session(at, ppk, { ProxyMethod: HTTP, ProxyHost: 'proxy.example.com', ProxyPort: 8080 });
      const proxy = await httpProxy(at, '403 Forbidden');
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'forbidden',
        more: shown({ port: 22 }),
        about: 'Made proxy: it forbids the connection.',
        tells: ['proxy-http-forbidden'],
        code: 1,
      });
      proxy.hangUp();
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'forbidden-closed',
        more: shown({ port: 22 }),
        about:
          'Made proxy: it forbids the connection without a text and hangs up; this PuTTY shows only that.',
        tells: ['remote-closed-unexpectedly'],
        code: 1,
      });
    },
  },
  {
    name: 'proxy-http-password',
    async record(at) {
      const { ppk } = await at.key('deploy');
      session(at, ppk, { ProxyMethod: HTTP, ProxyHost: 'proxy.example.com', ProxyPort: 8080 });
      await httpProxy(at, '407 Proxy Authentication Required', [
        'Proxy-Authenticate: Basic realm="example"',
      ]);
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        about: 'Made proxy: it wants a password, and there is none.',
        more: shown({ port: 22 }),
        tells: ['proxy-ssh-prompt-impossible'],
        code: 1,
      });
    },
  },
  {
    name: 'proxy-socks-real',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({ on: 'gateway.example.com', authorizedKeys: [publicLine] });
      await at.sshd({ on: 'db1.example.com', authorizedKeys: [publicLine] });
      const proxy = startTool(
        'plink',
        ['-batch', '-v', '-N', '-D', '1080', '-i', ppk, '-l', USER, 'gateway.example.com'],
        { home: at.home },
      );
      at.finally(() => proxy.stop());
      await proxy.waitFor(/SOCKS dynamic forwarding/);
      session(at, ppk, {
        ProxyMethod: SOCKS5,
        ProxyHost: '127.0.0.1',
        ProxyPort: 1080,
        ProxyLocalhost: 1,
      });
      await at.tool('plink', COMMANDS, {
        kinds: ['sshlog', 'verbose'],
        label: 'fine',
        more: shown({ port: 22 }),
        about: 'A session through the SOCKS port of another Plink.',
        tells: [],
        code: 0,
      });
      session(at, ppk, {
        HostName: 'old.example.com',
        ProxyMethod: SOCKS5,
        ProxyHost: '127.0.0.1',
        ProxyPort: 1080,
        ProxyLocalhost: 1,
      });
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'target-refused',
        more: shown({ port: 22 }),
        about: 'The SOCKS proxy cannot connect to the target and hangs up.',
        tells: ['connection-reset'],
        orTells: HOW_IT_ENDS,
        code: 1,
      });
    },
  },
  {
    name: 'proxy-command',
    async record(at) {
      const ppk = await keyServer(at);
      session(at, ppk, { ProxyMethod: COMMAND, ProxyTelnetCommand: 'no-such-program %host %port' });
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'missing',
        more: shown({ roots: ['proxy-command-output'] }),
        about: 'The local proxy command does not exist.',
        tells: ['proxy-command-output', 'remote-closed-unexpectedly'],
        // What the command says is shown with -v only.
        except: { stderr: ['remote-closed-unexpectedly'] },
        code: 1,
      });
      session(at, ppk, {
        ProxyMethod: COMMAND,
        ProxyTelnetCommand: 'echo cannot reach %host >&2; exit 1',
      });
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'fails',
        more: shown({ roots: ['proxy-command-output'] }),
        about: 'The local proxy command complains and ends.',
        tells: ['proxy-command-output', 'remote-closed-unexpectedly'],
        // What the command says is shown with -v only.
        except: { stderr: ['remote-closed-unexpectedly'] },
        code: 1,
      });
    },
  },
  {
    name: 'jump-host',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({ on: 'gateway.example.com', authorizedKeys: [publicLine] });
      const inner = await at.sshd({ on: 'db1.example.com', authorizedKeys: [publicLine] });
      const jump = `plink -batch -i ${ppk} -l ${USER} -nc %host:%port gateway.example.com`;
      session(at, ppk, { ProxyMethod: COMMAND, ProxyTelnetCommand: jump });
      await at.tool('plink', COMMANDS, {
        kinds: ['sshlog', 'verbose'],
        label: 'command-fine',
        about: 'A session through a jump host, by a Plink as proxy command.',
        tells: [],
        code: 0,
      });
      session(at, ppk, {
        ProxyMethod: SSH,
        ProxyHost: 'gateway.example.com',
        ProxyPort: 22,
        ProxyUsername: USER,
      });
      await at.tool('plink', [...COMMANDS.slice(0, 1), '-i', ppk, ...COMMANDS.slice(1)], {
        kinds: PLAIN_KINDS,
        label: 'ssh-no-key',
        about: 'The jump host takes nothing but keys, and for it there is none.',
        tells: ['connection-not-opened', 'proxy-ssh-connection-failed'],
        except: { stderr: ['proxy-ssh-connection-failed'] },
        code: 1,
      });
      const agent = await at.pageant([ppk]);
      await at.tool('plink', COMMANDS, {
        kinds: ['sshlog', 'verbose'],
        label: 'ssh-fine',
        about: "A session through a jump host, by PuTTY's own SSH proxy.",
        tells: [],
        env: { SSH_AUTH_SOCK: agent.socket },
        code: 0,
      });
      await inner.stop();
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'ssh-target-refused',
        about: "The jump host of PuTTY's own SSH proxy cannot connect to the target.",
        tells: ['proxy-ssh-connection-failed', 'connection-not-opened'],
        except: { stderr: ['proxy-ssh-connection-failed'] },
        env: { SSH_AUTH_SOCK: agent.socket },
        code: 1,
      });
      session(at, ppk, { ProxyMethod: COMMAND, ProxyTelnetCommand: jump });
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'command-target-refused',
        more: shown({ roots: ['proxy-command-output'] }),
        about: 'The jump host cannot connect to the target.',
        tells: ['proxy-command-output', 'remote-closed-unexpectedly'],
        // What the command says is shown with -v only.
        except: { stderr: ['remote-closed-unexpectedly'] },
        code: 1,
      });
      const other = `plink -batch -i ${ppk} -l ${USER} -nc %host:%port web1.example.com`;
      session(at, ppk, { ProxyMethod: COMMAND, ProxyTelnetCommand: other });
      await at.tool('plink', COMMANDS, {
        kinds: PLAIN_KINDS,
        label: 'command-jump-refused',
        more: shown({ roots: ['proxy-command-output'] }),
        about: 'The jump host itself does not answer.',
        tells: ['proxy-command-output', 'remote-closed-unexpectedly'],
        // What the command says is shown with -v only.
        except: { stderr: ['remote-closed-unexpectedly'] },
        code: 1,
      });
    },
  },
];
