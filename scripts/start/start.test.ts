import { describe, expect, it } from 'vitest';
import { linesOf } from './demo.mjs';
import { createNoiseFilter } from './noise.mjs';

function filtered(text: string, failed: boolean): string[] {
  const lines: string[] = [];
  const filter = createNoiseFilter((line) => lines.push(line));
  // Pieces of a pipe do not end where lines end.
  for (let at = 0; at < text.length; at += 7) filter.take(Buffer.from(text.slice(at, at + 7)));
  filter.end(failed);
  return lines;
}

const NOISE =
  '[10378:1122/134426.275554:ERROR:bus.cc(407)] Failed to connect to the bus\n' +
  '(puttyknife:12): Gtk-WARNING **: 12:00:00.000: Theme parsing error\n';

describe('what the app writes to stderr', () => {
  it('stays, without what Chromium writes on healthy starts', () => {
    expect(filtered(`${NOISE}Error: no history\n    at x.js\n`, false)).toEqual([
      'Error: no history',
      '    at x.js',
    ]);
  });

  it('is shown in full where the app failed', () => {
    expect(filtered(`${NOISE}last words`, true)).toHaveLength(3);
  });

  it('is explained where the sandbox is not allowed', () => {
    const line =
      '[1:1122/134426.275554:FATAL:setuid_sandbox_host.cc(158)] The SUID sandbox helper\n';
    expect(filtered(line, true).at(-1)).toContain('chmod 4755');
  });
});

describe('a recording', () => {
  it('is cut at its lines and stays the same bytes', () => {
    const bytes = Buffer.from('one\r\n\r\ntwo\nlast \xe9', 'latin1');
    const lines = linesOf(bytes);
    expect(lines.map((line) => line.length)).toEqual([5, 2, 4, 6]);
    expect(Buffer.concat(lines).equals(bytes)).toBe(true);
  });
});
