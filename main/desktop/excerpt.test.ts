import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExcerpt } from './excerpt';
import { asProblem } from './problem';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-excerpt-'));
  file = path.join(folder, 'putty.log');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const MESSAGE = 'Server refused our key';

/** Writes lines, one of which holds the message, and says where it stands. */
function write(
  before: string[],
  after: string[],
  prefix = 'Event Log: ',
  end = '\r\n',
): {
  file: string;
  offset: number;
  line: number;
  message: string;
} {
  const head = before.map((line) => line + end).join('') + prefix;
  const rest = [MESSAGE, ...after].join(end) + end;
  writeFileSync(file, Buffer.concat([Buffer.from(head), Buffer.from(rest)]));
  return { file, offset: Buffer.byteLength(head), line: before.length + 1, message: MESSAGE };
}

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_each, index) => `line ${from + index}`);

describe('the log around a message', () => {
  it('is six lines on either side, with their numbers, and the message marked', async () => {
    const { lines } = await readExcerpt(write(numbered(1, 20), numbered(22, 40)));
    expect(lines.map(({ number }) => number)).toEqual([
      15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
    ]);
    expect(lines.filter(({ marked }) => marked)).toEqual([
      { number: 21, text: `Event Log: ${MESSAGE}`, marked: true },
    ]);
    expect(lines[0]).toEqual({ number: 15, text: 'line 15', marked: false });
  });

  it('stops where the file stops', async () => {
    const { lines } = await readExcerpt(write(['line 1'], []));
    expect(lines.map(({ number, text }) => `${number} ${text}`)).toEqual([
      '1 line 1',
      `2 Event Log: ${MESSAGE}`,
    ]);
  });

  it('is found in the midst of a large log', async () => {
    const { lines } = await readExcerpt(write(numbered(1, 30_000), numbered(30_002, 60_000)));
    expect(lines[0]?.text).toBe('line 29995');
    expect(lines.at(-1)?.text).toBe('line 30007');
  });

  it('leaves out what a terminal would have acted on', async () => {
    const place = write(['\x1b[31mred\x1b[0m \x1b]0;title\x07plain'], []);
    expect((await readExcerpt(place)).lines[0]?.text).toBe('red plain');
  });

  it('reads umlauts in either encoding', async () => {
    expect((await readExcerpt(write(['für Ämter'], []))).lines[0]?.text).toBe('für Ämter');
    const latin = Buffer.concat([
      Buffer.from('für alle Ämter\r\n', 'latin1'),
      Buffer.from(`${MESSAGE}\r\n`),
    ]);
    writeFileSync(file, latin);
    const place = { file, offset: 16, line: 2, message: MESSAGE };
    expect((await readExcerpt(place)).lines[0]?.text).toBe('für alle Ämter');
  });

  it('says so when the log was overwritten or is gone', async () => {
    const place = write(['line 1'], []);
    writeFileSync(file, 'another session with quite other lines\r\n'.repeat(9));
    const changed = await readExcerpt(place).catch(asProblem);
    expect(changed).toMatchObject({ code: 'log-changed', path: file });
    rmSync(file);
    expect(await readExcerpt(place).catch(asProblem)).toMatchObject({ code: 'log-gone' });
  });
});
