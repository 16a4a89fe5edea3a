/** What must be known of this computer to judge a saved session: the folder of its log, its key file. */
import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import type { SavedSession } from '../contract/watch';
import { codeOf } from '../watch/log-handle';
import { parseLogName } from '../watch/names';
import { savedSession } from '../watch/session-settings';
import type { StoredSettings } from '../watch/session-settings';
import type { FolderState, KeyFileState, Surroundings } from './settings';

export interface Computer {
  readonly home: string;
  /** True if the sessions' paths are those of Windows. */
  readonly windows: boolean;
  /** False if the sessions come from another computer, so that their files are not looked for. */
  readonly here: boolean;
}

/** Looks at the files of all sessions; never fails, what cannot be seen is `unknown`. */
export async function surroundings(
  sessions: readonly StoredSettings[],
  computer: Computer,
): Promise<readonly Surroundings[]> {
  const { home, windows } = computer;
  const saved = sessions.map((stored) => savedSession(stored, home, windows));
  return Promise.all(
    sessions.map(async (stored, index) => ({
      home,
      windows,
      logFolder: await logFolder(saved[index], computer),
      keyFile: await keyFile(stored.values.get('PublicKeyFile') ?? '', computer),
      sharesLogWith: saved
        .filter((other, at) => at !== index && sameLog(other, saved[index]))
        .map(({ name }) => name),
    })),
  );
}

/** Sessions that log nothing take nobody's log. */
const sameLog = (other: SavedSession, session: SavedSession | undefined): boolean =>
  session?.log.fileName === other.log.fileName && other.log.type !== 'none';

async function logFolder(
  session: SavedSession | undefined,
  { windows, here }: Computer,
): Promise<FolderState> {
  if (session === undefined || !here || session.log.guessed) return 'unknown';
  const { base } = parseLogName(session.log.fileName, windows);
  try {
    if (!(await stat(base)).isDirectory()) return 'missing';
    // What Node says about rights on Windows is not true: it does not ask the access lists.
    if (!windows) await access(base, constants.W_OK | constants.X_OK);
    return 'there';
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    return code === 'EACCES' || code === 'EROFS' ? 'not-writable' : 'unknown';
  }
}

const HEAD_BYTES = 100;

async function keyFile(path: string, { windows, here }: Computer): Promise<KeyFileState | null> {
  if (path === '') return null;
  if (!here || !(windows ? win32 : posix).isAbsolute(path)) return 'unknown';
  try {
    // A pipe of this name would be waited for without end.
    if (!(await stat(path)).isFile()) return 'other';
    const file = await open(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
      return kindOfKey(head.toString('latin1', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
}

/** What a key file is, told by how it begins (key_type in PuTTY's sshpubk.c). */
export function kindOfKey(head: string): KeyFileState {
  if (head.startsWith('PuTTY-User-Key-File-')) return 'ppk';
  if (head.startsWith('SSH PRIVATE KEY FILE FORMAT 1.1')) return 'ssh1';
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(head)) return 'foreign';
  if (head.startsWith('---- BEGIN SSH2 ENCRYPTED PRIVATE KEY')) return 'foreign';
  if (/^(?:ssh|ecdsa|sk)-[\w@.-]+ AAAA|^---- BEGIN SSH2 PUBLIC KEY/.test(head)) return 'public';
  return 'other';
}
