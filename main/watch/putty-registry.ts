/**
 * PuTTY's saved sessions on Windows, in the registry. They are exported to a file and read there:
 * the export is UTF-16, while the console output of `reg query` is in the console's code page,
 * which has no place for many of the names that people give to folders.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unescapeName } from './session-settings';
import type { StoredSettings } from './session-settings';

/** The key below which PuTTY keeps its sessions. */
export const SESSIONS = 'HKEY_CURRENT_USER\\Software\\SimonTatham\\PuTTY\\Sessions';
/** The key of a session of PuTTY's or KiTTY's, of the user or, in an administrator's export, of any. */
const SESSION =
  /^HKEY_(?:CURRENT_USER|USERS\\[^\\]+)\\Software\\(?:SimonTatham\\PuTTY|9bis\.com\\KiTTY)\\Sessions\\([^\\]+)$/i;
const LIMIT_MS = 10_000;

/** Gives the exported key as text, or null if there is no such key. */
export type ExportKey = (key: string) => Promise<string | null>;

export const exportKey: ExportKey = async (key) => {
  const folder = await mkdtemp(join(tmpdir(), 'puttyknife-'));
  const file = join(folder, 'sessions.reg');
  try {
    const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
    await promisify(execFile)(program, ['export', key, file, '/y'], {
      timeout: LIMIT_MS,
      windowsHide: true,
    });
    return await readFile(file, 'utf16le');
  } catch (error) {
    // reg.exe ends with 1 where there is no such key: PuTTY has never saved a session.
    if (error instanceof Error && 'code' in error && error.code === 1) return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** All saved sessions of the user; rejects if the registry cannot be read. */
export async function readRegistrySessions(
  read: ExportKey = exportKey,
): Promise<readonly StoredSettings[]> {
  const text = await read(SESSIONS);
  return text === null ? [] : parseRegistryExport(text);
}

export interface ExportedSession extends StoredSettings {
  /** The key that holds it. */
  readonly place: string;
}

/** Reads a `.reg` file (version 5): text values and 32-bit numbers; other kinds are left out. */
export function parseRegistryExport(text: string): readonly ExportedSession[] {
  const sessions: ExportedSession[] = [];
  let values: Map<string, string> | null = null;
  for (const line of text.split(/\r?\n/)) {
    const key = /^\[(.+)\]$/.exec(line)?.[1];
    if (key !== undefined) {
      values = null;
      const name = SESSION.exec(key)?.[1];
      if (name === undefined) continue;
      values = new Map();
      sessions.push({ name: unescapeName(name), place: key, values });
      continue;
    }
    const [, name, string, dword] =
      /^"((?:[^"\\]|\\.)*)"=(?:"((?:[^"\\]|\\.)*)"|dword:([0-9a-f]{8}))$/i.exec(line) ?? [];
    if (values === null || name === undefined) continue;
    if (string !== undefined) values.set(unescapeValue(name), unescapeValue(string));
    else if (dword !== undefined)
      values.set(unescapeValue(name), String(Number.parseInt(dword, 16) | 0));
  }
  return sessions;
}

const unescapeValue = (text: string): string => text.replace(/\\(.)/g, '$1');
