/** What to watch: given at the start, or else where PuTTY logs and what the user added. */
import path from 'node:path';
import type { SavedSession } from '../contract/watch';
import type { WatchedFolder } from '../contract/watch-view';
import type { Watchable } from './watch-service';

/** Folders given at the start stand for this run instead of those that PuTTY's sessions name. */
export function watchables(
  given: readonly string[],
  added: readonly string[],
  sessions: readonly SavedSession[],
): Watchable[] {
  const patterns = new Set(
    sessions.flatMap(({ log }) => (log.pattern === null ? [] : [log.pattern])),
  );
  const own = added.map((folder) => ofFolder(folder, 'settings'));
  if (given.length > 0) return [...given.map((folder) => ofFolder(folder, 'start')), ...own];
  return [
    ...[...patterns].map((pattern): Watchable => ({
      target: { kind: 'pattern', pattern },
      shown: { path: steadyFolder(pattern), source: 'putty' },
    })),
    ...own,
  ];
}

/** A folder with whatever logs are in it. */
export function ofFolder(
  folder: string,
  source: Exclude<WatchedFolder['source'], 'putty'>,
): Watchable {
  return { target: { kind: 'folder', path: folder }, shown: { path: folder, source } };
}

/** The part of a log name's folder in which no `&` code stands; `&&` is PuTTY's way to write one `&`. */
export function steadyFolder(pattern: string): string {
  let folder = path.dirname(pattern);
  while (/&[^&]/.test(folder.replaceAll('&&', ''))) {
    const above = path.dirname(folder);
    if (above === folder) break;
    folder = above;
  }
  return folder.replaceAll('&&', '&');
}
