/** PuTTY's saved sessions on this computer, and where they log. */
import { homedir } from 'node:os';
import type { Result, SavedSession } from '../contract/watch';
import { readSessionFolder, sessionFolder } from './putty-files';
import { readRegistrySessions } from './putty-registry';
import { savedSession } from './session-settings';

/** All saved sessions, by name; `Default Settings` is one of them if it was ever saved. */
export async function readSavedSessions(): Promise<Result<readonly SavedSession[]>> {
  const windows = process.platform === 'win32';
  const home = homedir();
  try {
    const stored = windows
      ? await readRegistrySessions()
      : await readSessionFolder(sessionFolder(process.env, home));
    const sessions = stored.map((each) => savedSession(each, home, windows));
    sessions.sort((a, b) => a.name.localeCompare(b.name, 'en'));
    return { ok: true, value: sessions };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const message = `PuTTY's saved sessions cannot be read: ${detail}`;
    return { ok: false, problem: { path: null, code: 'sessions-unreadable', message } };
  }
}
