/** Key files that PuTTY cannot use. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeKey, runTool } from '../../real/putty';
import type { Scenario } from '../scenario';
import { USER } from '../house';
import { keyServer, PLAIN_KINDS, webCommand } from './common';

export const KEYS: readonly Scenario[] = [
  {
    name: 'openssh-key',
    async record(at) {
      const ppk = await keyServer(at);
      const file = join(at.home, 'id_ed25519');
      await runTool('puttygen', [ppk, '-O', 'private-openssh-new', '-o', file], { home: at.home });
      await at.tool('plink', webCommand(['-i', file]), {
        kinds: PLAIN_KINDS,
        about: "The key file is OpenSSH's, not PuTTY's.",
        tells: ['cannot-load-key', 'no-supported-auth-methods'],
        code: 1,
      });
      await at.window({
        kinds: ['printable', 'all', 'packets'],
        about: "The key file is OpenSSH's; PuTTY says so in its window.",
        tells: ['cannot-load-key'],
        except: { packets: ['cannot-load-key', 'no-supported-auth-methods'] },
        settings: { PublicKeyFile: file },
        use: (user) => user.titled(/Fatal Error/),
        closes: false,
      });
    },
  },
  {
    name: 'key-file-missing',
    async record(at) {
      await keyServer(at);
      await at.tool('plink', webCommand(['-i', join(at.home, 'gone.ppk')]), {
        kinds: PLAIN_KINDS,
        about: 'The key file does not exist.',
        tells: ['cannot-load-key', 'no-supported-auth-methods'],
        code: 1,
      });
    },
  },
  {
    name: 'key-file-public',
    async record(at) {
      await keyServer(at);
      const { publicLine } = await at.key('deploy');
      const file = join(at.home, 'deploy.pub');
      writeFileSync(file, `${publicLine}\n`);
      await at.tool('plink', webCommand(['-i', file]), {
        kinds: PLAIN_KINDS,
        about: 'The public half of the key is given where the private one is needed.',
        tells: ['key-file-public-only', 'no-supported-auth-methods'],
        except: { stderr: ['no-supported-auth-methods'] },
        code: 1,
      });
    },
  },
  {
    name: 'key-passphrase-wrong',
    async record(at) {
      const { ppk, publicLine } = await makeKey(join(at.home, 'locked.ppk'), {
        passphrase: 'open sesame',
        comment: 'locked',
      });
      await at.sshd({ authorizedKeys: [publicLine] });
      const ask = /Passphrase for key "locked": /;
      await at.tool('plink', ['-l', USER, '-i', ppk, 'web1.example.com', 'cat notes.txt'], {
        kinds: PLAIN_KINDS,
        about: "The key's passphrase is mistyped once.",
        tells: ['wrong-key-passphrase'],
        except: { sshlog: [] },
        stdin: [
          { after: ask, text: 'sesame\n' },
          { after: ask, text: 'open sesame\n' },
        ],
        code: 0,
      });
      await at.window({
        kinds: ['printable', 'all'],
        about: "The key's passphrase is mistyped once in the window.",
        tells: ['wrong-key-passphrase'],
        settings: { PublicKeyFile: ppk, RemoteCommand: 'cat notes.txt' },
        use: async (user) => {
          await user.logged(/Passphrase for key "locked": $/);
          await user.type('sesame\n');
          await user.logged(/Wrong passphrase[\s\S]*Passphrase for key "locked": $/);
          await user.type('open sesame\n');
        },
      });
    },
  },
  {
    name: 'key-file-damaged',
    async record(at) {
      const { ppk, publicLine } = await makeKey(join(at.home, 'damaged.ppk'));
      await at.sshd({ authorizedKeys: [publicLine] });
      const text = readFileSync(ppk, 'utf8');
      writeFileSync(`${ppk}.new`, text.replace(/^Private-MAC: ....../m, 'Private-MAC: 000000'));
      renameSync(`${ppk}.new`, ppk);
      await at.tool('plink', webCommand(['-i', ppk]), {
        kinds: PLAIN_KINDS,
        about: 'The key file has been damaged.',
        tells: ['key-file-mac-failed', 'no-supported-auth-methods'],
        except: { sshlog: ['no-supported-auth-methods'] },
        code: 1,
      });
    },
  },
  {
    name: 'puttygen-failures',
    async record(at) {
      const file = join(at.home, 'none.ppk');
      await at.tool('puttygen', [file, '-L'], {
        kinds: ['stderr'],
        label: 'missing',
        about: 'PuTTYgen is to read a key file that does not exist.',
        tells: ['cannot-load-key'],
      });
      await at.tool('puttygen', ['-t', 'quantum', '-o', file], {
        kinds: ['stderr'],
        label: 'kind',
        about: 'PuTTYgen is asked for a kind of key that it does not know.',
        tells: ['puttygen-option-error'],
      });
      const { ppk } = await at.key('deploy');
      await at.tool('puttygen', [ppk, '-l'], {
        kinds: ['stderr'],
        label: 'fingerprint',
        about: 'PuTTYgen shows a fingerprint.',
        more: { stderr: { logType: 'console' } },
        tells: [],
        merged: true,
      });
    },
  },
];
