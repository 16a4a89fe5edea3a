/** Where saved sessions are kept: one interface for files and for the registry. */
import type { SettingChange } from '../contract/doctor';
import type { StoredSettings } from '../watch/session-settings';

export interface StoredSession extends StoredSettings {
  /** The absolute path of its file, or its key in the registry. */
  readonly place: string;
}

/** All of these reject with an error whose text says what the system said. */
export interface SettingsStore {
  list(): Promise<readonly StoredSession[]>;
  /** Everything that is saved at the place. */
  copy(place: string): Promise<Buffer>;
  write(place: string, changes: readonly SettingChange[]): Promise<void>;
  /** Puts a copy back that was made before these changes. */
  restore(place: string, copy: Buffer, changes: readonly SettingChange[]): Promise<void>;
}
