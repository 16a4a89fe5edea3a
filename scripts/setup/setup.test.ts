import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whileGrowing } from './growth.mjs';
import { withLock } from './lock.mjs';
import { RUNTIME_NEEDS, TEST_NEEDS } from './needs.mjs';
import { isInstalled } from './node-modules.mjs';
import { isNodeNewEnough } from './node-version.mjs';
import { cacheFolder, ROOT } from './paths.mjs';
import { createReport } from './report.mjs';
import { isWhole } from './stand-in.mjs';
import { packagesFor } from './system-packages.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the Node version', () => {
  it.each([
    ['20.18.0', true],
    ['20.17.9', false],
    ['22.0.0', true],
    ['18.20.4', false],
  ])('%s is new enough: %s', (version, enough) => {
    expect(isNodeNewEnough(version)).toBe(enough);
  });

  it('agrees with package.json', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    expect(isNodeNewEnough(manifest.engines.node.replace('>=', ''))).toBe(true);
  });
});

describe('installed packages', () => {
  const lock = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b-win32': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  };
  const a = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };

  it('are current although optional ones of other platforms are missing', () => {
    expect(isInstalled(lock, a)).toBe(true);
  });

  it.each([
    ['one is missing', {}],
    ['one has another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['one has other contents', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
    ['there is one too many', { ...a, 'node_modules/c': { version: '1.0.0' } }],
  ])('are not current where %s', (_why, installed) => {
    expect(isInstalled(lock, installed)).toBe(false);
  });
});

describe('system packages', () => {
  it('have the name of this release of the distribution', () => {
    const older = packagesFor(RUNTIME_NEEDS, 'apt', (name) => !name.endsWith('t64'));
    const newer = packagesFor(RUNTIME_NEEDS, 'apt', () => true);
    expect(older).toEqual(['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']);
    expect(newer).toEqual(['libgtk-3-0t64', 'libnss3', 'libasound2t64', 'libgbm1']);
  });

  it('are named once, for every package manager', () => {
    for (const manager of ['apt', 'dnf', 'pacman', 'zypper'] as const) {
      const names = packagesFor([...RUNTIME_NEEDS, ...TEST_NEEDS], manager, () => true);
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeGreaterThan(10);
    }
  });
});

describe('the cache folder', () => {
  it.each([
    ['linux', {}, '/home/x/.cache/puttyknife'],
    ['linux', { XDG_CACHE_HOME: '/c' }, '/c/puttyknife'],
    ['darwin', {}, '/home/x/Library/Caches/puttyknife'],
    ['win32', { LOCALAPPDATA: '/l' }, '/l/Puttyknife/Cache'],
  ] as const)('is the one of %s %j', (platform, env, expected) => {
    expect(cacheFolder(platform, env, '/home/x').replaceAll('\\', '/')).toBe(expected);
  });
});

describe('a cached runtime', () => {
  const manifest = 'puttyknife-runtime.json';

  it('is whole only with all its files in full length', () => {
    expect(isWhole(folder)).toBe(false);
    writeFileSync(join(folder, 'electron'), '12345');
    writeFileSync(join(folder, manifest), JSON.stringify({ electron: 5 }));
    expect(isWhole(folder)).toBe(true);
    writeFileSync(join(folder, 'electron'), '123');
    expect(isWhole(folder)).toBe(false);
    rmSync(join(folder, 'electron'));
    expect(isWhole(folder)).toBe(false);
  });
});

describe('whileGrowing', () => {
  it('gives work up that writes nothing', async () => {
    const ended = await whileGrowing({ folder, stallSeconds: 0.2 }, (signal) => {
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve('given up')));
    });
    expect(ended).toBe('given up');
  });

  it('tells how much there is and lets work end that writes', async () => {
    const file = join(folder, 'download');
    let told = 0;
    const ended = await whileGrowing(
      { folder, stallSeconds: 30, grown: (bytes) => (told = bytes) },
      () =>
        new Promise((resolve) => {
          const timer = setInterval(() => {
            appendFileSync(file, 'x'.repeat(100));
            if (told === 0) return;
            clearInterval(timer);
            resolve('done');
          }, 20);
        }),
    );
    expect(ended).toBe('done');
    expect(told).toBeGreaterThanOrEqual(100);
  });
});

describe('the lock', () => {
  it('lets one worker in after the other', async () => {
    const path = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)]);
    expect(most).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it('does not wait for a holder that was killed', async () => {
    const path = join(folder, 'lock');
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    writeFileSync(path, String(pid));
    expect(await withLock(path, () => Promise.resolve('in'))).toBe('in');
  });
});

describe('the report', () => {
  it('shows no progress where nobody watches', () => {
    let text = '';
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString();
        done();
      },
    });
    const report = createReport(stream as NodeJS.WriteStream);
    report.progress('Fetching', 1, 2);
    report.say('Done.');
    expect(text).toBe('Done.\n');
  });
});
