/** The app's own command-line flags; everything else on the line belongs to Electron. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Flags {
  /** Folders to watch in this run instead of the default ones; absolute paths. */
  readonly watch: readonly string[];
  /** Folder for settings and history instead of the system's place; absolute path. */
  readonly userData: string | null;
  /** Start in the tray, without a window. */
  readonly hidden: boolean;
  /** Open the search window; of a program that runs already, if there is one. */
  readonly search: boolean;
  /** Logs and folders to analyse, as the system names them for "Open with"; absolute paths. */
  readonly open: readonly string[];
}

/**
 * Reads `--watch <folder>` (repeatable), `--user-data <folder>`, `--hidden`, `--search`; also
 * `--name=value`. Every other word is a log to analyse; behind `--` all are.
 * @param appFolder the program's own folder as it is named to a bare Electron: what stands before it
 * is Electron's. Null for a program that is packed.
 */
export function parseFlags(
  argv: readonly string[],
  workingFolder: string,
  appFolder: string | null = null,
): Flags {
  const watch: string[] = [];
  const words: string[] = [];
  let userData: string | null = null;
  let hidden = false;
  let search = false;
  let own = appFolder === null;
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    const [name, inline] = splitFlag(argument);
    if (name === '--') {
      words.push(...argv.slice(at + 1));
      break;
    }
    if (name === '--hidden') hidden = true;
    if (name === '--search') search = true;
    if (!name.startsWith('-')) {
      if (own) words.push(argument);
      else own = path.resolve(workingFolder, argument) === appFolder;
    }
    if (name !== '--watch' && name !== '--user-data') continue;
    const value = inline ?? argv[at + 1];
    if (value === undefined || value === '') continue;
    if (inline === null) at += 1;
    const folder = path.resolve(workingFolder, value);
    if (name === '--watch') watch.push(folder);
    else userData = folder;
  }
  const open = words.flatMap((word) => pathOf(word, workingFolder) ?? []);
  return { watch, userData, hidden, search, open };
}

/** Null for an address that names no file. */
function pathOf(word: string, workingFolder: string): string | null {
  if (word === '') return null;
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(word)) return path.resolve(workingFolder, word);
  try {
    return fileURLToPath(word);
  } catch {
    return null;
  }
}

function splitFlag(argument: string): [string, string | null] {
  const equals = argument.indexOf('=');
  if (!argument.startsWith('--') || equals < 0) return [argument, null];
  return [argument.slice(0, equals), argument.slice(equals + 1)];
}
