/** PuTTY's saved sessions on Unix and macOS: one file each, `Key=value` a line (unix/storage.c). */
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './log-handle';
import { unescapeName } from './session-settings';
import type { StoredSettings } from './session-settings';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder in which PuTTY looks: PUTTYSESSIONS, else `sessions` in PUTTYDIR, else in the first
 * there is of `putty` in the user's configuration folder and `.putty` in the home folder.
 */
export function sessionFolder(environment: Environment, home: string, exists = existsSync): string {
  const { PUTTYSESSIONS, PUTTYDIR, XDG_CONFIG_HOME } = environment;
  if (PUTTYSESSIONS !== undefined) return PUTTYSESSIONS;
  if (PUTTYDIR !== undefined) return join(PUTTYDIR, 'sessions');
  const modern = join(XDG_CONFIG_HOME || join(home, '.config'), 'putty');
  return join(exists(modern) ? modern : join(home, '.putty'), 'sessions');
}

/** All saved sessions of a folder; none if there is no such folder. Rejects if it cannot be read. */
export async function readSessionFolder(folder: string): Promise<readonly StoredSettings[]> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  const sessions: StoredSettings[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    // PuTTY writes names in whatever the locale's encoding is; UTF-8 is the rule by far.
    const content = await readFile(join(folder, entry.name), 'utf8');
    sessions.push({ name: unescapeName(entry.name), values: parseSessionFile(content) });
  }
  return sessions;
}

export function parseSessionFile(content: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of content.split('\n')) {
    const equals = line.indexOf('=');
    if (equals > 0) values.set(line.slice(0, equals), line.slice(equals + 1).replace(/\r$/, ''));
  }
  return values;
}
