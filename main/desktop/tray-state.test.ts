import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IncidentRow } from '../contract/incident';
import type { WatchView } from '../contract/watch-view';
import { tooltip, trayImage, trayMenu, trayState, trayTitle } from './tray-state';
import type { TrayItem, TrayState } from './tray-state';
import './test-language';

const WATCH: WatchView = {
  state: 'watching',
  logs: 12,
  folders: [],
  lastReadAt: null,
  pausedUntil: null,
  problems: [],
};

const ROW: IncidentRow = {
  id: 'one',
  entry: 'key-refused',
  severity: 'error',
  headline: 'R&D refused your key',
  message: 'Server refused our key',
  session: 'log/0',
  host: 'db01.example.com',
  user: null,
  time: '2024-05-04T09:15:00Z',
  count: 1,
  state: 'open',
};

/** Dark or not, with each number that a picture can show. */
const PANELS = [true, false].flatMap((dark) =>
  Array.from({ length: 10 }, (_each, index) => [dark, index + 1] as const),
);
const NOTHING_HELD = { held: 0, snoozed: false };

const labels = (items: readonly TrayItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'line' ? ['-'] : [item.label]));

describe('the tray', () => {
  it('shows trouble before pause before problems', () => {
    expect(trayState(WATCH, 0)).toBe('well');
    expect(trayState(WATCH, 2)).toBe('problems');
    expect(trayState({ ...WATCH, state: 'paused' }, 2)).toBe('paused');
    expect(trayState({ ...WATCH, state: 'trouble' }, 2)).toBe('trouble');
  });

  it('says the same in words', () => {
    expect(tooltip('well', WATCH, 0)).toBe('Puttyknife: watching 12 logs');
    expect(tooltip('problems', WATCH, 1)).toBe('Puttyknife: 1 error to look at');
  });

  it('offers the latest incidents and pausing', () => {
    expect(labels(trayMenu(WATCH, [ROW], NOTHING_HELD))).toEqual([
      'Show Puttyknife',
      'Search messages',
      'Explain what is in the clipboard',
      '-',
      'R&&D refused your key',
      '-',
      'No notifications for an hour',
      'Pause watching',
      '-',
      'Log doctor',
      'Settings',
      '-',
      'Quit Puttyknife',
    ]);
  });

  it('offers to resume while it is paused', () => {
    const items = trayMenu({ ...WATCH, state: 'paused' }, [], NOTHING_HELD);
    expect(labels(items)).toContain('Resume watching');
    expect(labels(items)).toContain('Nothing is wrong');
    expect(labels(items)).not.toContain('Pause watching');
  });

  it('lists no more than five, and cuts long ones', () => {
    const rows = Array.from({ length: 9 }, (_each, index) => ({
      ...ROW,
      id: String(index),
      headline: 'x'.repeat(100),
    }));
    const shown = labels(trayMenu(WATCH, rows, NOTHING_HELD)).filter((label) =>
      label.startsWith('x'),
    );
    expect(shown).toHaveLength(5);
    expect(shown[0]).toHaveLength(60);
  });

  it('counts in its picture up to nine, and beside it where a tray takes text', () => {
    const around = { platform: 'linux', dark: false, desktop: 'XFCE' };
    expect(trayImage('problems', 3, around)).toBe('problems-3-on-light.png');
    expect(trayImage('problems', 10_000, around)).toBe('problems-many-on-light.png');
    expect([trayTitle('problems', 3), trayTitle('problems', 12), trayTitle('well', 0)]).toEqual([
      '3',
      '9+',
      '',
    ]);
  });

  it('leads to what was held back, and ends an hour without notifications', () => {
    const items = labels(trayMenu(WATCH, [], { held: 2, snoozed: true }));
    expect(items).toContain('2 held back');
    expect(items).toContain('Show notifications again');
    expect(items).not.toContain('No notifications for an hour');
  });

  it('has a picture for every state on every panel', () => {
    const states: TrayState[] = ['well', 'problems', 'paused', 'trouble'];
    const folder = path.resolve(import.meta.dirname, '../../resources/tray');
    for (const state of states) {
      for (const platform of ['linux', 'win32', 'darwin']) {
        for (const [dark, open] of PANELS) {
          const name = trayImage(state, open, { platform, dark, desktop: 'XFCE' });
          expect(existsSync(path.join(folder, name)), name).toBe(true);
        }
      }
    }
  });

  it('knows that the top bar of GNOME is dark in its light theme', () => {
    const around = { platform: 'linux', dark: false };
    expect(trayImage('well', 0, { ...around, desktop: 'ubuntu:GNOME' })).toBe('well-on-dark.png');
    expect(trayImage('well', 0, { ...around, desktop: 'KDE' })).toBe('well-on-light.png');
  });
});
