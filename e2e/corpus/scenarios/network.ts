/** The way to the server, and connections that end before their time. */
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { until } from '../../real/processes';
import { HOSTS, UNREACHABLE_HOST, USER } from '../house';
import type { Scenario } from '../scenario';
import { listen } from '../scripted/listen';
import { relay } from '../scripted/relay';
import { greet } from '../scripted/ssh-scraps';
import { stubbornPort } from '../scripted/stubborn';
import { EVERY_KIND, HOW_IT_ENDS, keyServer, PLAIN_KINDS, webCommand } from './common';

const to = (host: string): string[] => ['-batch', '-l', USER, host];

/** Plink and its sisters end with a message that does not say that it is fatal. */
const NOT_OPENED = { verbose: { endedBy: 'error' }, stderr: { endedBy: 'error' } } as const;

/** A command that tells when it runs and then waits for a line. */
const WAITING = 'echo ready; read answer; echo done';

export const NETWORK: readonly Scenario[] = [
  {
    name: 'connection-refused',
    async record(at) {
      await at.tool('plink', to('db1.example.com'), {
        kinds: EVERY_KIND,
        about: 'Nothing listens at the port.',
        tells: ['connection-refused'],
        code: 1,
      });
      await at.tool('pscp', ['-batch', '-l', USER, '/etc/hosts', 'db1.example.com:'], {
        kinds: ['stderr'],
        label: 'pscp',
        about: 'Nothing listens at the port; PSCP says so.',
        tells: ['connection-refused'],
      });
      await at.tool('psftp', ['-batch', '-l', USER, 'db1.example.com'], {
        kinds: ['stderr'],
        label: 'psftp',
        about: 'Nothing listens at the port; PSFTP says so.',
        tells: ['connection-refused'],
      });
      await at.window({
        kinds: ['packets'],
        about: 'Nothing listens at the port; the window shows it in a message box.',
        tells: ['connection-refused'],
        settings: { HostName: 'db1.example.com' },
        use: (user) => user.titled(/Error/),
        closes: false,
      });
    },
  },
  {
    name: 'connection-timed-out',
    async record(at) {
      await stubbornPort(at, 'old.example.com', 22);
      await at.tool('plink', to('old.example.com'), {
        kinds: EVERY_KIND,
        about: 'Made host: it drops what asks for a connection.',
        tells: ['connection-timed-out'],
        code: 1,
      });
    },
  },
  {
    name: 'host-unreachable',
    async record(at) {
      await at.tool('plink', to(UNREACHABLE_HOST), {
        kinds: PLAIN_KINDS,
        label: 'host',
        about: 'There is no way to the host.',
        more: NOT_OPENED,
        tells: ['no-route-to-host'],
        code: 1,
      });
      await at.tool('plink', to('192.0.2.200'), {
        kinds: PLAIN_KINDS,
        label: 'network',
        about: "There is no way to the host's network.",
        more: NOT_OPENED,
        tells: ['network-unreachable'],
        code: 1,
      });
    },
  },
  {
    name: 'host-unknown',
    async record(at) {
      await at.tool('plink', to('wbe1.example.com'), {
        kinds: PLAIN_KINDS,
        about: 'The host name is mistyped and does not exist.',
        more: NOT_OPENED,
        tells: ['host-name-not-found'],
        // Nothing is written to the log after the name was looked up.
        except: { sshlog: [] },
        code: 1,
      });
      await at.tool('psftp', to('wbe1.example.com'), {
        kinds: ['stderr'],
        label: 'psftp',
        about: 'The host name is mistyped and does not exist; PSFTP says so.',
        tells: ['host-name-not-found'],
      });
    },
  },
  {
    name: 'reset-before-login',
    async record(at) {
      await listen(at, 'old.example.com', 22, (socket) => {
        greet(socket, 'SSH-2.0-OldSwitch_1.2', () => socket.resetAndDestroy());
      });
      await at.tool('plink', to('old.example.com'), {
        kinds: PLAIN_KINDS,
        about: 'Made server: it resets the connection after the versions.',
        tells: ['connection-reset'],
        code: 1,
      });
    },
  },
  {
    name: 'closed-without-a-word',
    async record(at) {
      await listen(at, 'old.example.com', 22, (socket) => socket.end());
      await at.tool('plink', to('old.example.com'), {
        kinds: EVERY_KIND,
        about: 'Made server: it closes each connection at once.',
        tells: ['remote-closed-unexpectedly'],
        code: 1,
      });
    },
  },
  {
    name: 'not-an-ssh-server',
    async record(at) {
      await listen(at, 'old.example.com', 22, (socket) => {
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      });
      await at.tool('plink', to('old.example.com'), {
        kinds: EVERY_KIND,
        about: 'Made server: a web server at the port of SSH.',
        tells: ['remote-closed-unexpectedly'],
        code: 1,
      });
    },
  },
  {
    name: 'reset-in-session',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({ port: 2222, authorizedKeys: [publicLine] });
      const between = await relay(at, 'web1.example.com', 2222);
      await at.tool('plink', webCommand(['-i', ppk], WAITING), {
        kinds: PLAIN_KINDS,
        about: 'Made relay before a real server: the connection is reset while a command runs.',
        tells: ['connection-reset'],
        during: async (tool) => {
          await tool.waitFor(/ready/);
          between.reset();
          await tool.finished;
        },
        code: 1,
      });
      await at.window({
        kinds: ['printable', 'all', 'packets'],
        about:
          'Made relay before a real server: the connection is reset; only a packet log shows it.',
        tells: ['connection-reset'],
        except: { printable: [], all: [] },
        settings: { PublicKeyFile: ppk, RemoteCommand: WAITING },
        use: async (user) => {
          await user.logged(
            user.kind === 'packets' ? /Started a shell[\s\S]*Incoming packet/ : /ready/,
          );
          between.reset();
          await user.titled(/Fatal Error/);
        },
        closes: false,
      });
    },
  },
  {
    name: 'server-killed',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      for (const kind of PLAIN_KINDS) {
        const server = await at.sshd({ authorizedKeys: [publicLine] });
        await at.tool('plink', webCommand(['-i', ppk], WAITING), {
          kinds: [kind],
          about: 'The server is killed while a command runs.',
          tells: ['remote-closed-unexpectedly'],
          during: async (tool) => {
            await tool.waitFor(/ready/);
            killSessions();
            await tool.finished;
          },
          code: 1,
        });
        await server.stop('SIGKILL');
      }
    },
  },
  {
    name: 'idle-drop',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      for (const kind of ['sshlog', 'sshraw', 'verbose'] as const) {
        const server = await at.sshd({
          authorizedKeys: [publicLine],
          config: ['ClientAliveInterval 1', 'ClientAliveCountMax 2'],
        });
        await at.tool('plink', webCommand(['-i', ppk], WAITING), {
          kinds: [kind],
          about: 'The computer sleeps for some seconds; the server gives up on it.',
          tells: ['remote-closed-unexpectedly'],
          orTells: HOW_IT_ENDS,
          during: async (tool) => {
            await tool.waitFor(/ready/);
            process.kill(tool.pid, 'SIGSTOP');
            await server.waitFor(/Timeout, client not responding/);
            await until(() => sessions().length === 0 || undefined, 'the end of the session');
            process.kill(tool.pid, 'SIGCONT');
            // Now and then Plink sees the end but does nothing until something else happens.
            const nudge = setTimeout(() => {
              tool.write('\n');
            }, 2000);
            await tool.finished;
            clearTimeout(nudge);
          },
          code: 1,
        });
        await server.stop();
      }
    },
  },
  {
    name: 'server-full',
    async record(at) {
      await keyServer(at, ['MaxStartups 1', 'LoginGraceTime 60']);
      const waiting = connect(22, HOSTS['web1.example.com']);
      at.finally(() => waiting.destroy());
      await new Promise((resolve) => waiting.once('data', resolve));
      await at.tool('plink', webCommand([]), {
        kinds: PLAIN_KINDS,
        about: 'Too many logins are going on; the server turns new ones away.',
        tells: ['remote-closed-unexpectedly'],
        orTells: HOW_IT_ENDS,
        code: 1,
      });
    },
  },
  {
    name: 'login-too-slow',
    async record(at) {
      for (const kind of PLAIN_KINDS) {
        const server = await at.sshd({
          passwords: true,
          config: ['LoginGraceTime 2', 'PubkeyAuthentication no'],
        });
        await at.tool('plink', ['-l', USER, 'web1.example.com', 'true'], {
          kinds: [kind],
          about: 'The password is typed only after the server has given up.',
          tells: ['remote-closed-unexpectedly'],
          during: async (tool) => {
            await tool.waitFor(/password: /);
            await until(() => sessions().length === 0 || undefined, 'the end of the login');
            tool.write('too late\n');
            await tool.finished;
          },
          code: 1,
        });
        await server.stop();
      }
    },
  },
];

/** The servers' processes of single sessions; all processes here are the house's. */
function sessions(): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return title.startsWith('sshd: ') && !title.includes('[listener]');
    } catch {
      // It has ended in the meantime.
      return false;
    }
  });
}

function killSessions(): void {
  for (const pid of sessions()) process.kill(pid, 'SIGKILL');
}
