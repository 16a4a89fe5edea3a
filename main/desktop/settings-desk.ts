/** Taking the settings along: to a file that the user names, and from one. */
import { readFile, writeFile } from 'node:fs/promises';
import type { SettingsImport } from '../contract/ipc';
import { problem, ProblemError } from './problem';
import type { SettingsStore } from './settings-store';

export interface SettingsDeskHooks {
  /** Asks the user where to save; null if nowhere. */
  readonly askWhere: (suggestion: string) => Promise<string | null>;
  /** Asks the user which file to read; null if none. */
  readonly askWhich: () => Promise<string | null>;
}

export class SettingsDesk {
  constructor(
    private readonly settings: SettingsStore,
    private readonly hooks: SettingsDeskHooks,
  ) {}

  /** Gives the file's path, or null if the user named none; throws a ProblemError if it cannot be written. */
  async export(): Promise<string | null> {
    const file = await this.hooks.askWhere('puttyknife-settings.json');
    if (file === null) return null;
    try {
      await writeFile(file, this.settings.export(), { mode: 0o600 });
    } catch (thrown) {
      throw refused('not-exported', 'The file was not saved', file, thrown);
    }
    return file;
  }

  /** Null if the user chose no file; throws a ProblemError for one that holds no settings. */
  async import(): Promise<SettingsImport | null> {
    const file = await this.hooks.askWhich();
    if (file === null) return null;
    const imported = this.settings.import(await read(file));
    if (imported === null) {
      throw new ProblemError(
        problem('no-settings', 'This file holds no settings that can be used.', file),
      );
    }
    return imported;
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    throw refused('not-imported', 'The file cannot be read', file, thrown);
  }
}

function refused(code: string, what: string, file: string, thrown: unknown): ProblemError {
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new ProblemError(problem(code, `${what}: ${why}`, file));
}
