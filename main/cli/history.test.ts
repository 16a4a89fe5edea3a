import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHistory } from '../history/index';
import { detection, read } from '../history/test-records';
import { TestCli } from './test-cli';
import type { Finished } from './test-cli';

const cli = new TestCli();
const state = join(cli.folder, 'state');

beforeAll(async () => {
  await cli.build();
  const opened = openHistory(state);
  if (!opened.ok) throw new Error(opened.problem.message);
  const { history } = opened.value;
  const found = [
    { name: 'one', day: 20, host: 'db01.example.com', message: 'Server refused our key' },
    { name: 'two', day: 21, host: 'web.example.com', message: '=HYPERLINK("x")\u001b[31m' },
    { name: 'three', day: 22, host: null, message: 'Access denied' },
  ] as const;
  for (const { name, day, host, message } of found) {
    const detectedAt = new Date(2026, 10, day, 12).toISOString();
    const severity = name === 'two' ? ('security' as const) : ('error' as const);
    const entry = name === 'three' ? 'access-denied' : 'key-refused';
    const record = { ...detection(1, name, entry), message, detectedAt, severity };
    history.store.record([read([record], undefined, name, host)]);
  }
  history.close();
});
afterAll(() => {
  cli.remove();
});

const run = (...args: readonly string[]): Promise<Finished> =>
  cli.run(['history', '--state', state, ...args]);

const ids = (out: string): readonly string[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { id: string }).id);

describe('history', () => {
  it.each([
    [[], ['three-1', 'two-1', 'one-1']],
    [['--host', 'DB01.example.com'], ['one-1']],
    [['--entry', 'access-denied'], ['three-1']],
    [['--severity', 'security,info'], ['two-1']],
    [
      ['--since', '2026-11-21'],
      ['three-1', 'two-1'],
    ],
    [
      ['--until', '2026-11-21'],
      ['two-1', 'one-1'],
    ],
    [['--since', '2026-11-21', '--until', '2026-11-21T12:00:01'], ['two-1']],
    [['--search', 'refused db01'], ['one-1']],
    [['--file', '/logs/two.log'], ['two-1']],
    [['--file', '/logs/two.log', '--session', '1'], ['two-1']],
    [['--file', '/logs/two.log', '--session', '2'], []],
    [['--search', 'nothing'], []],
  ])('with %j gives %j', async (args, expected) => {
    const { code, out, err } = await run('--json', ...args);
    expect([code, err]).toEqual([0, '']);
    expect(ids(out)).toEqual(expected);
    expect((await run('--format', 'json', ...args)).out).toBe(out);
  });

  it('is a line for each in text, without control characters', async () => {
    const { out } = await run('--host', 'web.example.com');
    expect(out.split('\n')).toHaveLength(2);
    expect(out).toContain('security');
    expect(out).toContain('(web.example.com, /logs/two.log, line 1)');
    expect(out).not.toContain('\u001b');
  });

  it('is a table in which no formula starts', async () => {
    const { code, out } = await run('--format', 'csv');
    expect(code).toBe(0);
    const lines = out.split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^id,detectedAt,/);
    expect(lines[2]).toContain(`"'=HYPERLINK(""x"")`);
    expect(out).not.toContain('\u001b');
  });

  it('tells by host what goes wrong there, by problem what comes again, and by day how much', async () => {
    const hosts = (await run('--by', 'host')).out;
    expect(hosts).toContain('db01.example.com: 1 error, first 2026-11-20T');
    expect(hosts).toContain('  Server refused our key: 1 time on 1 day\n');
    expect((await run('--by', 'problem')).out).toBe('');
    expect((await run('--by', 'day')).out).toBe(
      '2026-11-20      1  error 1\n2026-11-21      1  security 1\n2026-11-22      1  error 1\n',
    );
    const [host] = (await run('--by', 'host', '--host', 'db01.example.com', '--json')).out.split(
      '\n',
    );
    expect(JSON.parse(host ?? '')).toMatchObject({ host: 'db01.example.com', incidents: 1 });
  });

  it('says what connections that die of silence need', async () => {
    const drops = join(cli.folder, 'drops');
    const opened = openHistory(drops);
    if (!opened.ok) throw new Error(opened.problem.message);
    for (const [index, idleSeconds] of [300, 302, 299, 305].entries()) {
      const name = `reset${String(index)}`;
      const detectedAt = new Date(Date.now() - index * 60_000).toISOString();
      const found = { ...detection(1, name, 'connection-reset'), detectedAt };
      const facts = { idleSeconds };
      opened.value.history.store.record([
        read([found], undefined, name, 'db01.example.com', facts),
      ]);
    }
    opened.value.history.close();
    const { out } = await cli.run(['history', '--state', drops, '--by', 'host']);
    expect(out).toContain(
      '4 lost connections, 4 in the last 7 days, all after about 300 s of silence.',
    );
    expect(out).toContain(
      'Set keepalives to 120 s: Connection > Seconds between keepalives (0 to turn off)',
    );
    const again = await cli.run(['history', '--state', drops, '--by', 'problem']);
    expect(again.out).toMatch(/^ {4}4 on \d days? {2}.+\(db01\.example\.com, first /);
  });

  it('has a head alone where nothing was ever detected', async () => {
    const none = ['history', '--state', join(cli.folder, 'none')];
    expect((await cli.run([...none, '--format', 'csv'])).out).toMatch(/^id,[^\n]*\r\n$/);
    expect(await cli.run(none)).toEqual({ code: 0, out: '', err: '' });
  });

  it.each([
    [['--severity', 'bad'], '--severity takes error'],
    [['--since', 'yesterday'], '--since takes a day'],
    [['--since', '2026-02-30'], '--since takes a day'],
    [['--until', '2026-13-45T99'], '--until takes a day'],
    [['--format', 'xml'], 'The formats are'],
    [['--session', '1'], '--session needs --file'],
    [['--file', 'a.log', '--session', '0'], '--session takes a number from 1'],
    [['--by', 'moon'], '--by takes host'],
    [['--by', 'host', '--format', 'csv'], '--by gives text or JSON'],
  ])('names wrong use: %j', async (args, said) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });
});
