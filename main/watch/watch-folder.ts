/**
 * Hints that something in a folder has changed. What counts is what a look at the folder shows, so a
 * lost hint costs time and never a log.
 *
 * chokidar gives them, the same on all systems. It watches file by file and reads the whole folder
 * again when something in it changes, which is too much for a folder of thousands of logs
 * (docs/decisions/0006): there the system's own watch of the folder has to do.
 */
import { watch as watchWithChokidar } from 'chokidar';
import { opendirSync, watch } from 'node:fs';
import { basename } from 'node:path';

/** Starts to watch a folder, not what lies in its folders; the callback gets names, or null for "something". */
export type WatchFolder = (
  path: string,
  hint: (event: 'rename' | 'change', name: string | null) => void,
  failed: (error: unknown) => void,
) => () => void;

/** A folder with more than this is watched as a whole. */
export const MOST_FILES_WATCHED_SINGLY = 250;

export const watchFolder: WatchFolder = (path, hint, failed) =>
  holdsMoreThan(path, MOST_FILES_WATCHED_SINGLY)
    ? watchWhole(path, hint, failed)
    : watchSingly(path, hint, failed);

const watchWhole: WatchFolder = (path, hint, failed) => {
  const watcher = watch(path, { persistent: true, encoding: 'utf8' }, hint);
  watcher.on('error', failed);
  return () => {
    watcher.close();
  };
};

const watchSingly: WatchFolder = (path, hint, failed) => {
  // chokidar tells only later that the system refused; asked beforehand, the system says so at once.
  watch(path).close();
  const watcher = watchWithChokidar(path, {
    depth: 0,
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    // PuTTY keeps its log open; waiting for it to be finished would mean waiting for its session.
    awaitWriteFinish: false,
  });
  const appeared = (file: string): void => {
    hint('rename', basename(file));
  };
  watcher
    .on('add', appeared)
    .on('addDir', appeared)
    .on('unlink', appeared)
    .on('unlinkDir', appeared)
    .on('change', (file) => {
      hint('change', basename(file));
    })
    // The folder may have changed between the look that led here and the first event.
    .on('ready', () => {
      hint('change', null);
    })
    .on('error', failed);
  return () => {
    watcher.close().catch(failed);
  };
};

function holdsMoreThan(path: string, most: number): boolean {
  const folder = opendirSync(path);
  try {
    for (let count = 0; count <= most; count += 1) if (folder.readSync() === null) return false;
    return true;
  } finally {
    folder.closeSync();
  }
}
