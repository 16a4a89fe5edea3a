/** The app's own command-line flags; everything else on the line belongs to Electron. */
import path from 'node:path';

export interface Flags {
  /** Folders to watch in this run instead of the default ones; absolute paths. */
  readonly watch: readonly string[];
  /** Folder for settings and history instead of the system's place; absolute path. */
  readonly userData: string | null;
  /** Start in the tray, without a window. */
  readonly hidden: boolean;
  /** Open the search window; of a program that runs already, if there is one. */
  readonly search: boolean;
}

/** Reads `--watch <folder>` (repeatable), `--user-data <folder>`, `--hidden`, `--search`; also `--name=value`. */
export function parseFlags(argv: readonly string[], workingFolder: string): Flags {
  const watch: string[] = [];
  let userData: string | null = null;
  let hidden = false;
  let search = false;
  for (let at = 0; at < argv.length; at += 1) {
    const argument = argv[at] ?? '';
    const [name, inline] = splitFlag(argument);
    if (name === '--hidden') hidden = true;
    if (name === '--search') search = true;
    if (name !== '--watch' && name !== '--user-data') continue;
    const value = inline ?? argv[at + 1];
    if (value === undefined || value === '') continue;
    if (inline === null) at += 1;
    const folder = path.resolve(workingFolder, value);
    if (name === '--watch') watch.push(folder);
    else userData = folder;
  }
  return { watch, userData, hidden, search };
}

function splitFlag(argument: string): [string, string | null] {
  const equals = argument.indexOf('=');
  if (!argument.startsWith('--') || equals < 0) return [argument, null];
  return [argument.slice(0, equals), argument.slice(equals + 1)];
}
