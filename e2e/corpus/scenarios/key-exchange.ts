/** Key exchange: weak algorithms, none in common, and packets that arrive damaged. */
import { USER } from '../house';
import type { Scenario, ToolRun } from '../scenario';
import { savedSession } from '../../real/putty';
import { listen } from '../scripted/listen';
import { relay } from '../scripted/relay';
import { greet, offerPacket, packet } from '../scripted/ssh-scraps';
import type { Offer } from '../scripted/ssh-scraps';
import { EVERY_KIND, keyServer, PLAIN_KINDS, WEB, webCommand } from './common';

/** A weak algorithm in batch mode, where it ends the session, and at a prompt. */
function weak(
  name: string,
  warning: string,
  config: readonly string[],
  settings: Record<string, string> = {},
): Scenario {
  return {
    name,
    async record(at) {
      const ppk = await keyServer(at, config);
      savedSession(at.home, 'weak', {
        HostName: WEB,
        UserName: USER,
        PublicKeyFile: ppk,
        ...settings,
      });
      const run = (
        label: string,
        more: Partial<ToolRun> & Pick<ToolRun, 'about' | 'tells'>,
      ): ToolRun => ({
        kinds: PLAIN_KINDS,
        label,
        ...more,
      });
      await at.tool('plink', ['-batch', '-load', 'weak', 'cat notes.txt'], {
        ...run('batch', {
          about: "The server's best algorithm is a weak one, and nobody can be asked.",
          tells: [warning, 'cannot-confirm-weak-crypto-batch'],
          except: { sshlog: ['cannot-confirm-weak-crypto-batch'] },
        }),
        code: 1,
      });
      await at.tool('plink', ['-load', 'weak', 'cat notes.txt'], {
        ...run('accepted', {
          about: "The server's best algorithm is a weak one; the user goes on.",
          tells: [warning],
          except: { sshlog: [] },
          stdin: [{ after: /Continue with connection\?/, text: 'y\n' }],
        }),
        code: 0,
      });
      await at.tool('plink', ['-load', 'weak', 'cat notes.txt'], {
        ...run('refused', {
          kinds: ['sshlog', 'stderr'],
          about: "The server's best algorithm is a weak one; the user does not go on.",
          tells: [warning, 'user-aborted-weak-algorithm'],
          except: { sshlog: ['user-aborted-weak-algorithm'], stderr: [warning] },
          stdin: [{ after: /Continue with connection\?/, text: 'n\n' }],
        }),
        code: 0,
      });
    },
  };
}

/** A made server that offers something PuTTY does not have. */
function nothingInCommon(name: string, entry: string, what: string, offer: Offer): Scenario {
  return {
    name,
    async record(at) {
      await listen(at, 'old.example.com', 22, (socket) => {
        greet(socket, 'SSH-2.0-OldSwitch_1.2', () => socket.write(offerPacket(offer)));
      });
      await at.tool('plink', ['-batch', '-l', USER, 'old.example.com'], {
        kinds: EVERY_KIND,
        about: `Made server: PuTTY and the server have no ${what} in common.`,
        tells: [entry],
        code: 1,
      });
    },
  };
}

export const KEY_EXCHANGE: readonly Scenario[] = [
  weak('weak-kex', 'weak-key-exchange-warning', ['KexAlgorithms diffie-hellman-group1-sha1']),
  weak('weak-cipher', 'weak-cipher-warning', ['Ciphers 3des-cbc'], {
    Cipher: 'aes,chacha20,WARN,3des',
  }),
  {
    name: 'weak-host-key',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({ authorizedKeys: [publicLine], hostKeys: ['rsa'] });
      savedSession(at.home, 'weak', {
        HostName: WEB,
        UserName: USER,
        PublicKeyFile: ppk,
        HostKey: 'ed25519,ecdsa,WARN,rsa',
      });
      await at.tool('plink', ['-batch', '-load', 'weak', 'true'], {
        kinds: PLAIN_KINDS,
        about:
          'The server has only a kind of host key that counts as weak, and nobody can be asked.',
        tells: ['weak-host-key-warning', 'cannot-confirm-weak-crypto-batch'],
        except: { sshlog: ['cannot-confirm-weak-crypto-batch'] },
        code: 1,
      });
    },
  },
  nothingInCommon('no-common-cipher', 'no-common-cipher', 'cipher', {
    cipher: 'serpent256-ctr,twofish256-ctr',
  }),
  {
    name: 'no-common-mac',
    async record(at) {
      const ppk = await keyServer(at, ['Ciphers aes256-ctr', 'MACs umac-128@openssh.com']);
      await at.tool('plink', webCommand(['-i', ppk]), {
        kinds: PLAIN_KINDS,
        about: 'The server has only MAC algorithms that PuTTY does not know.',
        tells: ['no-common-mac'],
        code: 1,
      });
    },
  },
  nothingInCommon('no-common-kex', 'no-common-key-exchange', 'key exchange', {
    keyExchange: 'kexguess2@example.com,mlkem1024-sha384',
  }),
  nothingInCommon('no-common-host-key', 'no-common-host-key-algorithm', 'kind of host key', {
    hostKey: 'x509v3-sign-rsa',
  }),
  nothingInCommon('no-common-compression', 'no-common-compression', 'compression', {
    compression: 'lzw@example.com',
  }),
  {
    name: 'ssh1-only',
    async record(at) {
      await listen(at, 'old.example.com', 22, (socket) => {
        socket.write('SSH-1.5-OldSwitch 1.2\n');
      });
      await at.tool('plink', ['-batch', '-l', USER, 'old.example.com'], {
        kinds: EVERY_KIND,
        about: 'Made server: it speaks SSH-1 only.',
        tells: ['ssh1-only-server'],
        code: 1,
      });
    },
  },
  {
    name: 'garbled-packet',
    async record(at) {
      await listen(at, 'old.example.com', 22, (socket) => {
        greet(socket, 'SSH-2.0-OldSwitch_1.2', () => socket.write(Buffer.alloc(64, 0xff)));
      });
      await at.tool('plink', ['-batch', '-l', USER, 'old.example.com'], {
        kinds: EVERY_KIND,
        about: 'Made server: after its version it sends bytes that are no packet.',
        tells: ['garbled-packet'],
        code: 1,
      });
    },
  },
  {
    name: 'unexpected-packet',
    async record(at) {
      await listen(at, 'old.example.com', 22, (socket) => {
        greet(socket, 'SSH-2.0-OldSwitch_1.2', () => {
          socket.write(Buffer.concat([offerPacket({}), packet(52, Buffer.alloc(0))]));
        });
      });
      await at.tool('plink', ['-batch', '-l', USER, 'old.example.com'], {
        kinds: PLAIN_KINDS,
        about: 'Made server: it grants access in the middle of the key exchange.',
        tells: ['key-exchange-unexpected-packet'],
        code: 1,
      });
    },
  },
  {
    name: 'server-sends-disconnect',
    async record(at) {
      const text = 'Too many users logged in';
      await listen(at, 'old.example.com', 22, (socket) => {
        greet(socket, 'SSH-2.0-OldSwitch_1.2', () => {
          const body = Buffer.alloc(4 + 4 + text.length + 4);
          body.writeUInt32BE(12);
          body.writeUInt32BE(text.length, 4);
          body.write(text, 8);
          socket.write(packet(1, body));
        });
      });
      await at.tool('plink', ['-batch', '-l', USER, 'old.example.com'], {
        kinds: PLAIN_KINDS,
        about: 'Made server: it says that too many users are logged in.',
        tells: ['remote-disconnect-too-many-connections'],
        code: 1,
      });
    },
  },
  {
    name: 'bad-mac',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({
        port: 2222,
        authorizedKeys: [publicLine],
        config: ['Ciphers aes256-ctr', 'MACs hmac-sha2-256-etm@openssh.com,hmac-sha2-256'],
      });
      const between = await relay(at, 'web1.example.com', 2222);
      const command = 'echo ready; read answer; cat notes.txt';
      for (const direction of ['from-server', 'to-server'] as const) {
        await at.tool('plink', webCommand(['-i', ppk], command), {
          kinds: PLAIN_KINDS,
          label: direction,
          about: `Made relay before a real server: one bit ${direction.replace('-', ' the ')} is spoiled.`,
          // The server says nothing of what it found; it closes the connection.
          tells: [direction === 'from-server' ? 'bad-mac-or-crc' : 'remote-closed-unexpectedly'],
          during: async (tool) => {
            await tool.waitFor(/ready/);
            between.spoil(direction);
            tool.write('go\n');
          },
          code: 1,
        });
      }
    },
  },
];
