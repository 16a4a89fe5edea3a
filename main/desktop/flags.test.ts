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
    expect(parseFlags(argv, HERE, HERE)).toEqual({
      watch: [path.resolve(HERE, 'logs'), path.resolve('/var/log/putty')],
      userData: null,
      hidden: true,
      search: false,
      open: [],
    });
  });

  it('may be without a value, which is then no folder', () => {
    expect(parseFlags(['--watch', '--user-data='], HERE)).toMatchObject({ userData: null });
    expect(parseFlags(['--watch'], HERE).watch).toEqual([]);
  });
});

describe('logs that are named at the start', () => {
  const opened = (...argv: string[]): readonly string[] => parseFlags(argv, HERE).open;

  it('are every word that belongs to no flag', () => {
    expect(opened('--watch', 'logs', 'a.log', '--hidden', '/var/b c.log')).toEqual([
      path.resolve(HERE, 'a.log'),
      path.resolve('/var/b c.log'),
    ]);
    expect(opened('--', '--odd name.log')).toEqual([path.resolve(HERE, '--odd name.log')]);
  });

  it('may be addresses of files, as a desktop writes them, and of nothing else', () => {
    expect(
      opened('file:///logs/%F0%9F%94%A5.log', 'puttyknife://now', 'https://example.com/x'),
    ).toEqual([path.resolve('/logs/🔥.log')]);
  });

  it('stand behind the folder of a program that a bare Electron runs', () => {
    const argv = ['-r', 'loader.js', '.', 'a.log'];
    expect(parseFlags(argv, HERE, HERE).open).toEqual([path.resolve(HERE, 'a.log')]);
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
