import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFlags } from './flags';
import { steadyFolder, watchables } from './watched';
import { openingBounds } from './window-state';
import { autostartEntry } from './autostart';

const HERE = path.resolve('/home/anna');

describe('flags', () => {
  it('are picked out of what Electron gets as well', () => {
    const argv = ['--no-sandbox', '.', '--watch', 'logs', '--watch=/var/log/putty', '--hidden'];
    expect(parseFlags(argv, HERE)).toEqual({
      watch: [path.resolve(HERE, 'logs'), path.resolve('/var/log/putty')],
      userData: null,
      hidden: true,
      search: false,
    });
  });

  it('may be without a value, which is then no folder', () => {
    expect(parseFlags(['--watch', '--user-data='], HERE)).toMatchObject({ userData: null });
    expect(parseFlags(['--watch'], HERE).watch).toEqual([]);
  });
});

describe('what is watched', () => {
  it('is what was given at the start and what the user added', () => {
    expect(watchables(['/a'], ['/b'], []).map(({ shown }) => shown)).toEqual([
      { path: '/a', source: 'start' },
      { path: '/b', source: 'settings' },
    ]);
  });

  it('is shown as the folder of a name without codes in it', () => {
    expect(steadyFolder('/logs/&H/&Y&M&D.log')).toBe('/logs');
    expect(steadyFolder('/logs/R&&D/putty.log')).toBe('/logs/R&D');
  });
});

describe('the place of the window', () => {
  const screen = [{ x: 0, y: 0, width: 1920, height: 1040 }];
  const at = (x: number, y: number): ReturnType<typeof openingBounds> =>
    openingBounds({ bounds: { x, y, width: 900, height: 700 }, maximized: false, zoom: 1 }, screen);

  it('is the remembered one where it can be reached', () => {
    expect(at(100, 50)).toEqual({ x: 100, y: 50, width: 900, height: 700 });
  });

  it('is left to the system where a screen is gone', () => {
    expect(at(3000, 50)).toEqual({ width: 900, height: 700 });
    expect(at(100, 2000)).toEqual({ width: 900, height: 700 });
  });
});

describe('the autostart file', () => {
  it('quotes the program for the desktop', () => {
    expect(autostartEntry('/opt/My "App"/puttyknife')).toContain(
      'Exec="/opt/My \\"App\\"/puttyknife" --hidden\n',
    );
  });
});
