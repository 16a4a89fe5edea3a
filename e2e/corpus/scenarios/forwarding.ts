/** Forwarded ports, screens and agents. */
import { connect } from 'node:net';
import type { Running } from '../../real/processes';
import { savedSession } from '../../real/putty';
import { HOSTS, USER } from '../house';
import type { Place, Scenario } from '../scenario';
import { listen } from '../scripted/listen';
import { keyServer, PLAIN_KINDS, webCommand } from './common';

const WAITING = 'echo ready; read answer; true';

/** Connects to a forwarded port, so that the server is asked; resolves when it is closed again. */
function knock(port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.on('close', () => {
      resolve();
    });
  });
}

/** Lets the command end once something has happened. */
const after =
  (what: () => Promise<unknown>) =>
  async (tool: Running): Promise<void> => {
    await tool.waitFor(/ready/);
    await what();
    tool.write('go\n');
  };

/** X11 programs need an X server, and xdotool is the smallest one at hand. */
const X_PROGRAM = 'xdotool getdisplaygeometry 2>&1; true';

const withKey = (ppk: string, options: readonly string[], command = WAITING): string[] =>
  webCommand(['-i', ppk, ...options], command);

async function server(at: Place, config: readonly string[] = []): Promise<string> {
  return keyServer(at, config);
}

export const FORWARDING: readonly Scenario[] = [
  {
    name: 'forward-local',
    async record(at) {
      const ppk = await server(at);
      await listen(at, 'db1.example.com', 5432, (socket) => socket.end('hello\n'));
      const fine = withKey(ppk, ['-L', '8080:db1.example.com:5432']);
      await at.tool('plink', fine, {
        kinds: ['sshlog', 'verbose'],
        label: 'fine',
        about: 'A local port is forwarded and used.',
        tells: [],
        during: after(() => knock(8080)),
        code: 0,
      });
      await at.tool('plink', withKey(ppk, ['-L', '8080:db1.example.com:5433']), {
        kinds: PLAIN_KINDS,
        label: 'nobody-there',
        about: 'The server cannot connect to where the forwarded port leads.',
        tells: ['forwarded-connection-refused'],
        except: { stderr: [] },
        during: after(() => knock(8080)),
        code: 0,
      });
      await at.tool(
        'plink',
        withKey(ppk, ['-L', '192.0.2.200:8080:db1.example.com:5432'], 'true'),
        {
          kinds: PLAIN_KINDS,
          label: 'bad-address',
          about: 'The local address to listen at is not one of this computer.',
          tells: ['cannot-assign-address'],
          except: { stderr: [] },
          code: 0,
        },
      );
      await listen(at, 'proxy.example.com', 8081, () => undefined);
      const taken = `${HOSTS['proxy.example.com']}:8081:db1.example.com:5432`;
      await at.tool('plink', withKey(ppk, ['-L', taken], 'true'), {
        kinds: PLAIN_KINDS,
        label: 'in-use',
        about: 'Another program listens at the local port.',
        tells: ['local-forward-failed'],
        except: { stderr: [] },
        code: 0,
      });
    },
  },
  {
    name: 'forward-forbidden',
    async record(at) {
      const ppk = await server(at, ['AllowTcpForwarding no']);
      await at.tool('plink', withKey(ppk, ['-L', '8080:db1.example.com:5432']), {
        kinds: PLAIN_KINDS,
        label: 'local',
        about: 'The server does not allow forwarded ports; one is used.',
        tells: ['forwarded-connection-refused'],
        except: { stderr: [] },
        during: after(() => knock(8080)),
        code: 0,
      });
      await at.tool('plink', withKey(ppk, ['-R', '9090:localhost:80'], 'true'), {
        kinds: PLAIN_KINDS,
        label: 'remote',
        about: 'The server does not allow forwarded ports; one of its own is asked for.',
        tells: ['remote-forward-refused'],
        except: { stderr: [] },
        code: 0,
      });
    },
  },
  {
    name: 'forward-remote-to-closed',
    async record(at) {
      const ppk = await server(at);
      const use =
        "bash -c ': < /dev/tcp/127.0.0.1/9090; read -t 2 < /dev/tcp/127.0.0.1/9090'; true";
      await at.tool('plink', withKey(ppk, ['-R', '9090:db1.example.com:81'], use), {
        kinds: PLAIN_KINDS,
        about: "The server's port is forwarded to where nothing listens.",
        tells: ['forwarded-connection-refused'],
        except: { stderr: [] },
        code: 0,
      });
    },
  },
  {
    name: 'x11',
    async record(at) {
      const ppk = await server(at, ['X11Forwarding yes', 'X11UseLocalhost yes']);
      const display = await at.display();
      // What is shown on the screen would fill the log.
      savedSession(at.home, 'screen', { SSHLogOmitData: 1 });
      await at.tool('plink', ['-load', 'screen', ...withKey(ppk, ['-X'], X_PROGRAM)], {
        kinds: ['sshlog', 'verbose'],
        label: 'fine',
        about: 'A program on the server shows something on the local screen.',
        tells: [],
        env: { DISPLAY: display },
        code: 0,
      });
      await at.tool('plink', withKey(ppk, ['-X'], X_PROGRAM), {
        kinds: PLAIN_KINDS,
        label: 'no-screen',
        about: 'There is no X server on this computer; the program on the server says so.',
        tells: ['x11-proxy'],
        except: { sshlog: [] },
        merged: true,
        env: { DISPLAY: ':77' },
        code: 0,
      });
      const spoil =
        'xauth -q add $DISPLAY MIT-MAGIC-COOKIE-1 00112233445566778899aabbccddeeff 2>/dev/null; ';
      await at.tool('plink', withKey(ppk, ['-X'], spoil + X_PROGRAM), {
        kinds: ['stderr', 'verbose'],
        label: 'wrong-cookie',
        about: "The program on the server brings another cookie than the session's.",
        tells: ['x11-proxy'],
        merged: true,
        env: { DISPLAY: display },
        code: 0,
      });
    },
  },
  {
    name: 'x11-forbidden',
    async record(at) {
      const ppk = await server(at, ['X11Forwarding no']);
      const display = await at.display();
      await at.tool('plink', withKey(ppk, ['-X'], 'true'), {
        kinds: PLAIN_KINDS,
        about: 'The server does not forward X11.',
        tells: ['x11-forwarding-refused'],
        except: { stderr: [] },
        env: { DISPLAY: display },
        code: 0,
      });
    },
  },
  {
    name: 'agent-forwarding',
    async record(at) {
      const ppk = await server(at);
      const agent = await at.pageant([ppk]);
      const env = { SSH_AUTH_SOCK: agent.socket };
      await at.tool('plink', webCommand(['-A'], 'ssh-add -l'), {
        kinds: ['sshlog', 'verbose'],
        label: 'fine',
        about: 'The agent is forwarded, and the server lists its key.',
        tells: [],
        env,
        code: 0,
      });
    },
  },
  {
    name: 'agent-forwarding-forbidden',
    async record(at) {
      const ppk = await server(at, ['AllowAgentForwarding no']);
      const agent = await at.pageant([ppk]);
      await at.tool('plink', webCommand(['-A'], 'true'), {
        kinds: PLAIN_KINDS,
        about: 'The server does not forward the agent.',
        tells: ['agent-forwarding-refused'],
        except: { stderr: [] },
        env: { SSH_AUTH_SOCK: agent.socket },
        code: 0,
      });
    },
  },
  {
    name: 'forward-syntax',
    async record(at) {
      await at.tool('plink', ['-batch', '-l', USER, '-L', '8080', 'web1.example.com'], {
        kinds: ['stderr'],
        about: 'The option for a forwarded port lacks its target.',
        tells: ['forward-option-syntax'],
        code: 1,
      });
    },
  },
];
