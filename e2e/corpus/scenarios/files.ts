/** File transfers with PSCP and PSFTP. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { USER } from '../house';
import type { Place, Scenario, ToolRun } from '../scenario';
import { keyServer } from './common';

const HOST = 'web1.example.com';

/** Runs PSFTP with commands as from a batch file. */
function psftp(
  at: Place,
  ppk: string,
  commands: readonly string[],
  run: Pick<ToolRun, 'about' | 'tells'> & Partial<ToolRun>,
): Promise<void> {
  const file = join(at.folder, 'commands.txt');
  writeFileSync(file, commands.map((command) => `${command}\n`).join(''));
  return at.tool('psftp', ['-batch', '-be', '-b', file, '-l', USER, '-i', ppk, HOST], {
    kinds: ['stderr'],
    merged: true,
    ...run,
  });
}

export const FILES: readonly Scenario[] = [
  {
    name: 'psftp',
    async record(at) {
      const ppk = await keyServer(at);
      await psftp(at, ppk, ['ls reports', 'get notes.txt', 'quit'], {
        label: 'fine',
        about: 'PSFTP lists a folder and fetches a file.',
        tells: [],
        kinds: ['stderr', 'verbose', 'sshlog'],
      });
      await psftp(at, ppk, ['get missing.txt', 'quit'], {
        label: 'no-such-file',
        about: 'PSFTP is to fetch a file that the server does not have.',
        more: { stderr: { cause: 'misspelt' } },
        tells: ['sftp-no-such-file'],
        kinds: ['stderr', 'verbose'],
      });
      await psftp(at, ppk, ['get /etc/shadow', 'quit'], {
        label: 'permission-denied',
        about: 'PSFTP is to fetch a file that this user may not read.',
        tells: ['sftp-permission-denied'],
      });
      await psftp(at, ppk, ['mkdir reports', 'quit'], {
        label: 'failure',
        about: 'PSFTP is to make a folder that is there already; the server says only: failure.',
        tells: ['sftp-failure'],
      });
      await psftp(at, ppk, ['cd nowhere', 'quit'], {
        label: 'no-such-folder',
        about: 'PSFTP is to change to a folder that is not there.',
        tells: ['sftp-no-such-file'],
      });
      await psftp(at, ppk, ['put missing.txt', 'quit'], {
        label: 'local-missing',
        about: 'PSFTP is to send a file that is not there.',
        tells: ['local-file-unreadable'],
      });
      await psftp(at, ppk, ['fetch notes.txt', 'quit'], {
        label: 'unknown-command',
        about: 'PSFTP is given a command that it does not know.',
        tells: ['psftp-unknown-command'],
      });
    },
  },
  {
    name: 'sftp-missing',
    async record(at) {
      const { ppk, publicLine } = await at.key('deploy');
      await at.sshd({ authorizedKeys: [publicLine], sftp: '/usr/lib/no-such-server' });
      await psftp(at, ppk, ['ls'], {
        label: 'psftp',
        about: "The server's program for SFTP is not there.",
        tells: ['sftp-server-ended'],
        except: { sshlog: [] },
        more: { verbose: { sessions: 1 } },
        kinds: ['stderr', 'verbose', 'sshlog'],
      });
    },
  },
  {
    name: 'pscp',
    async record(at) {
      const ppk = await keyServer(at);
      const options = ['-batch', '-i', ppk, '-l', USER];
      mkdirSync(join(at.home, 'sent'), { recursive: true });
      writeFileSync(join(at.home, 'sent/report.txt'), 'all is well\n');
      await at.tool('pscp', [...options, 'sent/report.txt', `${HOST}:report.txt`], {
        kinds: ['stderr', 'verbose', 'sshlog'],
        label: 'fine',
        about: 'PSCP sends a file.',
        tells: [],
        merged: true,
        code: 0,
      });
      await at.tool('pscp', [...options, `${HOST}:missing.txt`, '.'], {
        kinds: ['stderr', 'verbose', 'sshlog'],
        label: 'no-such-file',
        about: 'PSCP is to fetch a file that the server does not have.',
        tells: ['sftp-no-such-file'],
        except: { sshlog: [] },
        merged: true,
        code: 1,
      });
      await at.tool('pscp', [...options, 'missing.txt', `${HOST}:`], {
        kinds: ['stderr'],
        label: 'local-missing',
        about: 'PSCP is to send a file that is not there.',
        tells: ['local-file-not-found'],
        code: 1,
      });
      await at.tool('pscp', [...options, 'sent/report.txt', `${HOST}:/etc/report.txt`], {
        kinds: ['stderr'],
        label: 'permission-denied',
        about: 'PSCP is to write where this user may not.',
        tells: ['sftp-permission-denied'],
        code: 1,
      });
      await at.tool('pscp', [...options, 'sent', `${HOST}:`], {
        kinds: ['stderr'],
        label: 'folder',
        about: 'PSCP is to send a folder without -r.',
        tells: ['source-is-a-directory'],
        code: 1,
      });
      await at.tool('pscp', [...options, '-scp', `${HOST}:missing.txt`, '.'], {
        kinds: ['stderr'],
        label: 'scp-no-such-file',
        about: 'PSCP with the old protocol is to fetch a file that the server does not have.',
        tells: ['scp-remote-message'],
      });
      await at.tool('pscp', ['sent/report.txt', 'report.txt'], {
        kinds: ['stderr'],
        label: 'no-remote',
        about: 'PSCP is given two local files.',
        tells: ['pscp-needs-one-remote'],
        code: 1,
      });
    },
  },
  {
    name: 'usage',
    async record(at) {
      await at.tool('plink', ['-nonsense', HOST], {
        kinds: ['stderr'],
        label: 'unknown-option',
        about: 'Plink is given an option that does not exist.',
        tells: ['unknown-option'],
        code: 1,
      });
      await at.tool('plink', ['-pwfile', '/home/anna/none.txt', '-l', USER, HOST], {
        kinds: ['stderr'],
        label: 'password-file',
        about: 'The file with the password does not exist.',
        tells: ['password-file-unreadable'],
        code: 1,
      });
      await at.tool('plink', ['-P'], {
        kinds: ['stderr'],
        label: 'option-value',
        about: 'An option lacks its value.',
        tells: ['option-needs-value'],
      });
    },
  },
];
