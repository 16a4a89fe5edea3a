/** What was found in each watched folder. Pure. */
import type { WatchedFolder } from '../../main/contract/watch-view';
import type { FileStatus } from '../../main/contract/watch';

export interface FolderContent {
  readonly folder: WatchedFolder;
  /** Logs in it that are followed. */
  readonly logs: number;
  /** ISO 8601; null if nothing was read yet. */
  readonly lastReadAt: string | null;
}

export function contents(
  folders: readonly WatchedFolder[],
  files: readonly FileStatus[],
): readonly FolderContent[] {
  const followed = files.filter(({ state }) => state === 'following');
  return folders.map((folder) => {
    const inside = followed.filter(({ path }) => isInside(path, folder.path));
    const lastReadAt = inside.reduce<string | null>(
      (latest, file) =>
        file.lastReadAt !== null && (latest === null || file.lastReadAt > latest)
          ? file.lastReadAt
          : latest,
      null,
    );
    return { folder, logs: inside.length, lastReadAt };
  });
}

function isInside(file: string, folder: string): boolean {
  if (!file.startsWith(folder)) return false;
  return folder.endsWith('/') || folder.endsWith('\\') || /^[\\/]/.test(file.slice(folder.length));
}
