/** Which of PuTTY's saved sessions writes a log, told by the log's name. */
import path from 'node:path';
import type { SavedSession } from '../../contract/watch';
import { parseLogName } from '../../watch/index';

/** Files whose sessions are remembered; beyond that they are looked up again. */
const MOST_REMEMBERED = 10_000;

/** Gives the name of the saved session for a log's absolute path; where none fits, the path itself. */
export function sessionNames(
  sessions: readonly SavedSession[],
  windows: boolean,
): (file: string) => string {
  const fits = sessions.flatMap(({ name, log }) =>
    log.pattern === null ? [] : [{ name, matches: matcher(log.pattern, windows) }],
  );
  const known = new Map<string, string>();
  return (file) => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const name = fits.find(({ matches }) => matches(file))?.name ?? file;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(file, name);
    return name;
  };
}

function matcher(pattern: string, windows: boolean): (file: string) => boolean {
  const { base, parts } = parseLogName(pattern, windows);
  const system = windows ? path.win32 : path.posix;
  const same = (one: string, other: string): boolean =>
    windows ? one.toLowerCase() === other.toLowerCase() : one === other;
  return (file) => {
    const names = file.split(system.sep);
    const folder = names.slice(0, -parts.length).join(system.sep);
    return (
      same(folder === '' ? system.sep : folder, base) &&
      parts.every((part, index) => part.test(names.at(index - parts.length) ?? ''))
    );
  };
}
