import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SICK_LOG, TestCli } from './test-cli';

const cli = new TestCli();
beforeAll(() => cli.build());
afterAll(() => {
  cli.remove();
});

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

const COMMANDS = ['analyze', 'watch', 'explain', 'search', 'list', 'history'];

const linesOf = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('help', () => {
  it.each([['--help'], ['-h'], ['help']])('is an overview for %s', async (option) => {
    const { code, out, err } = await cli.run([option]);
    expect([code, err]).toEqual([0, '']);
    for (const command of COMMANDS) expect(out).toContain(`\n  ${command} `.trimEnd());
    expect(out).toContain('Exit status');
  });

  it('is told on stderr where no command is named', async () => {
    const { code, out, err } = await cli.run([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage: puttyknife <command>');
  });

  it.each(COMMANDS)('is there for %s, with its version', async (command) => {
    for (const option of ['--help', '-h']) {
      const { code, out, err } = await cli.run([command, option]);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`Usage: puttyknife ${command}`);
    }
    expect(await cli.run([command, '--version'])).toEqual({
      code: 0,
      out: `${version}\n`,
      err: '',
    });
  });

  it('is not needed for the version', async () => {
    expect(await cli.run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('wrong use', () => {
  it.each(['analyse', 'toString', '__proto__', '--verbose', ''])(
    'is named: the command %j',
    async (name) => {
      const { code, out, err } = await cli.run([name]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`there is no command "${name}"`);
    },
  );

  it.each(COMMANDS)('is named: an option that %s does not have', async (command) => {
    const { code, out, err } = await cli.run([command, '--nonsense']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`puttyknife ${command}: `);
    expect(err).toContain('--nonsense');
    expect(err).not.toMatch(/^ {4}at /m);
  });

  it.each([
    ['explain', []],
    ['search', []],
    ['list', ['words']],
    ['history', ['words']],
  ])('is named: %s with %j', async (command, words) => {
    const { code, out, err } = await cli.run([command, ...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`puttyknife ${command}: `);
  });
});

describe('explain', () => {
  it('explains an entry by its id', async () => {
    const { code, out } = await cli.run(['explain', 'key-refused']);
    expect(code).toBe(0);
    const order = [
      'Server refused our key',
      'What happened',
      'Why',
      'What to do',
      'What not to do',
    ];
    const places = order.map((part) => out.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('explains a message, in quotes or as words', async () => {
    const quoted = await cli.run(['explain', 'Server refused our key']);
    expect(quoted.out).toContain('id key-refused');
    expect(await cli.run(['explain', 'Server', 'refused', 'our', 'key'])).toEqual(quoted);
  });

  it('answers with one object for --json', async () => {
    const { code, out } = await cli.run(['explain', '--json', 'Server refused our key']);
    expect(code).toBe(0);
    expect(linesOf(out)).toMatchObject([
      { matches: [{ entry: 'key-refused', message: 'Server refused our key', captures: {} }] },
    ]);
  });

  it('says that it does not know a text', async () => {
    const { code, out } = await cli.run(['explain', 'the weather is fine']);
    expect(code).toBe(0);
    expect(out).toContain('No entry explains this.');
    expect(linesOf((await cli.run(['explain', '--json', 'the weather'])).out)).toEqual([
      { matches: [] },
    ]);
  });

  it('explains what comes on standard input', async () => {
    const { out } = await cli.run(['explain', '-'], { input: 'Server refused our key\r\n' });
    expect(out).toContain('id key-refused');
  });

  it('answers each line of JSON with one, in the same order', async () => {
    const texts = ['Server refused our key', 'fine weather', 'FATAL ERROR: Connection refused\n\n'];
    const input = texts.map((text) => `${JSON.stringify({ text })}\n`).join('\n');
    const { code, out, err } = await cli.run(['explain', '--json', '-'], { input });
    expect([code, err]).toEqual([0, '']);
    const entries = linesOf(out).map((line) =>
      (line as { matches: { entry: string }[] }).matches.map(({ entry }) => entry),
    );
    expect(entries).toEqual([['key-refused'], [], ['connection-refused']]);
  });

  it.each([
    ['{"text": ', 'Line 2 is not JSON.'],
    ['{"words": "x"}', 'Line 2 has no "text".'],
    ['{"text": 4711}', 'Line 2 has no "text".'],
    ['null', 'Line 2 has no "text".'],
  ])('names the line that it cannot read: %s', async (line, reason) => {
    const input = `{"text": "Server refused our key"}\n${line}\n`;
    const { code, out, err } = await cli.run(['explain', '--json', '-'], { input });
    expect(code).toBe(2);
    expect(err).toContain(reason);
    expect(err).not.toMatch(/^ {4}at /m);
    // What was answered before stays answered.
    expect(linesOf(out)).toHaveLength(1);
  });
});

describe('list', () => {
  it('names every entry once, as text and as JSON', async () => {
    const [text, json] = [await cli.run(['list']), await cli.run(['list', '--json'])];
    expect([text.code, json.code]).toEqual([0, 0]);
    const ids = linesOf(json.out).map((line) => (line as { entry: string }).entry);
    expect(ids).toContain('key-refused');
    expect(new Set(ids).size).toBe(ids.length);
    const words = text.out.trim().split('\n');
    expect(words.map((line) => line.split(/\s/)[0])).toEqual(ids);
    expect(words.find((line) => line.startsWith('key-refused '))).toMatch(
      /error +Server refused our key$/,
    );
  });
});

describe('colour', () => {
  /** Makes the program believe that a terminal reads along. */
  const node = ['--import', 'data:text/javascript,process.stdout.isTTY=true'];

  it('is for terminals only', async () => {
    expect((await cli.run(['list'], { node })).out).toContain('\u001b[');
    expect((await cli.run(['list'])).out).not.toContain('\u001b');
  });

  it('is left out where NO_COLOR is set to anything', async () => {
    expect((await cli.run(['list'], { node, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b');
    expect((await cli.run(['list'], { node, env: { NO_COLOR: '' } })).out).toContain('\u001b');
  });

  it('never gets into a format for machines', async () => {
    const path = cli.write('sick.log', SICK_LOG);
    for (const format of ['json', 'ndjson', 'sarif', 'markdown', 'html']) {
      const { out } = await cli.run(['analyze', '--format', format, path], { node });
      expect(out).not.toContain('\u001b');
    }
  });
});

describe('a reader that has seen enough', () => {
  it.each([
    [['list', '--json']],
    [['list']],
    [['explain', 'key-refused']],
    [['analyze', '--format', 'ndjson']],
    [['analyze', '--format', 'html']],
  ])('ends %j without a complaint', async (args) => {
    const path = cli.write('sick.log', SICK_LOG);
    const paths = args[0] === 'analyze' ? Array<string>(300).fill(path) : [];
    const { code, err } = await cli.run([...args, ...paths], { closeEarly: true });
    expect(err).toBe('');
    expect([0, 1]).toContain(code);
  });
});
