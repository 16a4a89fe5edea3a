/** What a watch target means for folders: where to begin, how deep to go, which names to take. */
import { basename, dirname, join, resolve } from 'node:path';
import type { WatchTarget } from '../contract/watch';
import { lookAt } from './log-handle';
import { isLogName, parseLogName } from './names';

export interface Root {
  /** Permanent name of the target, for the store. */
  readonly key: string;
  /** Absolute path of the folder to begin with. */
  readonly base: string;
  /** The one file that was asked for, if it was one. */
  readonly file: string | null;
  /** True if a file of this name, `level` folders below the base, is to be followed. */
  accepts(level: number, name: string): boolean;
  /** True if a folder of this name, found `level` folders below the base, is to be looked into. */
  descends(level: number, name: string): boolean;
}

const DEFAULT_DEPTH = 3;

/** Resolves a target against the current folder. */
export function rootOf(target: WatchTarget, windows = process.platform === 'win32'): Root {
  if (target.kind === 'pattern') {
    const { base, parts, fixed } = parseLogName(target.pattern, windows);
    if (fixed === null) {
      const last = parts.length - 1;
      return {
        key: `pattern:${target.pattern}`,
        base: resolve(base),
        file: null,
        accepts: (level, name) => level === last && parts[last]?.test(name) === true,
        descends: (level, name) => level < last && parts[level]?.test(name) === true,
      };
    }
    return fileRoot(join(base, fixed));
  }
  if (target.kind === 'file') return fileRoot(target.path);
  const depth = target.depth ?? DEFAULT_DEPTH;
  return {
    key: `folder:${resolve(target.path)}`,
    base: resolve(target.path),
    file: null,
    accepts: (_level, name) => isLogName(name),
    descends: (level, name) => level < depth && !name.startsWith('.') && name !== 'node_modules',
  };
}

function fileRoot(path: string): Root {
  const file = resolve(path);
  const name = basename(file);
  return {
    key: `file:${file}`,
    base: dirname(file),
    file,
    accepts: (level, other) => level === 0 && other === name,
    descends: () => false,
  };
}

/** What a path that a person named means: a folder if there is one, else a file, there or not yet. */
export async function targetAt(path: string): Promise<WatchTarget> {
  const found = await lookAt(path);
  const folder = found.kind === 'other' && found.folder;
  return { kind: folder || /[\\/]$/.test(path) ? 'folder' : 'file', path };
}
