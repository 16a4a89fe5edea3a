/**
 * The user's settings: one file that people may edit as well, one object in memory, one event when it
 * changes. A value that cannot be used is refused by itself; the others hold.
 */
import { copyFileSync, readFileSync, renameSync } from 'node:fs';
import type { Problem } from '../contract/model';
import { DEFAULT_SETTINGS } from '../contract/settings';
import type { SettingName, Settings, SettingsChange } from '../contract/settings';
import { writeJson } from './json-file';
import { settingsRefused, settingsSetAside } from './problem';
import { settingValues, withDefaults } from './settings-values';
import type { SettingValues } from './settings-values';

export interface SettingsHooks {
  readonly changed: (settings: Settings, before: Settings) => void;
  /** What is wrong with the file; null once it is right again. */
  readonly problem: (problem: Problem | null) => void;
}

export interface Imported {
  readonly settings: Settings;
  readonly refused: readonly SettingName[];
}

export class SettingsStore {
  #settings: Settings;
  #foreign: Readonly<Record<string, unknown>> = {};
  /** The file's text as it was read or written last. */
  #text: string | null;
  /** What was wrong with the file at the start, or null. */
  readonly problem: Problem | null;

  constructor(
    private readonly file: string,
    private readonly hooks: SettingsHooks,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.#settings = DEFAULT_SETTINGS;
    this.#text = this.#read();
    this.problem = this.#text === null ? null : this.#take(this.#text);
  }

  get(): Settings {
    return this.#settings;
  }

  /** Writes the file first: what is told as changed has been kept. Throws if it cannot be written. */
  set(change: SettingsChange): Settings {
    const before = this.#settings;
    const next: Settings = { ...before, ...change };
    this.#text = writeJson(this.file, { ...this.#foreign, ...next });
    this.#settings = next;
    this.hooks.changed(next, before);
    return next;
  }

  /** The file may have been edited: takes what is new in it, and keeps what holds where it is wrong. */
  reload(): void {
    const text = this.#read();
    if (text === null || text === this.#text) return;
    this.#text = text;
    const values = settingValues(parsed(text));
    // Somebody may be in the middle of writing it: nothing is moved or changed.
    if (values === null) {
      this.hooks.problem(settingsRefused(this.file, []));
      return;
    }
    const before = this.#settings;
    this.#foreign = values.foreign;
    this.#settings = { ...withDefaults(kept(before, values.refused)), ...values.values };
    this.hooks.problem(
      values.refused.length === 0 ? null : settingsRefused(this.file, values.refused),
    );
    if (JSON.stringify(this.#settings) !== JSON.stringify(before)) {
      this.hooks.changed(this.#settings, before);
    }
  }

  /** Takes the settings out of a text that was exported; null if it holds none. */
  import(text: string): Imported | null {
    const values = settingValues(parsed(text));
    if (values === null || Object.keys(values.values).length === 0) return null;
    return { settings: this.set(values.values), refused: values.refused };
  }

  export(): string {
    return `${JSON.stringify(this.#settings, null, 2)}\n`;
  }

  #read(): string | null {
    try {
      return readFileSync(this.file, 'utf8');
    } catch {
      return null;
    }
  }

  /** Takes over a file that was there; one that is wrong is kept beside it, so that nothing is lost. */
  #take(text: string): Problem | null {
    const values = settingValues(parsed(text));
    if (values !== null) {
      this.#foreign = values.foreign;
      this.#settings = withDefaults(values.values);
      if (values.refused.length === 0) return null;
    }
    const aside = `${this.file}.broken-${this.now().toISOString().replaceAll(/[:.]/g, '-')}`;
    return values === null ? this.#setAside(aside) : this.#copyAside(aside, values);
  }

  #setAside(aside: string): Problem | null {
    try {
      renameSync(this.file, aside);
      return settingsSetAside(aside);
    } catch {
      return settingsSetAside(this.file);
    }
  }

  #copyAside(aside: string, { refused }: SettingValues): Problem {
    try {
      copyFileSync(this.file, aside);
      return settingsRefused(aside, refused);
    } catch {
      return settingsRefused(this.file, refused);
    }
  }
}

/** The present values of these settings. */
function kept(settings: Settings, names: readonly SettingName[]): SettingsChange {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
