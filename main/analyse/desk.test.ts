import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysedFile, AnalysisBatch, AnalysisSource } from '../contract/analysis-view';
import { HEALTHY_LOG, SICK_LOG, TestCli } from '../cli/test-cli';
import type { EntrySummary } from '../contract/entry';
import index from '../../catalogue/generated/index.json' with { type: 'json' };
import { Desk, pathsIn } from './desk';
import { pieces, previewOf, saveReport } from './desk-report';

const cli = new TestCli();
const entries = new Map(
  (index.entries as unknown as readonly EntrySummary[]).map((entry) => [entry.id, entry]),
);
beforeAll(() => cli.build());
afterAll(() => {
  cli.remove();
});

class Told {
  readonly batches: AnalysisBatch[] = [];
  readonly files = new Map<number, AnalysedFile>();
  private waiting: (() => void)[] = [];

  readonly take = (batch: AnalysisBatch): void => {
    this.batches.push(batch);
    for (const file of batch.files) this.files.set(file.index, file);
    for (const wake of this.waiting.splice(0)) wake();
  };

  async until(fits: (batch: AnalysisBatch) => boolean): Promise<AnalysisBatch> {
    for (;;) {
      const found = this.batches.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  named(name: string): AnalysedFile | undefined {
    return [...this.files.values()].find((file) => file.name.endsWith(name));
  }
}

/** Long enough that the zero bytes of a sparse file behind it are not what it is judged by. */
const LONG_LOG = HEALTHY_LOG + 'Event Log: Offered public key\r\n'.repeat(300);
const LONG_LINES = LONG_LOG.split('\r\n').length - 1;

const ended = ({ progress }: AnalysisBatch): boolean =>
  progress.state === 'done' || progress.state === 'cancelled';

let told = new Told();
let desk: Desk;
const started: (() => void)[] = [];

async function start(source: AnalysisSource, threads = 2): Promise<string> {
  told = new Told();
  desk = new Desk({ program: cli.threadProgram, threads, version: '0.1.0' }, entries, (batch) =>
    told.take(batch),
  );
  const { id } = await desk.start(source);
  const analysis = desk.analysis(id);
  started.push(() => analysis.drop());
  return id;
}

async function analyse(...paths: string[]): Promise<string> {
  const id = await start({ kind: 'paths', paths });
  await told.until((batch) => ended(batch) && told.files.size === batch.progress.files);
  return id;
}

afterEach(() => {
  for (const drop of started.splice(0)) drop();
});

describe('an analysis', () => {
  it('walks folders, tells what each log gave and counts what is no log', async () => {
    const sick = cli.write('night/db/sick.log', SICK_LOG);
    cli.write('night/healthy 🔥.log', HEALTHY_LOG);
    cli.write('night/readme.json', '{}');
    await analyse(join(sick, '../..'));
    const last = told.batches.find(ended)?.progress;
    expect(last).toMatchObject({
      state: 'done',
      files: 2,
      filesDone: 2,
      skipped: 1,
      secondsLeft: 0,
    });
    expect(last?.bytesDone).toBe(last?.bytes);
    const file = told.named('sick.log');
    expect(file).toMatchObject({
      path: sick,
      name: 'night/db/sick.log',
      lines: 7,
      logType: 'ssh-packets',
      problem: null,
      sessions: [{ host: 'db01.example.com', incidents: 1, worst: 'error' }],
      incidents: [{ entry: 'key-refused', line: 7, headline: 'db01.example.com refused your key' }],
    });
    expect(told.named('🔥.log')).toMatchObject({ problem: null, incidents: [] });
  });

  it('has a clear word for each log that cannot be read', async () => {
    const folder = join(cli.folder, 'bad');
    mkdirSync(folder);
    const fifo = join(folder, 'fifo.log');
    execFileSync('mkfifo', [fifo]);
    const locked = cli.write('locked.log', SICK_LOG);
    chmodSync(locked, 0);
    const paths = [
      fifo,
      cli.write('binary.log', Buffer.from(Array.from({ length: 9000 }, (_, at) => at % 256))),
      cli.write('empty.log', ''),
      join(folder, 'gone.log'),
      locked,
    ];
    await analyse(...paths, folder);
    const codes = [...told.files.values()].map(({ name, problem }) => [
      name,
      problem?.code ?? null,
    ]);
    expect(new Map(codes as [string, string | null][])).toEqual(
      new Map([
        ['fifo.log', 'not-a-file'],
        ['binary.log', 'binary'],
        ['empty.log', null],
        ['gone.log', 'not-found'],
        // Root may read everything.
        ['locked.log', process.getuid?.() === 0 ? null : 'unreadable'],
        ['bad', 'no-logs'],
      ]),
    );
    expect(told.named('empty.log')).toMatchObject({ bytes: 0, lines: 0, sessions: [] });
  });

  it('says which log was overwritten while it was read, and which vanished before', async () => {
    const large = cli.write('turned/a-large.log', LONG_LOG);
    const small = cli.write('turned/small.log', SICK_LOG);
    truncateSync(large, 3_000_000_000);
    // One thread: the small one waits until the large one is read.
    await start({ kind: 'paths', paths: [large, small] }, 1);
    await told.until(({ progress: { state, bytesDone } }) => state === 'reading' && bytesDone > 0);
    rmSync(small);
    truncateSync(large, 100);
    await told.until(ended);
    expect(told.named('a-large.log')?.problem?.code).toBe('overwritten');
    expect(told.named('small.log')).toMatchObject({ problem: { code: 'vanished' }, sessions: [] });
  });

  it('may not read what its user may not', async () => {
    const locked = cli.write('locked-too.log', SICK_LOG);
    chmodSync(locked, 0);
    const ask = `
      const { Worker } = require('node:worker_threads');
      const thread = new Worker(process.argv[1]);
      thread.once('message', (answer) => {
        process.stdout.write(JSON.stringify(answer.problem));
        thread.terminate();
      });
      thread.postMessage({ log: { path: process.argv[2] }, want: 'kept' });`;
    // Root may read everything, so the thread is started by someone else.
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['-e', ask, cli.threadProgram, locked],
      process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {},
    );
    expect(JSON.parse(stdout)).toMatchObject({ code: 'unreadable', path: locked });
  });

  it('has a word for links in a circle', async () => {
    const circle = join(cli.folder, 'circle.log');
    symlinkSync(circle, circle);
    await analyse(circle);
    expect(told.named('circle.log')?.problem?.code).toBe('unreadable');
  });

  it('ends at once within a line of 4 GB', async () => {
    const path = cli.write('endless.log', LONG_LOG);
    truncateSync(path, 2 ** 32);
    const id = await start({ kind: 'paths', paths: [path] });
    await told.until(({ progress }) => progress.bytesDone > 0);
    desk.cancel(id);
    expect(told.batches.at(-1)?.progress).toMatchObject({ state: 'cancelled', reading: [] });
    rmSync(path);
  });

  it('reads through a line of hundreds of MB in flat memory, and shows its beginning', async () => {
    const path = cli.write('long-line.log', LONG_LOG);
    truncateSync(path, 2 ** 28);
    appendFileSync(path, '\r\nEvent Log: Server refused our key\r\n');
    const before = process.memoryUsage().rss;
    const id = await analyse(path);
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 27);
    expect(told.named('long-line.log')).toMatchObject({
      problem: null,
      lines: LONG_LINES + 2,
      sessions: [{ incidents: 1 }],
      incidents: [{ entry: 'key-refused', line: LONG_LINES + 2 }],
    });
    const seen = await desk.lines({
      id,
      file: 0,
      at: { line: LONG_LINES },
      count: 3,
      escapes: 'strip',
      folded: false,
    });
    expect(seen.lines.map(({ number }) => number)).toEqual([
      LONG_LINES,
      LONG_LINES + 1,
      LONG_LINES + 2,
    ]);
    expect(seen.lines[1]?.cut).toBeGreaterThan(2 ** 28 - 2 ** 17);
    rmSync(path);
  }, 60_000);

  it('tells of a log that is written while it is read that it grows', async () => {
    const path = cli.write('growing.log', SICK_LOG);
    await analyse(path);
    expect(told.named('growing.log')?.growing).toBe(false);
    appendFileSync(path, 'Event Log: more\r\n');
    await told.until(({ files }) => files.some(({ growing }) => growing));
    expect(told.named('growing.log')).toMatchObject({ growing: true, incidents: [{ line: 7 }] });
  });

  it('ends at once when it is cancelled, and keeps what was found', async () => {
    const large = cli.write('large.log', LONG_LOG);
    const small = cli.write('small.log', SICK_LOG);
    truncateSync(large, 3_000_000_000);
    const id = await start({ kind: 'paths', paths: [small, large] });
    await told.until(() => told.files.size === 1);
    desk.cancel(id);
    const last = told.batches.at(-1);
    expect(last?.progress).toMatchObject({ state: 'cancelled', filesDone: 1, reading: [] });
    expect(desk.get({ id, from: 0 })?.files).toMatchObject([{ name: 'small.log' }]);
    rmSync(large);
  });

  it('takes pasted text for a log, and pasted paths for what they lead to', async () => {
    await start({ kind: 'text', text: SICK_LOG });
    await told.until(ended);
    expect([...told.files.values()]).toMatchObject([{ path: '', incidents: [{ line: 7 }] }]);
    const path = cli.write('pasted.log', SICK_LOG);
    await start({ kind: 'text', text: `${pathToFileURL(path).href}\n` });
    await told.until(ended);
    expect([...told.files.values()]).toMatchObject([{ path }]);
    expect(pathsIn('see /etc/hosts')).toBeNull();
    expect(pathsIn('')).toBeNull();
  });

  it('reads a log once that is named twice', async () => {
    const path = cli.write('twice/a.log', SICK_LOG);
    await analyse(path, join(path, '..'), path);
    expect(told.files.size).toBe(1);
  });

  it('answers what is asked of it later, page by page', async () => {
    const folder = join(cli.folder, 'files', 'hundreds');
    for (let number = 0; number < 300; number += 1) {
      cli.write(`hundreds/${String(number).padStart(3, '0')}.log`, SICK_LOG);
    }
    const id = await analyse(folder);
    const names: string[] = [];
    let next: number | null = 0;
    while (next !== null) {
      const page = desk.get({ id, from: next });
      names.push(...(page?.files ?? []).map(({ name }) => name));
      next = page?.next ?? null;
    }
    expect(names).toEqual(names.toSorted());
    expect(names).toHaveLength(300);
    const details = desk.details({ id, file: 7, session: 0 });
    expect(details.session.facts.keyFile).toBe('/home/user/work.ppk');
    expect(details.incidents[0]?.detections[0]?.message).toBe('Server refused our key');
    expect(() => desk.details({ id, file: 7, session: 5 })).toThrow('no such session');
    expect(() => desk.details({ id, file: 999, session: 0 })).toThrow('no such log');
    expect(desk.get({ id: 'another', from: 0 })).toBeNull();
  });

  it('tells of a log with thousands of sessions in pieces, and tells them again', async () => {
    const id = await analyse(cli.write('thousands.log', SICK_LOG.repeat(2500)));
    const pieces = (): AnalysedFile[] => told.batches.flatMap(({ files }) => files);
    const count = (): number => pieces().reduce((sum, { sessions }) => sum + sessions.length, 0);
    await told.until(() => count() === 2500);
    const largest = (): number => Math.max(...pieces().map(({ sessions }) => sessions.length));
    expect(largest()).toBeLessThanOrEqual(1000);
    told.batches.splice(0);
    expect(desk.get({ id, from: 0 })?.files[0]?.sessions).toHaveLength(1000);
    await told.until(() => count() === 1500);
    expect(largest()).toBeLessThanOrEqual(1000);
    expect(told.batches.every(({ files }) => files.length <= 1)).toBe(true);
  }, 60_000);

  it('shows lines of a log, and says so when they are no longer there', async () => {
    const path = cli.write('seen.log', SICK_LOG);
    const id = await analyse(path);
    const ask = { id, file: 0, at: { line: 7 }, count: 3, escapes: 'strip', folded: true } as const;
    expect((await desk.lines(ask)).lines).toMatchObject([
      { number: 7, text: 'Event Log: Server refused our key' },
    ]);
    truncateSync(path, 10);
    await expect(desk.lines(ask)).rejects.toMatchObject({ problem: { code: 'log-changed' } });
    rmSync(path);
    await expect(desk.lines(ask)).rejects.toMatchObject({ problem: { code: 'log-gone' } });
  });
});

describe('a report of an analysis', () => {
  it('is redacted, and saved where nobody else can read it', async () => {
    const id = await analyse(cli.write('for db01.log', SICK_LOG), join(cli.folder, 'gone.log'));
    const file = join(cli.folder, 'report.html');
    const wish = { id, format: 'html', redact: {} } as const;
    const made = await pieces(desk.analysis(id), wish, entries, '0.1.0');
    await saveReport(file, made);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('The session failed: host-1 refused your key.');
    expect(text).not.toMatch(/db01|192\.0\.2\.10|work\.ppk/);
    expect(statSync(file).mode & 0o077).toBe(0);
    const again = await pieces(desk.analysis(id), wish, entries, '0.1.0');
    expect(previewOf(again)).toEqual({ text, bytes: Buffer.byteLength(text), cut: false });
    await expect(saveReport(cli.folder, [])).rejects.toMatchObject({
      problem: { code: 'not-saved' },
    });
  });

  it('leaves the kinds readable that were chosen', async () => {
    const id = await analyse(cli.write('b.log', SICK_LOG));
    const wish = { id, format: 'csv', redact: { host: false } } as const;
    const [text] = [previewOf(await pieces(desk.analysis(id), wish, entries, '0.1.0')).text];
    expect(text).toContain('db01.example.com refused your key');
    expect(text).not.toContain(cli.folder);
  });
});
