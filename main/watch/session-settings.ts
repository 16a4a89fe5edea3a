/** What PuTTY's stored settings say about logging; the names and numbers are those of its settings.c. */
import { posix, win32 } from 'node:path';
import type { SavedSession, WatchTarget } from '../contract/watch';

/** The settings of one saved session, as PuTTY stores them. */
export interface StoredSettings {
  readonly name: string;
  /** Numbers are given as decimal text. */
  readonly values: ReadonlyMap<string, string>;
}

const LOG_TYPES = ['none', 'printable', 'session-output', 'ssh-packets', 'ssh-raw'] as const;

/** PuTTY's own values where a setting is missing. */
const DEFAULT_LOG_NAME = 'putty.log';

/**
 * @param home folder against which a relative log name is resolved. PuTTY takes the folder it was
 *   started in, which nothing tells; started from a menu or the desktop it is most often this one.
 */
export function savedSession(stored: StoredSettings, home: string, windows: boolean): SavedSession {
  const { values } = stored;
  const text = (key: string): string | null => values.get(key) || null;
  const number = (key: string, missing: number): number => {
    const value = Number.parseInt(values.get(key) ?? '', 10);
    return Number.isNaN(value) ? missing : value;
  };
  const type = LOG_TYPES[number('LogType', 0)] ?? 'none';
  const fileName = text('LogFileName') ?? DEFAULT_LOG_NAME;
  const path = windows ? win32 : posix;
  const guessed = !path.isAbsolute(fileName);
  const clash = number('LogFileClash', -1);
  const port = number('PortNumber', 0);
  return {
    name: stored.name,
    host: text('HostName'),
    port: port > 0 ? port : null,
    protocol: text('Protocol'),
    log: {
      type,
      fileName,
      pattern:
        type === 'none'
          ? null
          : guessed
            ? path.join(home.replaceAll('&', '&&'), fileName)
            : fileName,
      guessed,
      whenExists: clash === 1 ? 'overwrite' : clash === 0 ? 'append' : 'ask',
      flush: number('LogFlush', 1) !== 0,
      header: number('LogHeader', 1) !== 0,
      omitPasswords: number('SSHLogOmitPasswords', 1) !== 0,
      omitData: number('SSHLogOmitData', 0) !== 0,
    },
  };
}

/** What to watch for these sessions, each name once. */
export function targetsOf(sessions: readonly SavedSession[]): readonly WatchTarget[] {
  const patterns = new Set(sessions.flatMap((session) => session.log.pattern ?? []));
  return [...patterns].map((pattern) => ({ kind: 'pattern', pattern }));
}

/** Undoes PuTTY's `%XX`; names that are not UTF-8 are taken for Latin-1. */
export function unescapeName(escaped: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length; at += 1) {
    const pair = /^%([0-9A-Fa-f]{2})/.exec(escaped.slice(at, at + 3))?.[1];
    if (pair === undefined) bytes.push(...Buffer.from(escaped.charAt(at)));
    else {
      bytes.push(Number.parseInt(pair, 16));
      at += 2;
    }
  }
  const buffer = Buffer.from(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    return buffer.toString('latin1');
  }
}
