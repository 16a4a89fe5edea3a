import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine, createMatcher } from '../engine/index';
import { LineReader } from '../engine/lines';
import type { Line } from '../engine/lines';
import { findText } from './find-text';
import { Folding, isDumpRow } from './folding';
import { withLogBytes } from './log-bytes';
import { LogLines } from './log-lines';
import { keepLog } from './read';
import { viewFolded, viewLines } from './view-lines';

const folder = mkdtempSync(join(tmpdir(), 'puttyknife-lines-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const matcher = createMatcher([]);
const HEADER = '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 09:15:00 =~=~=~=~=~=~=~=~=~=~=~=';
const NEVER = new AbortController().signal;

interface Seen {
  readonly lines: LogLines;
  /** All lines, read from the first byte to the last. */
  readonly all: readonly Line[];
  /** How many bytes were read since this was last asked. */
  readonly read: () => number;
  readonly encoding: string;
}

/** Has a log read as the analysis reads it, and looked at as the viewer does. */
async function look<T>(content: string | Buffer, use: (seen: Seen) => Promise<T>): Promise<T> {
  const path = join(folder, 'a.log');
  writeFileSync(path, content);
  const kept = await keepLog(
    { path },
    () => createEngine(matcher),
    matcher.entries,
    () => undefined,
  );
  if (!kept.ok) throw new Error(kept.problem.message);
  const { summary, places } = kept.value;
  const all: Line[] = [];
  const reader = new LineReader({
    line: (line) => all.push(line),
    skip: (_bytes, position) => ({ position, lines: 0 }),
  });
  reader.feed(await readFile(path));
  reader.finish();
  expect(summary.lines).toBe(all.length);
  let bytes = 0;
  return withLogBytes(path, summary.bytes, (log) => {
    const counted: typeof log = {
      read: (position, length) => {
        bytes += length;
        return log.read(position, length);
      },
    };
    const read = (): number => {
      const sum = bytes;
      bytes = 0;
      return sum;
    };
    const lines = new LogLines(counted, { ...summary, places });
    return use({ lines, all, read, encoding: summary.encoding });
  });
}

/** Some three MB, every line another. */
const many = (end: string, count = 60_000): string =>
  Array.from({ length: count }, (_, index) => `line ${index} ${'x'.repeat(index % 90)}${end}`).join(
    '',
  );

const LONG = `short${'\n'}${'y'.repeat(3_500_000)}\nafter\nlast one\n`;

const LOGS: readonly (readonly [string, string | Buffer])[] = [
  ['with LF', many('\n')],
  ['with CR LF and no end to the last line', `${many('\r\n')}end`],
  ['with nothing but CR', many('\r', 40_000)],
  ['with CR first and LF later', `${many('\r', 40_000)}\n${many('\n', 20_000)}`],
  ['in UTF-16 with a mark', Buffer.from(`\ufeff${many('\r\n', 25_000)}`, 'utf16le')],
  ['in UTF-16 without one', Buffer.from(many('\n', 25_000), 'utf16le')],
  ['with lines of many MB', `${many('\n', 20_000)}${LONG}${many('\n', 20_000)}${LONG}`],
  ['that is one line of many MB', 'z'.repeat(5_000_000)],
  ['of one line', 'x'],
  ['that is empty', ''],
];

describe('lines of a log', () => {
  it.each(LOGS)('%s are the same from any place on', async (_name, content) => {
    await look(content, async ({ lines, all }) => {
      const total = all.length;
      const starts = [1, 2, 3, 11_111, 19_999, 20_001, 20_002, 20_003, total - 3, total];
      for (const line of starts.filter((start) => start >= 1 && start <= total)) {
        const view = await viewLines(lines, total, { at: { line }, count: 5, escapes: 'strip' });
        const expected = all.slice(line - 1, line + 4);
        expect(view.lines.map(({ number }) => number)).toEqual(
          expected.map(({ number }) => number),
        );
        for (const [index, shown] of view.lines.entries()) {
          const whole = expected[index]?.text.replace(/\r+$/, '') ?? '';
          expect(shown.text.length).toBeLessThanOrEqual(4000);
          expect(whole.startsWith(shown.text)).toBe(true);
          const size = (expected[index]?.size ?? 0) / (content instanceof Buffer ? 2 : 1);
          if (size > 100_000) expect(shown.cut).toBe(size - 4000);
        }
      }
    });
  });

  it('take at most about a MB to be read, wherever they stand', async () => {
    await look(`${HEADER}\n${many('\n', 150_000)}`, async ({ lines, all, read }) => {
      for (const line of [1, 73_456, all.length - 50]) {
        await viewLines(lines, all.length, { at: { line }, count: 50, escapes: 'strip' });
        expect(read()).toBeLessThan(1.5 * (1 << 20));
      }
    });
  });

  it('at the end of 2 GB are shown without what lies before', async () => {
    const path = join(folder, 'large.log');
    writeFileSync(path, `${HEADER}\r\n${many('\r\n', 1000)}`);
    truncateSync(path, 2 ** 31);
    appendFileSync(path, `\r\n${many('\r\n')}`);
    const kept = await keepLog(
      { path },
      () => createEngine(matcher),
      matcher.entries,
      () => undefined,
    );
    if (!kept.ok) throw new Error(kept.problem.message);
    const { summary, places } = kept.value;
    let bytes = 0;
    const shown = await withLogBytes(path, summary.bytes, (log) => {
      const read: typeof log.read = (position, length) => {
        bytes += length;
        return log.read(position, length);
      };
      const lines = new LogLines({ read }, { ...summary, places });
      const wish = { at: { line: summary.lines - 2 }, count: 500, escapes: 'strip' } as const;
      return viewLines(lines, summary.lines, wish);
    });
    rmSync(path);
    expect(summary.bytes).toBeGreaterThan(2 ** 31);
    expect(summary.lines).toBe(61_002);
    expect(shown.lines.map(({ text }) => text.split(' ', 2).join(' '))).toEqual([
      'line 59997',
      'line 59998',
      'line 59999',
    ]);
    expect(bytes).toBeLessThan(1.5 * (1 << 20));
    // All of the 2 GB are read once before.
  }, 60_000);

  it('are shown with what would act, or without', async () => {
    await look('\u001b[31mred\u001b[0m\tgo \u202ecba\r\n', async ({ lines }) => {
      const of = async (escapes: 'strip' | 'show'): Promise<string | undefined> =>
        (await viewLines(lines, 1, { at: { line: 1 }, count: 1, escapes })).lines[0]?.text;
      expect(await of('strip')).toBe('red\tgo ‹U+202E›cba');
      expect(await of('show')).toBe('␛[31mred␛[0m\tgo ‹U+202E›cba');
    });
  });
});

const ROW = '  00000010  61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70  abcdefghijklmnop';
const PACKETS = Array.from(
  { length: 12_000 },
  (_, index) =>
    `Incoming packet #0x${index.toString(16)}, type 94 / 0x5e (SSH2_MSG_CHANNEL_DATA)\r\n` +
    `${ROW}\r\n`.repeat(index % 7) +
    (index % 50 === 0
      ? 'Event Log: something\r\n  00000000  no row, though it looks like\r\n'
      : ''),
).join('');

describe('hex dumps', () => {
  it('are folded behind the line before, whichever row is asked for', async () => {
    await look(PACKETS, async ({ lines, all, encoding }) => {
      const folding = await Folding.make(lines, encoding);
      const expected: { number: number; hidden: number }[] = [];
      for (const line of all) {
        const last = expected.at(-1);
        if (!isDumpRow(line)) expected.push({ number: line.number, hidden: 0 });
        else if (last) last.hidden += 1;
      }
      for (const row of [1, 2, 100, 5001, expected.length - 4, expected.length]) {
        const wish = { at: { row }, count: 6, escapes: 'strip' as const };
        const view = await viewFolded(lines, folding, all.length, wish);
        expect([view.row, view.rows, view.total]).toEqual([row, expected.length, all.length]);
        expect(view.lines).toMatchObject(expected.slice(row - 1, row + 5));
      }
    });
  });

  it('are entered at the line that hides the one that is asked for', async () => {
    await look(PACKETS, async ({ lines, all, encoding }) => {
      const folding = await Folding.make(lines, encoding);
      const hidden = all.filter(isDumpRow).at(-1)?.number ?? 0;
      const wish = { at: { line: hidden }, count: 1, escapes: 'strip' as const };
      const { lines: shown } = await viewFolded(lines, folding, all.length, wish);
      const [owner] = shown;
      expect(owner && owner.number < hidden && hidden <= owner.number + owner.hidden).toBe(true);
    });
  });
});

describe('a text in a log', () => {
  const content = `${many('\n', 60_000)}the Needle\nx\u001b[1mne\u001b[0medle\n${many('\n', 30_000)}needle ß\n`;
  it('is found in any case of letters, forwards and backwards', async () => {
    await look(content, async ({ lines }) => {
      for (const [text, fromLine, backwards, line] of [
        ['needle', 1, false, 60_001],
        ['NEEDLE', 60_002, false, 60_002],
        ['needle', 60_003, false, 90_003],
        ['needle', 90_002, true, 60_002],
        ['needle', 60_000, true, null],
        ['NEEDLE SS', 1, false, null],
        ['dle ß', 1, false, 90_003],
        ['not there', 1, false, null],
      ] as const) {
        const found = await findText(lines, { text, fromLine, backwards }, NEVER);
        expect(found, `${text} from ${fromLine}`).toBe(line);
      }
    });
  });

  it('is no longer looked for when another search begins', async () => {
    await look(content, async ({ lines }) => {
      const stop = new AbortController();
      const search = findText(lines, { text: 'zz', fromLine: 1, backwards: false }, stop.signal);
      stop.abort();
      await expect(search).rejects.toThrow();
    });
  });
});
