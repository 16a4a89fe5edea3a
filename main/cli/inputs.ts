/** Which files the arguments of `analyze` mean. */
import { constants } from 'node:fs';
import { open, opendir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Problem } from '../contract/model';
import { isBinary, reason } from '../watch/whole-file';
import { isLogName } from '../watch/names';

export interface Input {
  /** As it was named, or found in a folder; `-` is standard input. */
  readonly path: string;
  /** Bytes; 0 where that is not known. */
  readonly size: number;
}

export interface Inputs {
  readonly files: readonly Input[];
  readonly problems: readonly Problem[];
  /** Files in folders that are no logs, and were passed over. */
  readonly skipped: number;
}

/** Extensions that are never logs, so that they need not be opened. */
const NO_LOGS = new Set(
  '.exe .dll .zip .gz .xz .7z .png .jpg .jpeg .gif .pdf .ppk .pem .pub .js .ts .css .html .json'.split(
    ' ',
  ),
);

interface Findings {
  readonly files: Input[];
  readonly problems: Problem[];
  skipped: number;
}

/** Resolves files as they are and folders to the logs in them, in the order of their names. */
export async function findInputs(paths: readonly string[]): Promise<Inputs> {
  const all: Findings = { files: [], problems: [], skipped: 0 };
  for (const path of paths) {
    const info = path === '-' ? null : await stat(path).catch(() => null);
    if (!info?.isDirectory()) {
      // What is not there or cannot be read is reported when it is read.
      all.files.push({ path, size: info?.isFile() ? info.size : 0 });
      continue;
    }
    const found: Findings = { files: [], problems: [], skipped: 0 };
    await walk(path, found);
    if (found.files.length === 0 && found.problems.length === 0) {
      found.problems.push({ path, code: 'no-logs', message: 'There is no log in this folder.' });
    }
    found.files.sort((a, b) => (a.path < b.path ? -1 : 1));
    all.files.push(...found.files);
    all.problems.push(...found.problems);
    all.skipped += found.skipped;
  }
  return all;
}

async function walk(folder: string, found: Findings): Promise<void> {
  try {
    for await (const item of await opendir(folder)) {
      const path = join(folder, item.name);
      if (item.isDirectory()) {
        await walk(path, found);
        continue;
      }
      // A link may lead to a log; links to folders are not followed, as they may lead in a circle.
      const size = item.isFile() || item.isSymbolicLink() ? await sizeOfLog(path) : null;
      if (size === null) found.skipped += 1;
      else found.files.push({ path, size });
    }
  } catch (error) {
    const [code, message] = reason(error);
    found.problems.push({ path: folder, code, message });
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
