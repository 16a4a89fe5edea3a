import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../contract/model';
import { DEFAULT_SETTINGS } from '../contract/settings';
import { SettingsStore } from './settings-store';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-settings-'));
  file = path.join(folder, 'deep', 'settings.json');
  problems = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

let problems: (Problem | null)[];

const store = (changed: () => void = () => undefined): SettingsStore =>
  new SettingsStore(
    file,
    { changed, problem: (problem) => problems.push(problem) },
    () => new Date('2024-05-04T09:15:00Z'),
  );

/** What a person wrote into the file. */
function write(text: string): void {
  store().set({});
  writeFileSync(file, text);
}

describe('settings', () => {
  it('are the usual ones where there is no file', () => {
    expect(store().get()).toEqual(DEFAULT_SETTINGS);
    expect(store().problem).toBeNull();
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
    write('{"theme":"light"}');
    expect(store().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'light' });
  });

  it.each(['{', '[]', '7', ''])('that cannot be read are set aside, not lost: %s', (text) => {
    write(text);
    const again = store();
    expect(again.get()).toEqual(DEFAULT_SETTINGS);
    expect(readFileSync(again.problem?.path ?? '', 'utf8')).toBe(text);
  });

  it('are refused value by value, with the reason, and the file as it was is kept', () => {
    const text = '{"theme":"pink","keepDays":30,"folders":[7]}';
    write(text);
    const again = store();
    expect(again.get()).toEqual({ ...DEFAULT_SETTINGS, keepDays: 30 });
    expect(again.problem?.message).toContain('theme must be "system", "light" or "dark"');
    expect(again.problem?.message).toContain('folders must be a list of folders');
    expect(again.problem?.message).not.toContain('keepDays');
    expect(readFileSync(again.problem?.path ?? '', 'utf8')).toBe(text);
  });

  it('that would leave something readable in reports by mistake are refused', () => {
    write('{"redact":{"hots":false}}');
    const again = store();
    expect(again.get().redact).toEqual({});
    expect(again.problem?.message).toContain('redact must be {"host": false}');
    write('{"redact":{"host":false}}');
    expect(store().get().redact).toEqual({ host: false });
  });

  it('of a newer version stay in the file', () => {
    write('{"theme":"light","fromTheFuture":{"a":1}}');
    store().set({ keepDays: 7 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      theme: 'light',
      keepDays: 7,
      fromTheFuture: { a: 1 },
    });
  });

  it('change at once when the file is edited, and hold where the edit is wrong', () => {
    let told = 0;
    const settings = store(() => (told += 1));
    settings.set({ keepDays: 30 });
    settings.reload();
    expect(told).toBe(1);
    writeFileSync(file, '{"theme":"dark","keepDays":-1}');
    settings.reload();
    expect(told).toBe(2);
    expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', keepDays: 30 });
    expect(problems.at(-1)?.message).toContain('keepDays');
    writeFileSync(file, '{"theme":"dark","keep');
    settings.reload();
    expect(settings.get().theme).toBe('dark');
    expect(problems.at(-1)?.message).toContain('not valid JSON');
    writeFileSync(file, '{"theme":"dark"}');
    settings.reload();
    expect(problems.at(-1)).toBeNull();
    expect(settings.get().keepDays).toBe(0);
  });

  it('are taken along to another computer, without what cannot be used there', () => {
    const settings = store();
    settings.set({ theme: 'dark', quietHours: { from: '22:00', to: '07:00' } });
    const exported = settings.export();
    settings.set(DEFAULT_SETTINGS);
    const imported = settings.import(exported.replace('07:00', '25:00'));
    expect(imported?.refused).toEqual(['quietHours']);
    expect(settings.get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
    expect(settings.import('a letter')).toBeNull();
    expect(settings.import('{"other":1}')).toBeNull();
  });

  it('stay as they were if they cannot be written', () => {
    const settings = store();
    writeFileSync(path.join(folder, 'deep'), 'a file where the folder should be');
    expect(() => settings.set({ theme: 'dark' })).toThrow();
    expect(settings.get().theme).toBe('system');
  });
});
