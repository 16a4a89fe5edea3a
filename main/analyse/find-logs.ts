/** Which logs the named files and folders mean: of folders, the logs in them. */
import { constants } from 'node:fs';
import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Problem } from '../contract/model';
import { isBinary, reason } from '../watch/whole-file';
import { isLogName } from '../watch/names';

/** One thing that was found, in the order of names. */
export type Finding =
  /** `size` in bytes, 0 where that is not known; `root` is what was named and led here. */
  | { readonly kind: 'log'; readonly path: string; readonly size: number; readonly root: string }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly root: string }
  /** Files in a folder that are no logs. */
  | { readonly kind: 'skipped'; readonly count: number };

/** Extensions that are never logs, so that they need not be opened. */
const NO_LOGS = new Set(
  '.exe .dll .zip .gz .xz .7z .png .jpg .jpeg .gif .pdf .ppk .pem .pub .js .ts .css .html .json'.split(
    ' ',
  ),
);
/** Files that are looked at side by side: in a large folder most of the time is waiting. */
const AT_ONCE = 32;

/**
 * Finds one after the other, so that reading can begin meanwhile. A file that is named is a log
 * whatever is in it: what is not there or cannot be read is reported when it is read.
 */
export async function* findLogs(
  paths: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<Finding, void, undefined> {
  for (const root of paths) {
    const info = root === '-' ? null : await stat(root).catch(() => null);
    if (!info?.isDirectory()) {
      yield { kind: 'log', path: root, size: info?.isFile() ? info.size : 0, root };
      continue;
    }
    let found = false;
    for await (const finding of walk(root, root, signal)) {
      found ||= finding.kind !== 'skipped';
      yield finding;
    }
    if (found || signal?.aborted) continue;
    const message = 'There is no log in this folder.';
    yield { kind: 'problem', problem: { path: root, code: 'no-logs', message }, root };
  }
}

async function* walk(
  folder: string,
  root: string,
  signal?: AbortSignal,
): AsyncGenerator<Finding, void, undefined> {
  let items: Dirent[];
  try {
    items = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const [code, message] = reason(error);
    yield { kind: 'problem', problem: { path: folder, code, message }, root };
    return;
  }
  items.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (let from = 0; from < items.length && !signal?.aborted; from += AT_ONCE) {
    const group = items.slice(from, from + AT_ONCE);
    // A link may lead to a log; links to folders are not followed, as they may lead in a circle.
    const sizes = await Promise.all(
      group.map((item) =>
        item.isFile() || item.isSymbolicLink()
          ? sizeOfLog(join(folder, item.name))
          : Promise.resolve(null),
      ),
    );
    let skipped = 0;
    for (const [index, item] of group.entries()) {
      const path = join(folder, item.name);
      const size = sizes[index] ?? null;
      if (item.isDirectory()) yield* walk(path, root, signal);
      else if (size === null) skipped += 1;
      else yield { kind: 'log', path, size, root };
    }
    if (skipped > 0) yield { kind: 'skipped', count: skipped };
  }
}

/**
 * In a folder, a log is a text file that is named like one or begins with a line which only PuTTY
 * or its tools write. The result is its size in bytes, or null for anything else.
 */
async function sizeOfLog(path: string): Promise<number | null> {
  if (NO_LOGS.has(extname(path).toLowerCase())) return null;
  const named = isLogName(basename(path));
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return null;
  // Without O_NONBLOCK, opening a FIFO that took the file's place would wait for a writer.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => null);
  // What cannot be opened is reported when it is read.
  if (!file) return info.size;
  try {
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const bytes = head.subarray(0, bytesRead);
    const isLog = !isBinary(bytes) && (named || MARK.test(bytes.toString('latin1')));
    return isLog ? info.size : null;
  } catch {
    return info.size;
  } finally {
    await file.close();
  }
}

const MARK = /=~=~= PuTTY log |^Event Log: |^FATAL ERROR: |^Looking up host "/m;
