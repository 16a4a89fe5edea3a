/** The folders in which logs appear: which names are new, which are gone. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FolderStatus } from '../contract/watch';
import type { Clock } from './clock';
import { learnBirth } from './identity';
import { codeOf, reasonOf } from './log-handle';
import type { Root } from './roots';
import type { WatchFolder } from './watch-folder';

interface Folder {
  readonly path: string;
  levels: { readonly root: Root; readonly level: number }[];
  /** Accepted names seen at the last look. */
  names: Set<string>;
  stop: (() => void) | null;
  /** When a watch was wanted last. */
  listenedAt: number;
  state: FolderStatus['state'];
  reason: string | null;
  changedAt: bigint;
  /** Which folder it was that is being watched: another may have taken its place. */
  inode: bigint;
  lookedAt: number;
  due: boolean;
}

export interface FolderTimes {
  /** Milliseconds between two looks at a folder that is watched. */
  readonly folder: number;
  /** The same for one that cannot be watched, or is not there. */
  readonly poll: number;
}

/** A change within this many milliseconds of a look may be followed by another with the same time stamp. */
const TIME_STAMP_GRAIN = 2100;
/** A folder is read even if its time stamp stands still: some file systems never move it. */
const FULL_LOOK_MS = 60_000;
/** Where the system refused a watch it is asked again only now and then. */
const LISTEN_AGAIN_MS = 600_000;

export class Folders {
  readonly #folders = new Map<string, Folder>();
  readonly #watch: WatchFolder;
  readonly #times: FolderTimes;
  readonly #hint: (path: string | null) => void;
  #roots: readonly Root[] = [];

  /** `hint` is called with the path of a file that may have changed, or null if a folder has. */
  constructor(watch: WatchFolder, times: FolderTimes, hint: (path: string | null) => void) {
    this.#watch = watch;
    this.#times = times;
    this.#hint = hint;
  }

  setRoots(roots: readonly Root[]): void {
    this.#roots = roots;
    for (const folder of this.#folders.values()) folder.levels = [];
    for (const root of roots) this.#enter(root.base, root, 0);
    this.#dropUnused();
  }

  statuses(): readonly FolderStatus[] {
    return [...this.#folders.values()].map(({ path, state, reason }) => ({ path, state, reason }));
  }

  /** Roots that take this file. */
  rootsOf(path: string): readonly Root[] {
    const folder = this.#folders.get(dirname(path));
    const name = path.slice(dirname(path).length).replace(/^[\\/]/, '');
    return (folder?.levels ?? [])
      .filter((at) => at.root.accepts(at.level, name))
      .map((at) => at.root);
  }

  /** There is no such file now. If the next look at its folder shows one, that is another. */
  missed(path: string): void {
    this.#folders.get(dirname(path))?.names.delete(basename(path));
  }

  /** Looks at what is due; gives the paths of files that appeared or vanished since the last look. */
  async refresh(clock: Clock): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    // Folders found on the way are appended to the map and visited by the same loop.
    for (const folder of this.#folders.values()) await this.#refresh(folder, clock, changed);
    return changed;
  }

  close(): void {
    for (const folder of this.#folders.values()) folder.stop?.();
    this.#folders.clear();
  }

  #enter(path: string, root: Root, level: number): void {
    let folder = this.#folders.get(path);
    if (folder === undefined) {
      folder = {
        path,
        levels: [],
        names: new Set(),
        stop: null,
        listenedAt: -Infinity,
        state: 'missing',
        reason: null,
        changedAt: -1n,
        inode: -1n,
        lookedAt: 0,
        due: true,
      };
      this.#folders.set(path, folder);
    }
    if (folder.levels.some((at) => at.root === root && at.level === level)) return;
    folder.levels.push({ root, level });
    folder.due = true;
  }

  async #refresh(folder: Folder, clock: Clock, changed: Set<string>): Promise<void> {
    const now = clock.elapsed();
    const every = folder.state === 'watching' ? this.#times.folder : this.#times.poll;
    if (!folder.due && now - folder.lookedAt < every) return;
    let forced = folder.due || now - folder.lookedAt > FULL_LOOK_MS;
    folder.due = false;
    try {
      const stats = await stat(folder.path, { bigint: true });
      const { mtimeNs, ino } = stats;
      learnBirth(stats);
      if (ino !== folder.inode) {
        folder.stop?.();
        folder.stop = null;
        folder.listenedAt = -Infinity;
        folder.inode = ino;
        forced = true;
      }
      if (folder.stop === null && now - folder.listenedAt > LISTEN_AGAIN_MS) {
        folder.listenedAt = now;
        this.#listen(folder);
      }
      const fresh = clock.now() - Number(mtimeNs / 1_000_000n) < TIME_STAMP_GRAIN;
      if (!forced && mtimeNs === folder.changedAt && !fresh) {
        folder.lookedAt = now;
        return;
      }
      const names = await this.#look(folder);
      for (const name of names) if (!folder.names.has(name)) changed.add(join(folder.path, name));
      for (const name of folder.names) if (!names.has(name)) changed.add(join(folder.path, name));
      folder.names = names;
      folder.changedAt = mtimeNs;
      if (folder.state === 'missing' || folder.state === 'unreadable')
        this.#setState(folder, 'polling', null);
      if (folder.stop !== null) this.#setState(folder, 'watching', null);
    } catch (error) {
      const code = codeOf(error);
      folder.stop?.();
      folder.stop = null;
      for (const name of folder.names) changed.add(join(folder.path, name));
      folder.names = new Set();
      folder.changedAt = -1n;
      if (code === 'ENOENT' || code === 'ENOTDIR') {
        this.#setState(
          folder,
          'missing',
          'There is no such folder now. It is followed as soon as there is one.',
        );
        if (!folder.levels.some((at) => at.level === 0)) this.#folders.delete(folder.path);
      } else this.#setState(folder, 'unreadable', reasonOf(code));
    }
    folder.lookedAt = now;
  }

  async #look(folder: Folder): Promise<Set<string>> {
    const names = new Set<string>();
    for (const entry of await readdir(folder.path, { withFileTypes: true })) {
      for (const { root, level } of folder.levels) {
        if (root.accepts(level, entry.name)) names.add(entry.name);
        // Links to folders are left alone: they may lead round in circles.
        if (entry.isDirectory() && root.descends(level, entry.name)) {
          this.#enter(join(folder.path, entry.name), root, level + 1);
        }
      }
    }
    return names;
  }

  #listen(folder: Folder): void {
    const failed = (error: unknown): void => {
      folder.stop?.();
      folder.stop = null;
      const code = codeOf(error);
      if (code === 'ENOENT') return;
      this.#setState(folder, 'polling', pollingReason(code));
    };
    try {
      folder.stop = this.#watch(
        folder.path,
        (event, name) => this.#hinted(folder, event, name),
        (error) => {
          failed(error);
          folder.due = true;
          this.#hint(null);
        },
      );
    } catch (error) {
      failed(error);
    }
  }

  #hinted(folder: Folder, event: string, name: string | null): void {
    if (name === null) {
      folder.due = true;
      this.#hint(null);
      for (const known of folder.names) this.#hint(join(folder.path, known));
      return;
    }
    // A folder that is removed tells so under its own name, and is silent from then on.
    if (event === 'rename' && name === basename(folder.path)) {
      folder.due = true;
      this.#hint(null);
    }
    const accepted = folder.levels.some((at) => at.root.accepts(at.level, name));
    if (
      event === 'rename' &&
      (accepted || folder.levels.some((at) => at.root.descends(at.level, name)))
    ) {
      folder.due = true;
      this.#hint(null);
    }
    if (accepted) this.#hint(join(folder.path, name));
  }

  #setState(folder: Folder, state: FolderStatus['state'], reason: string | null): void {
    // A folder that could not be watched keeps its reason while it is polled.
    if (state === 'polling' && folder.state === 'polling' && reason === null) return;
    folder.state = state;
    folder.reason = reason;
  }

  #dropUnused(): void {
    for (const folder of this.#folders.values()) {
      if (folder.levels.length > 0) continue;
      const below = this.#roots.some((root) => folder.path.startsWith(root.base));
      // Folders below a root that stays are entered again by the next look at their parent.
      folder.stop?.();
      this.#folders.delete(folder.path);
      if (below) this.#markParentsDue(folder.path);
    }
  }

  #markParentsDue(path: string): void {
    for (const folder of this.#folders.values())
      if (path.startsWith(folder.path)) folder.due = true;
  }
}

/** Why a folder is looked at from time to time where a watch was wanted. */
function pollingReason(code: string): string {
  if (code === 'ENOSPC') {
    return 'The system allows no more watched folders (fs.inotify.max_user_watches), so this one is looked at every second.';
  }
  if (code === 'EMFILE' || code === 'ENFILE') {
    return 'The system allows no more watches (fs.inotify.max_user_instances), so this folder is looked at every second.';
  }
  return `The system cannot watch this folder (${code}), so it is looked at every second.`;
}
