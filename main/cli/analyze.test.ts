import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { HEALTHY_LOG, RECOVERED_LOG, SICK_LOG, TestCli } from './test-cli';

const cli = new TestCli();
beforeAll(() => cli.build());
afterAll(() => {
  cli.remove();
});

const analysis = v.strictObject({
  version: v.literal(1),
  files: v.array(
    v.strictObject({
      path: v.string(),
      bytes: v.number(),
      encoding: v.string(),
      logType: v.string(),
      sessions: v.array(v.looseObject({ index: v.number(), host: v.nullable(v.string()) })),
      detections: v.array(
        v.looseObject({ entry: v.string(), line: v.number(), offset: v.number() }),
      ),
      incidents: v.array(
        v.strictObject({
          entry: v.string(),
          session: v.number(),
          count: v.number(),
          detections: v.array(v.number()),
          causes: v.array(
            v.strictObject({
              id: v.string(),
              score: v.number(),
              evidence: v.array(v.strictObject({ line: v.nullable(v.number()), text: v.string() })),
            }),
          ),
          fixes: v.array(v.string()),
        }),
      ),
    }),
  ),
  errors: v.array(v.strictObject({ path: v.string(), code: v.string(), message: v.string() })),
});

describe('the machine formats', () => {
  it('print one object for --json, with everything in the log named as it stands there', async () => {
    const path = cli.write('sick.log', SICK_LOG);
    const { code, out, err } = await cli.run(['analyze', '--json', path]);
    const { files, errors } = v.parse(analysis, JSON.parse(out));
    expect([code, err, errors]).toEqual([1, '', []]);
    expect(out.endsWith('\n')).toBe(true);
    expect(files[0]?.path).toBe(path);
    expect(files[0]?.sessions[0]?.host).toBe('db01.example.com');
    const detection = files[0]?.detections[0];
    expect(detection?.line).toBe(7);
    const bytes = readFileSync(path).subarray(detection?.offset);
    expect(bytes.toString('utf8')).toMatch(/^Server refused our key/);
  });

  it('keep stdout whole when something cannot be read, and name it on stderr', async () => {
    const gone = `${cli.folder}/gone.log`;
    for (const format of ['json', 'ndjson', 'sarif']) {
      const { code, out, err } = await cli.run(['analyze', '--format', format, gone]);
      expect(code).toBe(2);
      expect(err).toBe(`puttyknife: ${gone}: There is no such file or folder.\n`);
      for (const line of out.trim().split('\n')) expect(JSON.parse(line)).toBeTypeOf('object');
    }
  });

  it('print one line a log, then one a problem, for ndjson', async () => {
    const paths = [cli.write('a.log', SICK_LOG), 'gone.log', cli.write('b.log', HEALTHY_LOG)];
    const { out } = await cli.run(['analyze', '--format', 'ndjson', ...paths]);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { version: 1, path: paths[0] },
      { version: 1, path: paths[2] },
      { version: 1, error: { path: 'gone.log', code: 'not-found' } },
    ]);
  });

  it('print SARIF with a rule of the catalogue', async () => {
    const { code, out } = await cli.run([
      'analyze',
      '--format',
      'sarif',
      cli.write('sick.log', SICK_LOG),
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { rules: [{ id: 'key-refused' }] } },
          results: [{ ruleId: 'key-refused', level: 'error' }],
        },
      ],
    });
  });
});

it('prints a table for csv, with what could not be read', async () => {
  const paths = [cli.write('a.log', SICK_LOG), 'gone.log'];
  const { code, out } = await cli.run(['analyze', '--format', 'csv', ...paths]);
  expect(code).toBe(2);
  const [head, incident, problem, rest] = out.split('\r\n');
  expect(head).toMatch(/^kind,file,line,/);
  expect(incident).toMatch(
    /^incident,.*a\.log,7,.*key-refused,db01\.example\.com refused your key,/,
  );
  expect(problem).toMatch(/^problem,gone\.log,.*not-found/);
  expect(rest).toBe('');
});

it('prints a message to the administrator, without names', async () => {
  const { out } = await cli.run([
    'analyze',
    '--format',
    'administrator',
    cli.write('a.log', SICK_LOG),
  ]);
  expect(out).toMatch(/^Hello, host-1 refuses my public key/);
  expect(out).toContain('Server refused our key');
  expect(out).not.toMatch(/db01|192\.0\.2/);
});

describe('reports to share', () => {
  it.each(['markdown', 'html'])('take names out of %s', async (format) => {
    const path = cli.write('for db01.log', SICK_LOG);
    const { code, out } = await cli.run(['analyze', '--format', format, path]);
    expect(code).toBe(1);
    expect(out).toContain('host-1');
    expect(out).toContain('log-1');
    expect(out).not.toMatch(/db01|192\.0\.2\.10|work\.ppk/);
  });

  it.each(['markdown', 'html'])('keep names in %s with --no-redact', async (format) => {
    const path = cli.write('for db01.log', SICK_LOG);
    const { out } = await cli.run(['analyze', '--no-redact', '--format', format, path]);
    expect(out).toContain('db01.example.com');
    expect(out).toContain('for db01.log');
  });
});

describe('text', () => {
  it('says what went wrong, why and what to do', async () => {
    const { code, out } = await cli.run(['analyze', cli.write('sick.log', SICK_LOG)]);
    expect(code).toBe(1);
    const order = ['db01.example.com refused your key', 'PuTTY says:', 'Most likely:', 'Do this:'];
    const places = order.map((part) => out.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(out).not.toContain('\u001b');
  });

  it('says that the login went through after a wrong password, and counts no failure', async () => {
    const paths = [cli.write('calm.log', RECOVERED_LOG), cli.write('sick.log', SICK_LOG)];
    const { out } = await cli.run(['analyze', ...paths]);
    expect(out.match(/The login went through after this\./g)).toHaveLength(1);
    expect(out.trim().split('\n').at(-1)).toContain('1 of 2 sessions failed: ');
    for (const format of ['json', 'ndjson']) {
      const printed = await cli.run(['analyze', '--format', format, ...paths]);
      expect(printed.out).not.toContain('"recovered"');
    }
  });

  it('ends with one sentence on several logs', async () => {
    const paths = [cli.write('one.log', SICK_LOG), cli.write('two.log', HEALTHY_LOG)];
    const { out } = await cli.run(['analyze', ...paths]);
    expect(out.trim().split('\n').at(-1)).toBe(
      '1 of 2 sessions failed: db01.example.com refused your key.',
    );
  });

  it('says that nothing is wrong', async () => {
    const { code, out, err } = await cli.run(['analyze', cli.write('well.log', HEALTHY_LOG)]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('nothing wrong (1 session read).');
  });
});

describe('--jobs', () => {
  /** Together more than is read without threads. */
  const many = (): string[] =>
    Array.from({ length: 6 }, (_, index) => {
      const filler = 'x'.repeat(index === 0 ? 4_000_000 : 1_000_000);
      return cli.write(`many/${index}.log`, (index % 2 === 0 ? SICK_LOG : HEALTHY_LOG) + filler);
    });

  it('gives the same answer with any number of threads, in the order of the logs', async () => {
    const paths = [...many(), 'gone.log'].reverse();
    const alone = await cli.run(['analyze', '--json', '--jobs', '1', ...paths]);
    const { files } = v.parse(analysis, JSON.parse(alone.out));
    expect(files.map(({ path }) => path)).toEqual(paths.slice(1));
    for (const jobs of [['--jobs', '2'], ['--jobs=5'], []]) {
      expect(await cli.run(['analyze', '--json', ...jobs, ...paths])).toEqual(alone);
    }
  });

  it('reads standard input in its place among logs that threads read', async () => {
    const paths = many();
    const named = [...paths.slice(0, 2), '-', ...paths.slice(2)];
    const { out } = await cli.run(['analyze', '--json', ...named], { input: SICK_LOG });
    const { files } = v.parse(analysis, JSON.parse(out));
    expect(files.map(({ path }) => path)).toEqual(named);
    expect(files[2]?.incidents).toHaveLength(1);
  });

  it.each(['0', '-1', 'two', '1.5', '', '1000'])('refuses the number %j', async (jobs) => {
    const { code, out, err } = await cli.run(['analyze', `--jobs=${jobs}`, 'x.log']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--jobs takes a number from 1 to 999.');
  });
});

it.each([
  [['analyze'], 'Name a log'],
  [
    ['analyze', '--format', 'pdf', 'x'],
    'The formats are text, json, ndjson, sarif, markdown, html, csv, administrator.',
  ],
  [['analyze', '--colour', 'x'], '--colour'],
  [['analyze', '-', '-'], 'Standard input can be read only once.'],
])('refuses wrong use: %j', async (args, reason) => {
  const { code, out, err } = await cli.run(args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(reason);
  expect(err).not.toMatch(/\n {4}at /);
});
