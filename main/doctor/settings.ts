/** One saved session's settings as the doctor reads them, with PuTTY's own values for missing ones. */
import type { SettingChange } from '../contract/doctor';
import type { SavedSession } from '../contract/watch';

/** What the files that a session names turned out to be; `unknown` where that cannot be told. */
export type FolderState = 'there' | 'missing' | 'not-writable' | 'unknown';

/** The kinds of file that people give as a key; only `ppk` can be used, `public` with an agent. */
export type KeyFileState =
  'ppk' | 'ssh1' | 'foreign' | 'public' | 'other' | 'missing' | 'unreadable' | 'unknown';

export interface Surroundings {
  readonly home: string;
  readonly windows: boolean;
  /** The folder in which the log is to be written. */
  readonly logFolder: FolderState;
  /** Null where the session names no key file. */
  readonly keyFile: KeyFileState | null;
  /** Other sessions whose logs have the same name. */
  readonly sharesLogWith: readonly string[];
}

export class Settings {
  constructor(
    readonly session: SavedSession,
    private readonly values: ReadonlyMap<string, string>,
  ) {}

  /** The setting's text; empty if there is none. */
  text(key: string): string {
    return this.values.get(key) ?? '';
  }

  number(key: string, missing: number): number {
    const value = Number.parseInt(this.text(key), 10);
    return Number.isNaN(value) ? missing : value;
  }

  /** The change of one setting; none if it has this value already. */
  change(key: string, to: string): readonly SettingChange[] {
    const from = this.values.get(key) ?? null;
    return from === to ? [] : [{ key, from, to }];
  }

  get ssh(): boolean {
    const { protocol } = this.session;
    return protocol === null || protocol === 'ssh';
  }
}
