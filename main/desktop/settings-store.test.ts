import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../contract/settings';
import { SettingsStore } from './settings-store';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-settings-'));
  file = path.join(folder, 'deep', 'settings.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const store = (changed: () => void = () => undefined): SettingsStore =>
  new SettingsStore(file, changed, new Date('2024-05-04T09:15:00Z'));

describe('settings', () => {
  it('are the usual ones where there is no file', () => {
    expect(store().get()).toEqual(DEFAULT_SETTINGS);
    expect(store().setAside).toBeNull();
  });

  it('are kept, told, and read again', () => {
    let told = 0;
    store(() => (told += 1)).set({ theme: 'dark', folders: ['/home/anna/logs'] });
    expect(told).toBe(1);
    expect(store().get()).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      folders: ['/home/anna/logs'],
    });
    expect(readdirSync(path.dirname(file))).toEqual(['settings.json']);
  });

  it('keep the usual value for what a file does not name', () => {
    store().set({});
    writeFileSync(file, '{"theme":"light"}');
    expect(store().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'light' });
  });

  it.each(['{', '[]', '{"theme":"pink"}', '{"folders":[7]}', ''])(
    'that cannot be understood are set aside, not lost: %s',
    (text) => {
      store().set({});
      writeFileSync(file, text);
      const again = store();
      expect(again.get()).toEqual(DEFAULT_SETTINGS);
      expect(readFileSync(again.setAside ?? '', 'utf8')).toBe(text);
    },
  );

  it('stay as they were if they cannot be written', () => {
    const settings = store();
    writeFileSync(path.join(folder, 'deep'), 'a file where the folder should be');
    expect(() => settings.set({ theme: 'dark' })).toThrow();
    expect(settings.get().theme).toBe('system');
  });
});
