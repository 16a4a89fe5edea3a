import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Backup, Doctor } from '../contract/doctor';
import type { Result } from '../contract/watch';
import { createDoctor, doctorOf } from './index';
import { registryStore } from './registry-store';
import type { Registry } from './registry-store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'puttyknife-doctor-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (...parts: readonly string[]): string => join(folder, ...parts);
const NOW = (): Date => new Date('2026-11-22T05:45:27.000Z');

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

describe('sessions in files', () => {
  const ORIGINAL = 'Present=1\nHostName=db01.example.com\nProtocol=ssh\nLogType=2\nTitle=\xfc\n';
  let session: string;
  let doctor: Doctor;

  beforeEach(() => {
    mkdirSync(at('sessions'));
    session = at('sessions', 'db%20one');
    writeFileSync(session, ORIGINAL, 'latin1');
    chmodSync(session, 0o640);
    const options = { data: at('data'), home: at('home'), entries: [], now: NOW };
    doctor = createDoctor({ ...options, sessions: at('sessions') });
  });

  const content = (): string => readFileSync(session, 'latin1');

  it('are examined without being touched, and nothing else is written', async () => {
    mkdirSync(at('sessions', 'folder'));
    writeFileSync(at('sessions', 'empty'), '');
    const reports = value(await doctor.examine());
    expect(reports.map(({ name, host }) => [name, host])).toEqual([['db one', 'db01.example.com']]);
    expect(content()).toBe(ORIGINAL);
    expect(readdirSync(folder)).toEqual(['sessions']);
  });

  it('are changed with a backup, and come back byte for byte', async () => {
    const backup = value(await doctor.apply('db one', ['log-type', 'log-file-name']));
    expect(backup).toEqual({
      id: '2026-11-22T05-45-27Z-db-one',
      session: 'db one',
      madeAt: '2026-11-22T05:45:27.000Z',
      place: session,
      changes: [
        { key: 'LogType', from: '2', to: '3' },
        { key: 'LogFileName', from: null, to: at('home', 'putty-logs', '&H-&Y&M&D.log') },
      ],
    });
    expect(content()).toBe(
      `${ORIGINAL.replace('LogType=2', 'LogType=3')}LogFileName=${at('home', 'putty-logs')}/&H-&Y&M&D.log\n`,
    );
    expect(statSync(session).mode & 0o777).toBe(0o640);
    expect(statSync(at('home', 'putty-logs')).mode & 0o777).toBe(0o700);
    expect(statSync(at('data', 'session-backups')).mode & 0o777).toBe(0o700);
    expect(readdirSync(at('sessions'))).toEqual(['db%20one']);
    expect(value(await doctor.backups())).toEqual([backup]);
    expect(value(await doctor.undo(backup.id))).toEqual(backup);
    expect(content()).toBe(ORIGINAL);
    expect(statSync(session).mode & 0o777).toBe(0o640);
    expect(value(await doctor.backups())).toEqual([]);
  });

  it('are put back in the opposite order of several changes', async () => {
    const first = value(await doctor.apply('db one', ['log-type']));
    const second = value(await doctor.apply('db one', ['keepalives']));
    expect(second.id).not.toBe(first.id);
    expect(value(await doctor.backups()).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await doctor.undo(first.id)).toMatchObject({ problem: { code: 'changed-since' } });
    value(await doctor.undo(second.id));
    value(await doctor.undo(first.id));
    expect(content()).toBe(ORIGINAL);
  });

  it('stay as they are if they were changed since', async () => {
    const { id } = value(await doctor.apply('db one', ['log-type']));
    writeFileSync(session, 'Present=1\nLogType=4\n');
    expect(await doctor.undo(id)).toMatchObject({ ok: false, problem: { code: 'changed-since' } });
    expect(content()).toBe('Present=1\nLogType=4\n');
    expect(readFileSync(at('data', 'session-backups', id, 'original'), 'latin1')).toBe(ORIGINAL);
  });

  it('are changed where a link leads to', async () => {
    writeFileSync(at('elsewhere'), 'LogType=0\n');
    symlinkSync(at('elsewhere'), at('sessions', 'linked'));
    const { id } = value(await doctor.apply('linked', ['log-type']));
    expect(readFileSync(at('elsewhere'), 'utf8')).toBe('LogType=3\n');
    value(await doctor.undo(id));
    expect(readFileSync(at('elsewhere'), 'utf8')).toBe('LogType=0\n');
  });

  it.each([
    ['an unknown session', 'none', 'log-type', 'no-such-session'],
    ['an unknown finding', 'db one', 'none', 'no-such-finding'],
    ['what is fine already', 'db one', 'log-flush', 'nothing-to-change'],
  ])('are left alone for %s', async (_what, name, finding, code) => {
    expect(await doctor.apply(name, [finding])).toMatchObject({ ok: false, problem: { code } });
    expect(content()).toBe(ORIGINAL);
    expect(existsSync(at('data'))).toBe(false);
  });

  it.each(['none', '../sessions', '..', ''])('have no backup named %j', async (id) => {
    expect(await doctor.undo(id)).toMatchObject({ problem: { code: 'no-such-backup' } });
  });

  it('are left alone if the backup cannot be kept', async () => {
    writeFileSync(at('data'), '');
    expect(await doctor.apply('db one', ['log-type'])).toMatchObject({
      problem: { code: 'session-not-changed' },
    });
    expect(content()).toBe(ORIGINAL);
  });

  it('are judged with the files they name', async () => {
    mkdirSync(at('logs'));
    writeFileSync(at('key'), '-----BEGIN OPENSSH PRIVATE KEY-----\n');
    const common = `LogType=3\nLogFileName=${at('logs')}/all.log\nLogFileClash=0\nSSHLogOmitData=1\nPingIntervalSecs=9\n`;
    writeFileSync(at('sessions', 'a'), `${common}PublicKeyFile=${at('key')}\n`);
    writeFileSync(at('sessions', 'b'), `${common}PublicKeyFile=${at('nokey')}\n`);
    writeFileSync(at('sessions', 'c'), common.replace('/all.log', '/none/&H.log'));
    const trouble = value(await doctor.examine()).map(({ name, findings }) => [
      name,
      findings.filter(({ severity }) => severity === 'trouble').map(({ title }) => title),
    ]);
    expect(Object.fromEntries(trouble)).toMatchObject({
      a: [
        'Several sessions write into the same log',
        'The key file is in a format that PuTTY cannot use',
      ],
      b: ['Several sessions write into the same log', 'The key file does not exist'],
      c: ["The log's folder does not exist"],
    });
  });
});

describe('sessions that are not there', () => {
  it('are none in a folder that PuTTY has not made yet, but an error in one that was named', async () => {
    const named = createDoctor({ data: at('data'), entries: [], sessions: at('none') });
    expect(await named.examine()).toMatchObject({
      ok: false,
      problem: {
        code: 'sessions-unreadable',
        message: expect.stringContaining('no folder') as string,
      },
    });
  });
});

const KEY = 'HKEY_CURRENT_USER\\Software\\SimonTatham\\PuTTY\\Sessions';
const EXPORT = [
  'Windows Registry Editor Version 5.00',
  '',
  `[${KEY}\\db%20one]`,
  '"HostName"="db01.example.com"',
  '"Protocol"="ssh"',
  '"LogType"=dword:00000002',
  '"LogFileName"="C:\\\\logs\\\\all.log"',
  '',
].join('\r\n');

describe('an exported registry', () => {
  it.each([
    ['UTF-16', Buffer.from(`\ufeff${EXPORT}`, 'utf16le')],
    ['eight bits', Buffer.from(EXPORT)],
  ])('in %s is read and cannot be changed', async (_what, bytes) => {
    writeFileSync(at('sessions.reg'), bytes);
    const doctor = createDoctor({ data: at('data'), entries: [], sessions: at('sessions.reg') });
    const [report] = value(await doctor.examine());
    expect(report).toMatchObject({ name: 'db one', log: { fileName: 'C:\\logs\\all.log' } });
    expect(await doctor.apply('db one', ['log-type'])).toMatchObject({
      problem: { code: 'sessions-read-only' },
    });
    expect(readdirSync(folder)).toEqual(['sessions.reg']);
  });
});

it.each([
  ['KiTTY', 'HKEY_CURRENT_USER\\Software\\9bis.com\\KiTTY\\Sessions'],
  ['another user', 'HKEY_USERS\\S-1-5-21-1-2-3-1001\\Software\\SimonTatham\\PuTTY\\Sessions'],
])('an export of %s is read too', async (_whose, key) => {
  writeFileSync(at('sessions.reg'), EXPORT.replace(KEY, key));
  const doctor = createDoctor({ data: at('data'), entries: [], sessions: at('sessions.reg') });
  expect(value(await doctor.examine())).toMatchObject([{ name: 'db one' }]);
});

/** Answers as `reg.exe` does, from values that are kept as the lines of an export. */
class RecordedRegistry implements Registry {
  readonly calls: (readonly string[])[] = [];
  private lines: readonly string[] = EXPORT.split('\r\n').slice(3, -1);

  export = async (): Promise<string> =>
    Promise.resolve(
      [`\ufeff${EXPORT.split('\r\n').slice(0, 3).join('\r\n')}`, ...this.lines, ''].join('\r\n'),
    );

  async run(args: readonly string[]): Promise<void> {
    this.calls.push(args);
    const [verb, target = '', , name = '', , type, , data = ''] = args;
    if (verb === 'import') {
      const text = readFileSync(target, 'utf16le');
      for (const line of text.split('\r\n').slice(3, -1))
        this.set(/^"(\w+)"/.exec(line)?.[1], line);
    } else if (verb === 'delete') this.set(name, null);
    else if (type === 'REG_SZ') this.set(name, `"${name}"="${data.replaceAll('\\', '\\\\')}"`);
    else this.set(name, `"${name}"=dword:${Number(data).toString(16).padStart(8, '0')}`);
    return Promise.resolve();
  }

  private set(name: string | undefined, line: string | null): void {
    const found = this.lines.some((each) => each.startsWith(`"${name ?? ''}"`));
    const lines = found
      ? this.lines.map((each) => (each.startsWith(`"${name ?? ''}"`) ? line : each))
      : [...this.lines, line];
    this.lines = lines.filter((each) => each !== null);
  }
}

describe('sessions in the registry', () => {
  it('are changed value by value, and put back by importing the export from before', async () => {
    const registry = new RecordedRegistry();
    const before = await registry.export();
    const computer = { home: 'C:\\Users\\user', windows: true, here: true };
    const options = { data: at('data'), entries: [], now: NOW };
    const doctor = doctorOf(registryStore(registry), computer, options);
    const findings = ['log-type', 'log-session-data', 'log-file-name'];
    const backup: Backup = value(await doctor.apply('db one', findings));
    expect(registry.calls.map((args) => args.join(' '))).toEqual([
      `add ${KEY}\\db%20one /v LogType /t REG_DWORD /d 3 /f`,
      `add ${KEY}\\db%20one /v SSHLogOmitData /t REG_DWORD /d 1 /f`,
      `add ${KEY}\\db%20one /v LogFileName /t REG_SZ /d C:\\Users\\user\\putty-logs\\&H-&Y&M&D.log /f`,
    ]);
    expect(await registry.export()).toContain('"SSHLogOmitData"=dword:00000001');
    value(await doctor.undo(backup.id));
    expect(registry.calls.at(-1)).toEqual([
      'delete',
      `${KEY}\\db%20one`,
      '/v',
      'SSHLogOmitData',
      '/f',
    ]);
    expect(await registry.export()).toBe(before);
  });
});
