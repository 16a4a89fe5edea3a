/** What a folder of real life holds beside good logs. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEALTHY_LOG, SICK_LOG, TestCli } from './test-cli';
import type { Finished, RunOptions } from './test-cli';

const cli = new TestCli();
beforeAll(() => cli.build());
afterAll(() => {
  cli.remove();
});

interface Answer {
  readonly files: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly incidents: readonly unknown[];
  }[];
  readonly errors: readonly { readonly path: string; readonly code: string }[];
}

async function analyze(
  paths: readonly string[],
  options: RunOptions = {},
): Promise<Finished & Answer> {
  const finished = await cli.run(['analyze', '--json', ...paths], options);
  // Never a stack trace.
  expect(finished.err).not.toMatch(/^ {4}at |node:internal/m);
  return { ...finished, ...(JSON.parse(finished.out) as Answer) };
}

const codes = ({ errors }: Answer): string[] => errors.map(({ code }) => code);

/** Prints on stderr, as the last thing, how much memory was in use at most, in KiB. */
const TELL_MEMORY = [
  '--import',
  `data:text/javascript,process.on('exit',()=>{process.stderr.write('peak '+process.resourceUsage().maxRSS)})`,
];
const peakOf = ({ err }: Finished): number => Number(/peak (\d+)$/.exec(err)?.[1]) * 1024;
const FLAT = 220 * 2 ** 20;

/** Root may read everything, so such a test is run as nobody. */
const AS_OTHER: RunOptions = process.getuid?.() === 0 ? { uid: 65_534 } : {};
const isWindows = process.platform === 'win32';

describe('a path', () => {
  it('that leads nowhere is named, and the others are read', async () => {
    const answer = await analyze([
      cli.write('a.log', SICK_LOG),
      join(cli.folder, 'no', 'such.log'),
    ]);
    expect([answer.code, codes(answer), answer.files.length]).toEqual([2, ['not-found'], 1]);
  });

  it.skipIf(isWindows)('that may not be read is named', async () => {
    const path = cli.write('closed/closed.log', SICK_LOG);
    chmodSync(path, 0);
    expect(codes(await analyze([path], AS_OTHER))).toEqual(['unreadable']);
    expect(codes(await analyze([join(path, '..')], AS_OTHER))).toEqual(['unreadable']);
  });

  it.skipIf(isWindows)('to a FIFO or a device is refused at once', async () => {
    const fifo = join(cli.folder, 'fifo.log');
    execFileSync('mkfifo', [fifo]);
    const answer = await analyze([fifo, '/dev/zero', '/dev/null']);
    expect([answer.code, codes(answer)]).toEqual([2, ['not-a-file', 'not-a-file', 'not-a-file']]);
  });

  it.skipIf(isWindows)('that leads in a circle is named', async () => {
    const circle = join(cli.folder, 'circle.log');
    symlinkSync(circle, circle);
    expect(codes(await analyze([circle]))).toEqual(['unreadable']);
  });

  it.each(['with spaces and  more.log', 'ключ 🔑👩\u200d💻.log', 'quo\'te"s & $(x).log', '-.log'])(
    'may be called %j',
    async (name) => {
      const path = cli.write(`names/${name}`, SICK_LOG);
      const answer = await analyze([path]);
      expect([answer.code, answer.files[0]?.path]).toEqual([1, path]);
    },
  );

  it.skipIf(isWindows)('may hold line breaks and escapes, which reach no terminal', async () => {
    const path = cli.write('names/two\nlines\u001b[31m.log', SICK_LOG);
    expect((await analyze([path])).files[0]?.path).toBe(path);
    const text = await cli.run(['analyze', path, `${path}.gone`]);
    expect(text.out).not.toContain('\u001b');
    expect(text.out.split('\n')[0]).toContain('two lines.log');
    expect(text.err.trim().split('\n')).toHaveLength(1);
    expect(text.err).not.toContain('\u001b');
  });
});

describe('a file', () => {
  it('that is empty has nothing wrong in it', async () => {
    const answer = await analyze([cli.write('empty.log', '')]);
    expect([answer.code, answer.files[0]?.bytes, answer.errors]).toEqual([0, 0, []]);
    const text = await cli.run(['analyze', cli.write('empty.log', '')]);
    expect(text.out).toContain('the log is empty');
  });

  it('of binary junk is refused', async () => {
    const junk = Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * index) % 251));
    const answer = await analyze([cli.write('junk.log', junk)]);
    expect([answer.code, codes(answer), answer.files]).toEqual([2, ['binary'], []]);
    expect(codes(await analyze(['-'], { input: [junk] }))).toEqual(['binary']);
    // Every byte equally often, as in an archive.
    const even = Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 167) % 256));
    expect(codes(await analyze([cli.write('even.log', even)]))).toEqual(['binary']);
  });

  it('that is no log of PuTTY has nothing wrong in it', async () => {
    const text = 'Dear all,\nServer refused our key, said the terminal.\n';
    expect((await analyze([cli.write('letter.txt', text)])).code).toBe(0);
  });

  it('of one line of two gigabytes is read in little memory', async () => {
    const path = cli.write('long.log', `${SICK_LOG}${'x'.repeat(10_000)}`);
    // A hole takes no room on the disk and reads as two gigabytes without a line break.
    const length = 2 ** 31 + SICK_LOG.length;
    truncateSync(path, length);
    const answer = await analyze([path], { node: TELL_MEMORY });
    expect([answer.code, answer.files[0]?.bytes]).toEqual([1, length]);
    expect(peakOf(answer)).toBeLessThan(FLAT);
  }, 60_000);

  it.skipIf(isWindows)('that vanishes while it is read is read to its end', async () => {
    const size = SICK_LOG.length + 4_000_000;
    const path = cli.write('vanishing.log', SICK_LOG + 'x'.repeat(4_000_000));
    // Taken away as soon as it has been opened.
    const answer = await analyze([path], {
      node: [
        '--import',
        `data:text/javascript,import fs from 'node:fs';import p from 'node:fs/promises';import{syncBuiltinESMExports as s}from'node:module';const open=p.open;p.open=async(...a)=>{const f=await open(...a);fs.unlinkSync(a[0]);return f};s()`,
      ],
    });
    expect([answer.code, answer.files[0]?.bytes]).toEqual([1, size]);
  });
});

describe('standard input', () => {
  it('is a log', async () => {
    const answer = await analyze(['-'], { input: SICK_LOG });
    expect([answer.code, answer.files[0]?.path]).toEqual([1, '-']);
  });

  it('may be empty', async () => {
    expect((await analyze(['-'])).code).toBe(0);
  });

  it('of one endless line is read in little memory', async () => {
    const piece = Buffer.alloc(1 << 20, 'x');
    async function* line(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(SICK_LOG);
      for (let count = 0; count < 400; count += 1) yield await Promise.resolve(piece);
    }
    const answer = await analyze(['-'], { input: line(), node: TELL_MEMORY });
    expect([answer.code, answer.files[0]?.bytes]).toEqual([1, SICK_LOG.length + 400 * 2 ** 20]);
    expect(peakOf(answer)).toBeLessThan(FLAT);
  }, 60_000);
});

describe('a folder', () => {
  it('is searched for logs, also below it, in the order of their names', async () => {
    cli.write('tree/b.log', SICK_LOG);
    cli.write('tree/a/deep/putty', HEALTHY_LOG);
    cli.write('tree/c.log.1', HEALTHY_LOG);
    cli.write('tree/empty.log', '');
    cli.write('tree/notes', 'not a log');
    cli.write('tree/picture.png', Buffer.from([0x89, 0x50]));
    const folder = join(cli.folder, 'files', 'tree');
    const answer = await analyze([folder]);
    expect(answer.files.map(({ path }) => path)).toEqual(
      ['a/deep/putty', 'b.log', 'c.log.1', 'empty.log'].map((name) => join(folder, name)),
    );
    expect(answer.code).toBe(1);
    const text = await cli.run(['analyze', folder]);
    expect(text.out).toContain('2 files passed over');
  });

  it('without logs is named', async () => {
    mkdirSync(join(cli.folder, 'bare'));
    cli.write('strange/program.exe', 'MZ');
    const answer = await analyze([join(cli.folder, 'bare'), join(cli.folder, 'files', 'strange')]);
    expect([answer.code, codes(answer)]).toEqual([2, ['no-logs', 'no-logs']]);
  });

  it.skipIf(isWindows)('may hold pipes, dead links and links to itself', async () => {
    const folder = join(cli.write('odd/good.log', SICK_LOG), '..');
    execFileSync('mkfifo', [join(folder, 'pipe.log')]);
    symlinkSync('nowhere', join(folder, 'dead.log'));
    symlinkSync('.', join(folder, 'again'));
    symlinkSync('good.log', join(folder, 'linked.log'));
    const answer = await analyze([folder]);
    expect([answer.code, answer.errors]).toEqual([1, []]);
    expect(answer.files.map(({ path }) => path)).toEqual([
      join(folder, 'good.log'),
      join(folder, 'linked.log'),
    ]);
  });

  it('may hold ten thousand logs', async () => {
    for (let index = 0; index < 10_000; index += 1) {
      cli.write(
        `crowd/${String(index).padStart(5, '0')}.log`,
        index % 1000 === 0 ? SICK_LOG : HEALTHY_LOG,
      );
    }
    const answer = await analyze([join(cli.folder, 'files', 'crowd')]);
    expect([answer.code, answer.files.length, answer.errors]).toEqual([1, 10_000, []]);
    expect(answer.files.filter(({ incidents }) => incidents.length > 0)).toHaveLength(10);
  }, 120_000);
});
