/** Logs of unusual shape: several sessions, cut, converted, pasted; and sessions that are not SSH. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { runPlink } from '../../real/putty';
import { USER } from '../house';
import type { Scenario } from '../scenario';
import { listen } from '../scripted/listen';
import { telnetDevice } from '../scripted/telnet';
import { keyServer, webCommand } from './common';

const crlf = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
const lf = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
const utf16 = (bytes: Buffer): Buffer =>
  Buffer.from(`\ufeff${crlf(bytes).toString('utf8')}`, 'utf16le');

export const SHAPES: readonly Scenario[] = [
  {
    name: 'two-sessions',
    async record(at) {
      const ppk = await keyServer(at);
      const log = join(at.folder, 'both.log');
      const other = await at.key('laptop');
      const keep = ['-sshlog', log, '-logappend'];
      await runPlink([...keep, ...webCommand(['-i', other.ppk])], { home: at.home });
      await runPlink([...keep, ...webCommand(['-i', ppk])], { home: at.home });
      at.keep('appended', readFileSync(log), {
        about: 'Two sessions in one file: the first fails for its key, the second is well.',
        tells: ['key-refused', 'no-supported-auth-methods'],
      });
      await runPlink(['-sshlog', log, '-logoverwrite', ...webCommand(['-i', ppk])], {
        home: at.home,
      });
      at.keep('overwritten', readFileSync(log), {
        about: 'A session that is well has taken the place of the failed ones.',
        tells: [],
      });
    },
  },
  {
    name: 'restarted',
    async record(at) {
      const ppk = await keyServer(at);
      await at.window({
        kinds: ['packets', 'all'],
        about: 'A session ends, and the user restarts it in the same window and the same file.',
        more: { packets: { sessions: 2 } },
        tells: [],
        settings: { PublicKeyFile: ppk, RemoteCommand: 'cat notes.txt', LogFileClash: 0 },
        use: async (user) => {
          const end = user.kind === 'packets' ? 'All channels closed' : 'full in March';
          await user.logged(new RegExp(end));
          await user.menu(2);
          await user.logged(new RegExp(`${end}[^]*${end}`));
        },
        closes: false,
      });
    },
  },
  {
    name: 'cut',
    async record(at) {
      const ppk = await keyServer(at);
      const log = join(at.folder, 'whole.log');
      await runPlink(['-sshlog', log, ...webCommand(['-i', ppk])], { home: at.home });
      const whole = readFileSync(log);
      const middle = whole.indexOf('SSH2_MSG_USERAUTH_REQUEST') + 300;
      at.keep('start', whole.subarray(0, middle), {
        about: 'A log cut off in the middle of a packet.',
        tells: [],
      });
      const other = await at.key('laptop');
      const failed = join(at.folder, 'failed.log');
      await runPlink(['-sshlog', failed, ...webCommand(['-i', other.ppk])], { home: at.home });
      const bytes = readFileSync(failed);
      at.keep('end', bytes.subarray(bytes.indexOf('SSH2_MSG_USERAUTH_REQUEST') + 300), {
        about: 'A log that begins in the middle of a packet, as the end of a long file.',
        tells: ['key-refused', 'no-supported-auth-methods'],
        more: { logType: 'ssh-packets' },
      });
    },
  },
  {
    name: 'converted',
    async record(at) {
      const reading = { about: 'The server takes nothing but keys.' };
      await keyServer(at);
      const { ppk } = await at.key('laptop');
      const tells = ['key-refused', 'no-supported-auth-methods'];
      const log = join(at.folder, 'packets.log');
      const { stderr } = await runPlink(['-v', '-sshlog', log, ...webCommand(['-i', ppk])], {
        home: at.home,
      });
      const packets = readFileSync(log);
      at.keep('verbose-crlf', crlf(stderr), {
        about: `${reading.about} Lines end in CR LF.`,
        tells,
      });
      at.keep('verbose-utf16', utf16(stderr), {
        about: `${reading.about} Redirected by a shell that writes UTF-16.`,
        tells,
      });
      at.keep('packets-lf', lf(packets), { about: `${reading.about} Line ends are LF.`, tells });
      at.keep('packets-utf16', utf16(packets), {
        about: `${reading.about} Saved again as UTF-16.`,
        tells,
      });
      const last = stderr.toString('latin1').trimEnd().split('\n').slice(-1)[0] ?? '';
      const script = [
        '',
        `C:\\jobs>plink -batch -l ${USER} web1.example.com "cat notes.txt"`,
        'Server refused our key',
        last,
        '',
        'C:\\jobs>if errorlevel 1 goto failed',
        '',
        'C:\\jobs>echo The nightly job has failed.',
        'The nightly job has failed.',
        '',
      ];
      at.keep('batch-file', Buffer.from(script.join('\r\n')), {
        about: "Made up around Plink's real lines: the output of a batch file on Windows.",
        tells,
      });
    },
  },
  {
    name: 'telnet',
    async record(at) {
      await telnetDevice(at);
      await at.window({
        kinds: ['printable', 'all', 'packets'],
        about: 'Made device, Telnet: it denies access twice in its own words.',
        tells: [],
        settings: { HostName: 'old.example.com', PortNumber: 23, Protocol: 'telnet' },
        use: async (user) => {
          if (user.kind === 'packets') await user.logged(/negotiation/);
          else await user.logged(/Password: $/);
          await user.type('secret\nsecret\n');
        },
      });
      await at.tool('plink', ['-batch', '-telnet', '-P', '24', 'old.example.com'], {
        kinds: ['sshlog', 'stderr', 'verbose'],
        label: 'refused',
        about: 'Nothing listens at the port for Telnet.',
        tells: ['connection-refused'],
        code: 1,
      });
    },
  },
  {
    name: 'raw-connection',
    async record(at) {
      await listen(at, 'old.example.com', 9100, (socket) => {
        socket.end('Access denied\r\nConnection refused\r\n');
      });
      await at.tool('plink', ['-batch', '-raw', '-P', '9100', 'old.example.com'], {
        kinds: ['sshlog', 'verbose'],
        about: 'Made device, raw connection: what it says looks like messages of PuTTY.',
        tells: [],
        code: 0,
      });
      await at.window({
        kinds: ['printable', 'all'],
        label: 'window',
        about: 'Made device, raw connection: what it says looks like messages of PuTTY.',
        tells: [],
        settings: { HostName: 'old.example.com', PortNumber: 9100, Protocol: 'raw' },
      });
    },
  },
  {
    name: 'serial-missing',
    async record(at) {
      await at.tool('plink', ['-batch', '-serial', '/dev/ttyS99', '-sercfg', '9600'], {
        kinds: ['sshlog', 'stderr', 'verbose'],
        about: 'The serial line does not exist.',
        tells: ['serial-port-not-found'],
        // The message is not written to the log.
        except: { sshlog: [] },
        code: 1,
      });
    },
  },
];
