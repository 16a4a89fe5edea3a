/** The settings and what the system allows. */
import type { AppInfo, SettingsImport } from '../../main/contract/ipc';
import type { Settings, SettingsChange } from '../../main/contract/settings';
import { ask, on, sentenceOf } from '../bridge';

export class Preferences {
  settings = $state.raw<Settings | null>(null);
  info = $state.raw<AppInfo | null>(null);
  failure = $state<string | null>(null);
  /** The file that the settings were saved in last. */
  exported = $state<string | null>(null);
  imported = $state.raw<SettingsImport | null>(null);

  listen(): () => void {
    return on('settings.changed', (settings) => {
      this.settings = settings;
    });
  }

  async load(): Promise<void> {
    try {
      [this.settings, this.info] = await Promise.all([
        ask('settings.get', null),
        ask('app.info', null),
      ]);
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }

  async change(change: SettingsChange): Promise<void> {
    this.failure = null;
    try {
      this.settings = await ask('settings.set', change);
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }

  /** Asks for a folder and watches it. */
  async addFolder(): Promise<void> {
    const folder = await ask('folder.choose', null);
    const folders = this.settings?.folders ?? [];
    if (folder === null || folders.includes(folder)) return;
    await this.change({ folders: [...folders, folder] });
  }

  async removeFolder(folder: string): Promise<void> {
    const folders = this.settings?.folders ?? [];
    await this.change({ folders: folders.filter((other) => other !== folder) });
  }

  async export(): Promise<void> {
    await this.#taking(async () => {
      this.exported = await ask('settings.export', null);
    });
  }

  async import(): Promise<void> {
    await this.#taking(async () => {
      this.imported = await ask('settings.import', null);
      if (this.imported !== null) this.settings = this.imported.settings;
    });
  }

  async #taking(task: () => Promise<void>): Promise<void> {
    this.failure = null;
    this.exported = null;
    this.imported = null;
    try {
      await task();
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }
}
