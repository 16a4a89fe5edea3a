/** Host keys: unknown, changed, listed by hand. */
import { HOSTS, USER } from '../house';
import type { Scenario } from '../scenario';
import { keyServer, PLAIN_KINDS, webCommand } from './common';

const ADDRESS = HOSTS['web1.example.com'];

export const HOST_KEY: readonly Scenario[] = [
  {
    name: 'host-key-unknown',
    async record(at) {
      const ppk = await keyServer(at);
      const options = ['-l', USER, '-i', ppk, ADDRESS, 'cat notes.txt'];
      await at.tool('plink', ['-batch', ...options], {
        kinds: PLAIN_KINDS,
        label: 'batch',
        about: "The server's host key is not known, and nobody can be asked.",
        tells: ['host-key-not-cached', 'cannot-confirm-host-key-batch'],
        except: {
          sshlog: ['cannot-confirm-host-key-batch'],
        },
        code: 1,
      });
      await at.tool('plink', options, {
        kinds: PLAIN_KINDS,
        label: 'accepted',
        about: "The server's host key is not known; the user connects this once.",
        tells: ['host-key-not-cached'],
        except: { sshlog: [] },
        stdin: [{ after: /Store key in cache\?/, text: 'n\n' }],
        code: 0,
      });
      await at.tool('plink', options, {
        kinds: PLAIN_KINDS,
        label: 'refused',
        about: "The server's host key is not known; the user does not connect.",
        more: { verbose: { roots: ['host-key-not-cached'] } },
        tells: ['host-key-not-cached', 'user-aborted-host-key'],
        except: { sshlog: ['user-aborted-host-key'], stderr: ['host-key-not-cached'] },
        stdin: [{ after: /Store key in cache\?/, text: '\n' }],
        code: 0,
      });
    },
  },
  {
    name: 'host-key-changed',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({ authorizedKeys: [publicLine], hostKeys: ['ed25519'] });
      await at.tool('plink', webCommand(['-i', ppk]), {
        kinds: PLAIN_KINDS,
        label: 'batch',
        about: 'The server has another host key than before, and nobody can be asked.',
        tells: ['host-key-mismatch', 'cannot-confirm-host-key-batch'],
        except: {
          sshlog: ['cannot-confirm-host-key-batch'],
        },
        code: 1,
      });
      await at.tool('plink', ['-l', USER, '-i', ppk, 'web1.example.com', 'true'], {
        kinds: ['sshlog', 'stderr'],
        label: 'refused',
        about: 'The server has another host key than before; the user does not connect.',
        tells: ['host-key-mismatch', 'user-aborted-host-key'],
        except: { sshlog: ['user-aborted-host-key'], stderr: ['host-key-mismatch'] },
        stdin: [{ after: /Update cached key\?/, text: '\n' }],
        code: 0,
      });
      await at.tool('psftp', ['-batch', '-l', USER, '-i', ppk, 'web1.example.com'], {
        kinds: ['stderr'],
        label: 'psftp',
        about: 'PSFTP finds another host key than before.',
        tells: ['host-key-mismatch', 'cannot-confirm-host-key-batch'],
      });
    },
  },
  {
    name: 'host-key-listed',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      const server = await at.sshd({ authorizedKeys: [publicLine] });
      await at.tool('plink', webCommand(['-hostkey', server.hostKeyFingerprint, '-i', ppk]), {
        kinds: ['verbose'],
        label: 'right',
        about: 'The host key is the one given on the command line.',
        tells: [],
        code: 0,
      });
      const other = 'SHA256:zDQO3xJaiqH8UT1FFUL9sDbuLwKdDKLTcOgzcNPKcpc';
      await at.tool('plink', webCommand(['-hostkey', other, '-i', ppk]), {
        kinds: PLAIN_KINDS,
        label: 'wrong',
        about: 'The host key is not the one given on the command line.',
        tells: ['host-key-not-in-manual-list'],
        code: 1,
      });
      await at.tool('plink', webCommand(['-hostkey', 'web1', '-i', ppk]), {
        kinds: ['stderr'],
        label: 'nonsense',
        about: 'What is given as a host key is none.',
        tells: ['manual-host-key-format'],
        code: 1,
      });
    },
  },
];
