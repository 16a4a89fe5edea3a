import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeFromTarball } from './tarball.mjs';
import { unzip } from './zip.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archives-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Packed {
  readonly name: string;
  readonly text: string;
  readonly mode: number;
  readonly stored?: boolean;
}

function zipOf(files: readonly Packed[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, mode, stored } of files) {
    const data = stored ? Buffer.from(text) : deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(stored ? 0 : 8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(text.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(mode * 0x10000, 38);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), data);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listing, end]);
}

function tarOf(files: readonly { name: string; text: string }[]): Buffer {
  const blocks = files.map(({ name, text }) => {
    const block = Buffer.alloc(512 + Math.ceil(text.length / 512) * 512);
    block.write(name, 0);
    block.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
    block.write(text, 512);
    return block;
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

describe('unzip', () => {
  it('unpacks what is chosen under its new name, with its mode', async () => {
    const archive = join(folder, 'a.zip');
    const files = [
      { name: 'App/App', text: 'program '.repeat(5000), mode: 0o755 },
      { name: 'App/empty', text: '', mode: 0o644, stored: true },
      { name: 'App/resources/app.js', text: 'not wanted', mode: 0o644 },
      { name: 'App/locales/de.pak', text: 'Wörter'.normalize('NFD'), mode: 0o644, stored: true },
    ];
    writeFileSync(
      archive,
      zipOf(files.map((file) => ({ ...file, text: file.text.replace(/[^ -~]/g, '') }))),
    );
    const out = join(folder, 'out');
    const count = await unzip(
      archive,
      (name) =>
        name.includes('/resources/')
          ? null
          : name.replace('App/App', 'electron').replace('App/', ''),
      out,
    );
    expect(count).toBe(3);
    expect(readFileSync(join(out, 'electron'), 'utf8')).toBe('program '.repeat(5000));
    if (process.platform !== 'win32')
      expect(statSync(join(out, 'electron')).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(out, 'empty'), 'utf8')).toBe('');
    expect(readFileSync(join(out, 'locales', 'de.pak'), 'utf8')).toBe('Worter');
  });

  it('refuses paths that lead out of the folder', async () => {
    const archive = join(folder, 'a.zip');
    writeFileSync(archive, zipOf([{ name: '../evil', text: 'x', mode: 0o644 }]));
    await expect(unzip(archive, (name) => name, join(folder, 'out'))).rejects.toThrow(
      'unsafe path',
    );
  });

  it('says so when the archive was cut off', async () => {
    const archive = join(folder, 'a.zip');
    const whole = zipOf([{ name: 'a', text: 'text', mode: 0o644 }]);
    writeFileSync(archive, whole.subarray(0, whole.length - 30));
    await expect(unzip(archive, (name) => name, join(folder, 'out'))).rejects.toThrow(
      'no directory',
    );
  });
});

describe('takeFromTarball', () => {
  const text = 'content '.repeat(40_000);

  it('takes one file and gives its hash', async () => {
    const tarball = join(folder, 'p.tgz');
    writeFileSync(
      tarball,
      tarOf([
        { name: 'package/package.json', text: '{}' },
        { name: 'package/file.zip', text },
        { name: 'package/more', text: 'x'.repeat(512) },
      ]),
    );
    const to = join(folder, 'file.zip');
    const sha256 = await takeFromTarball(tarball, 'package/file.zip', to);
    expect(readFileSync(to, 'utf8')).toBe(text);
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('fails where the file is not in the package', async () => {
    const tarball = join(folder, 'p.tgz');
    writeFileSync(tarball, tarOf([{ name: 'package/package.json', text: '{}' }]));
    await expect(takeFromTarball(tarball, 'package/x', join(folder, 'x'))).rejects.toThrow(
      'not whole',
    );
  });

  it('fails where the download broke off', async () => {
    const tarball = join(folder, 'p.tgz');
    const whole = tarOf([{ name: 'package/file.zip', text }]);
    writeFileSync(tarball, whole.subarray(0, whole.length / 2));
    await expect(takeFromTarball(tarball, 'package/file.zip', join(folder, 'x'))).rejects.toThrow();
  });
});
