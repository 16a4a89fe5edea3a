/** The user's settings: one file, one object in memory, one event when it changes. */
import { DEFAULT_SETTINGS, settingsSchema } from '../contract/settings';
import type { Settings, SettingsChange } from '../contract/settings';
import { readJson, writeJson } from './json-file';

export class SettingsStore {
  #settings: Settings;
  /** Where a settings file that could not be read was put, or null. */
  readonly setAside: string | null;

  constructor(
    private readonly file: string,
    private readonly changed: (settings: Settings, before: Settings) => void,
    now: Date = new Date(),
  ) {
    const reading = readJson<Settings>(file, settingsSchema, DEFAULT_SETTINGS, now);
    this.#settings = reading.value;
    this.setAside = reading.setAside;
  }

  get(): Settings {
    return this.#settings;
  }

  /** Writes the file first: what is told as changed has been kept. Throws if it cannot be written. */
  set(change: SettingsChange): Settings {
    const before = this.#settings;
    const next: Settings = { ...before, ...change };
    writeJson(this.file, next);
    this.#settings = next;
    this.changed(next, before);
    return next;
  }
}
