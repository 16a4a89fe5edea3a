import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname, join, normalize, isAbsolute } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

/**
 * Enough of the ZIP format to unpack an archive whose checksum is known beforehand: stored and
 * deflated files, Unix modes, no ZIP64, no encryption. Field offsets are those of PKWARE's
 * APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
 *
 * @typedef {object} ZipEntry
 * @property {string} name path inside the archive, with slashes
 * @property {number} mode Unix permission bits
 * @property {number} method 0 stored, 8 deflated
 * @property {number} packed bytes in the archive
 * @property {number} size bytes unpacked
 * @property {number} offset where its local header starts, in bytes
 */

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function bytesAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('the archive ends early');
  return buffer;
}

/**
 * Lists what an archive holds.
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 */
async function readDirectory(file) {
  const { size } = await file.stat();
  const tailLength = Math.min(size, 65557);
  const tail = await bytesAt(file, size - tailLength, tailLength);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('the archive has no directory');
  const directory = await bytesAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {ZipEntry[]} */
  const entries = [];
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new Error('the directory is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks chosen files of an archive.
 * @param {string} archive path of the archive
 * @param {(name: string) => string | null} choose where a file goes, relative to `folder`; null
 *   leaves it out
 * @param {string} folder
 * @param {(done: number, total: number) => void} [progress] unpacked bytes
 * @returns {Promise<number>} how many files were written
 */
export async function unzip(archive, choose, folder, progress) {
  const file = await open(archive);
  try {
    const chosen = [];
    for (const entry of await readDirectory(file)) {
      const to = entry.name.endsWith('/') ? null : choose(entry.name);
      if (to === null) continue;
      const safe = normalize(to);
      if (isAbsolute(safe) || safe.startsWith('..')) throw new Error(`unsafe path ${entry.name}`);
      chosen.push({ entry, to: join(folder, safe) });
    }
    const total = chosen.reduce((sum, { entry }) => sum + entry.size, 0);
    let done = 0;
    for (const { entry, to } of chosen) {
      const header = await bytesAt(file, entry.offset, 30);
      const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      await mkdir(dirname(to), { recursive: true });
      const source =
        entry.packed === 0
          ? new PassThrough().end()
          : createReadStream(archive, { start, end: start + entry.packed - 1 });
      const inflate = entry.method === 0 ? new PassThrough() : createInflateRaw();
      await pipeline(source, inflate, createWriteStream(to));
      if (entry.mode !== 0) await chmod(to, entry.mode);
      done += entry.size;
      progress?.(done, total);
    }
    return chosen.length;
  } finally {
    await file.close();
  }
}
