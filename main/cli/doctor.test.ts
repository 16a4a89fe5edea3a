import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Backup, SessionReport } from '../contract/doctor';
import { doctor } from './doctor';
import { TestCli } from './test-cli';
import type { Finished } from './test-cli';

const cli = new TestCli();
let sessions: string;
let state: string;
let count = 0;

beforeAll(() => cli.build());
afterAll(() => {
  cli.remove();
});
beforeEach(() => {
  count += 1;
  state = join(cli.folder, `state${String(count)}`);
});

const SILENT =
  'HostName=db01.example.com\nProtocol=ssh\nLogType=2\nLogFileName=/tmp/&H.log\nPingIntervalSecs=30\n';
const GOOD =
  'HostName=web.example.com\nProtocol=ssh\nLogType=3\nLogFileName=/tmp/&H.log\nLogFileClash=0\nSSHLogOmitData=1\nPingIntervalSecs=30\n';

function save(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    sessions = dirname(cli.write(join(`sessions${String(count)}`, name), content));
  }
}

const run = (...args: readonly string[]): Promise<Finished> =>
  cli.run(['doctor', '--sessions', sessions, '--state', state, ...args]);

interface Report {
  readonly version: number;
  readonly sessions: readonly SessionReport[];
}
const content = (name: string): string => readFileSync(join(sessions, name), 'utf8');

describe('doctor', () => {
  it('tells for each session what is seen, what is hidden and what to change', async () => {
    save({ 'db%20one': SILENT, web: GOOD });
    const { code, out, err } = await run();
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(
      /^db one {2}\(db01\.example\.com, ssh\)\n {2}Logs {4}all session output to/,
    );
    expect(out).toMatch(/Hides .*network/s);
    expect(out).toContain('! The log hides fatal errors  log-type');
    expect(out).toContain('> Session/Logging > Session logging: SSH packets');
    expect(out).toMatch(/\nweb .*\n.*\n.*\n(?:.*\n)*? {2}Change {2}Nothing\./);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('answers with one object, and 0 where nothing is wrong', async () => {
    save({ web: GOOD });
    const { code, out, err } = await run('--json');
    expect([code, err]).toEqual([0, '']);
    const { version, sessions: reports } = JSON.parse(out) as Report;
    expect(version).toBe(1);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      name: 'web',
      host: 'web.example.com',
      log: { type: 'ssh-packets' },
    });
    const seen = reports[0]?.sees.flatMap(({ entries }) => entries) ?? [];
    expect(seen).toContain('connection-refused');
    expect(reports[0]?.findings.every(({ change }) => change.length === 0)).toBe(true);
  });

  it('looks at the named sessions alone', async () => {
    save({ db: SILENT, web: GOOD });
    const { code, out } = await run('web');
    expect([code, out.includes('db01')]).toEqual([0, false]);
  });

  it('lets no control character of a session through to the terminal', async () => {
    save({ bad: `WinTitle=x\nHostName=\u001b]0;evil\u0007.example.com\nLogType=0\n` });
    const { out } = await run();
    expect(out).not.toMatch(new RegExp('[\\u001b\\u0007]'));
  });
});

describe('doctor --apply', () => {
  it('needs --yes where nobody can be asked', async () => {
    save({ db: SILENT });
    const { code, err } = await run('--apply', 'db');
    expect(code).toBe(2);
    expect(err).toContain('--yes');
    expect(content('db')).toBe(SILENT);
    expect(existsSync(state)).toBe(false);
  });

  it('changes the logging, and --undo takes it back', async () => {
    save({ db: SILENT, web: GOOD });
    const applied = await run('--apply', 'db', 'web', '--yes');
    expect([applied.code, applied.err]).toEqual([0, '']);
    expect(applied.out).toContain('LogType: 2 -> 3');
    expect(applied.out).toContain('web: nothing to change.');
    expect(content('db')).toBe(
      `${SILENT.replace('LogType=2', 'LogType=3')}LogFileClash=0\nSSHLogOmitData=1\n`,
    );
    expect(content('web')).toBe(GOOD);
    const id = /--undo (\S+)/.exec(applied.out)?.[1] ?? '';
    const listed = await run('--backups', '--json');
    expect(JSON.parse(listed.out)).toMatchObject({ version: 1, backups: [{ id, session: 'db' }] });
    expect((await run('--backups')).out).toContain(id);
    const undone = await run('--undo', id);
    expect([undone.code, undone.out]).toEqual([0, 'db is as it was before.\n']);
    expect(content('db')).toBe(SILENT);
  });

  it('changes only what a named finding is about', async () => {
    save({ db: SILENT.replace('Secs=30', 'Secs=0') });
    const { code, out } = await run('--apply', 'db', '--fix', 'keepalives', '--yes', '--json');
    expect(code).toBe(0);
    const { applied } = JSON.parse(out) as { applied: readonly Backup[] };
    expect(applied[0]?.changes).toEqual([{ key: 'PingIntervalSecs', from: '0', to: '60' }]);
    expect(content('db')).toBe(SILENT.replace('Secs=30', 'Secs=60'));
  });

  it.each([
    ['y\n', true],
    ['no\n', false],
    ['\n', false],
  ])('asks on a terminal: %j', async (answer, changed) => {
    save({ db: SILENT });
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    stdin.end(answer);
    const told: string[] = [];
    const code = await doctor(
      {
        sessions: ['db'],
        json: false,
        from: sessions,
        data: state,
        apply: true,
        fix: ['log-type'],
        yes: false,
        undo: null,
        backups: false,
        stdin,
      },
      { out: (text) => told.push(text), err: (text) => told.push(text), color: false },
    );
    expect(code).toBe(0);
    expect(content('db')).toBe(changed ? SILENT.replace('LogType=2', 'LogType=3') : SILENT);
    expect(told.join('')).toContain(changed ? '--undo' : 'Nothing was changed.');
  });
});

describe('wrong use of doctor', () => {
  it.each([
    ['no such session', ['nobody'], 'no saved session "nobody"'],
    ['nothing to apply to', ['--apply', '--yes'], 'Name the sessions'],
    ['no such finding', ['--apply', 'db', '--fix', 'nothing', '--yes'], '"nothing"'],
    ['a fix that is not applied', ['--fix', 'keepalives'], '--apply'],
    ['two things at once', ['--apply', 'db', '--undo', 'x'], 'one of'],
    ['no such backup', ['--undo', 'x'], 'no backup "x"'],
    ['undo of a session', ['--undo', 'x', 'db'], 'no session'],
  ])('is named: %s', async (_what, args, said) => {
    save({ db: SILENT });
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
    expect(content('db')).toBe(SILENT);
  });

  it('is named: a folder that is not there', async () => {
    sessions = join(cli.folder, 'nowhere');
    const { code, out, err } = await run('--json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('There is no folder');
  });
});
