/** Which files the arguments of `analyze` mean. */
import { opendir, open, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Problem } from '../contract/model';
import { isBinary, reason } from '../watch/whole-file';

export interface Inputs {
  readonly files: readonly string[];
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

/** Resolves files as they are and folders to the logs in them, in the order of their names. */
export async function findInputs(paths: readonly string[]): Promise<Inputs> {
  const files: string[] = [];
  const problems: Problem[] = [];
  let skipped = 0;
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (info) => info.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      files.push(path);
      continue;
    }
    const found: string[] = [];
    await walk(path, found, problems, () => {
      skipped += 1;
    });
    found.sort();
    files.push(...found);
    if (found.length === 0) {
      problems.push({ path, code: 'no-logs', message: 'There is no log in this folder.' });
    }
  }
  return { files, problems, skipped };
}

async function walk(
  folder: string,
  found: string[],
  problems: Problem[],
  skip: () => void,
): Promise<void> {
  try {
    for await (const item of await opendir(folder)) {
      const path = join(folder, item.name);
      if (item.isDirectory()) await walk(path, found, problems, skip);
      else if (item.isFile() && (await looksLikeLog(path))) found.push(path);
      else skip();
    }
  } catch (error) {
    const [code, message] = reason(error);
    problems.push({ path: folder, code, message });
  }
}

/** In a folder, a log is a text file that holds a line which only PuTTY or its tools write. */
async function looksLikeLog(path: string): Promise<boolean> {
  const extension = extname(path).toLowerCase();
  if (NO_LOGS.has(extension)) return false;
  const file = await open(path, 'r').catch(() => null);
  // What cannot be opened is reported when it is read.
  if (!file) return true;
  try {
    const head = Buffer.alloc(4096);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const bytes = head.subarray(0, bytesRead);
    if (bytesRead === 0 || isBinary(bytes)) return false;
    return extension === '.log' || extension === '.txt' || MARK.test(bytes.toString('latin1'));
  } finally {
    await file.close();
  }
}

const MARK = /=~=~= PuTTY log |^Event Log: |^FATAL ERROR: |^Looking up host "/m;
