/** Saved sessions in a folder, a file each: PuTTY on Unix and macOS, and KiTTY where it is portable. */
import { open, readFile, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { codeOf } from '../watch/log-handle';
import { unescapeName } from '../watch/session-settings';
import { readSettings, writeSettings } from './session-file';
import type { SettingsStore, StoredSession } from './store';

/** A saved session is a few thousand bytes; what is much longer is something else. */
const LONGEST_BYTES = 1024 * 1024;

/** @param named the user named the folder, so it is an error if there is none. */
export function fileStore(folder: string, named = false): SettingsStore {
  return {
    list: () => list(resolve(folder), named),
    copy: (place) => readFile(place),
    write: async (place, changes) => {
      const before = await readFile(place);
      await replace(place, writeSettings(before, changes));
    },
    restore: (place, copy) => replace(place, copy),
  };
}

async function list(folder: string, named: boolean): Promise<readonly StoredSession[]> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    // PuTTY has never saved a session, so it has made no folder.
    if (codeOf(error) !== 'ENOENT') throw error;
    if (!named) return [];
    throw new Error(`There is no folder ${folder}.`, { cause: error });
  }
  const sessions: StoredSession[] = [];
  for (const name of names) {
    // Where a session is a link, kept elsewhere with other settings, the file itself is meant.
    const place = await realpath(join(folder, name)).catch(() => null);
    if (place === null) continue;
    const about = await stat(place);
    if (!about.isFile() || about.size > LONGEST_BYTES) continue;
    const values = readSettings(await readFile(place));
    if (values.size > 0) sessions.push({ name: unescapeName(name), values, place });
  }
  return sessions;
}

/** Whoever reads the file meanwhile sees the old one or the new one, never a part. */
async function replace(place: string, content: Buffer): Promise<void> {
  const { mode } = await stat(place);
  const temporary = `${place}.${String(process.pid)}.new`;
  try {
    const file = await open(temporary, 'wx', mode & 0o7777);
    try {
      // The mode given to open is cut by the umask.
      await file.chmod(mode & 0o7777);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, place);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
