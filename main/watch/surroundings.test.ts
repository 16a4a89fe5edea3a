/** What happens to the computer while logs are watched: it sleeps, its clock is set, its disk is full. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from '../history/index';
import { systemClock } from './clock';
import type { Clock } from './clock';
import { codeOf } from './log-handle';
import { HEADER, REFUSED, START, append, makeFolder, plain, useWatch } from './test-kit';
import { placeIn, WatchProcess } from './test-process';
import type { Place, ProcessOptions } from './test-process';

const line = (name: string): string =>
  `Event Log: Unable to load key "/home/user/${name}.ppk" (unable to open file)\r\n`;
/** Makes a file that takes all the room there is. */
function fillUp(path: string): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(4096));
  } catch (error) {
    if (codeOf(error) !== 'ENOSPC') throw error;
  }
}
const DAY = 24 * 60 * 60 * 1000;
const linux = process.platform === 'linux';
/** Root may read everything, whatever the permissions say: so there the watch is a root that may not. */
const RESTRAINED = [
  'setpriv',
  '--bounding-set=-dac_override,-dac_read_search',
  '--inh-caps=-dac_override,-dac_read_search',
];

describe('a watch in a process of its own', () => {
  let folder: ReturnType<typeof makeFolder>;
  let place: Place;
  let runs: WatchProcess[];
  beforeEach(() => {
    folder = makeFolder();
    place = placeIn(folder.path);
    mkdirSync(place.logs);
    runs = [];
  });
  afterEach(async () => {
    for (const run of runs) await run.kill();
    folder.remove();
  });

  async function start(options?: ProcessOptions): Promise<WatchProcess> {
    const run = new WatchProcess(place, options);
    runs.push(run);
    await run.ready();
    return run;
  }
  const log = (name: string): string => folder.at('logs', name);
  const keys = (run: WatchProcess): string[] =>
    run.told.map(({ message }) => /(\w+)\.ppk/.exec(message)?.[1] ?? '');

  // Windows has no such signals; there a computer that sleeps stops its programs just as well.
  it.runIf(process.platform !== 'win32')(
    'goes on after a sleep during which logs grew, were renamed, overwritten and made',
    async () => {
      writeFileSync(log('a.log'), HEADER);
      writeFileSync(log('b.log'), HEADER + plain(1));
      const run = await start();
      append(log('a.log'), line('before'));
      await run.until(() => run.told.length === 1);
      run.signal('SIGSTOP');
      append(log('a.log'), line('grown'));
      renameSync(log('a.log'), log('a.log.1'));
      append(log('a.log.1'), line('renamed'));
      writeFileSync(log('a.log'), HEADER + line('new'));
      writeFileSync(log('b.log'), HEADER + line('overwritten'));
      mkdirSync(folder.at('logs', 'deeper'));
      writeFileSync(folder.at('logs', 'deeper', 'c.log'), HEADER + line('deeper'));
      run.signal('SIGCONT');
      await run.until(() => run.told.length === 6);
      expect(keys(run).sort()).toEqual(
        ['before', 'deeper', 'grown', 'new', 'overwritten', 'renamed'].sort(),
      );
      expect(run.problems).toEqual([]);
    },
    30_000,
  );

  it('tells nothing twice when the time zone is another at the next start', async () => {
    // An hour that there is twice in Berlin, and not at all in the log's own order.
    const twice = HEADER.replace('2026.11.22 05:45:27', '2026.10.25 02:30:00');
    writeFileSync(log('a.log'), twice + line('first') + twice + line('second'));
    const berlin = await start({ env: { TZ: 'Europe/Berlin' } });
    await berlin.until(() => berlin.told.length === 2);
    await berlin.kill();
    append(log('a.log'), line('third'));
    const auckland = await start({ env: { TZ: 'Pacific/Auckland' } });
    await auckland.until(() => keys(auckland).includes('third'));
    await auckland.kill();
    // What was told just before the death may be told again, under the same id.
    const ids = new Set([...berlin.told, ...auckland.told].map(({ id }) => id));
    expect(ids.size).toBe(3);
  }, 30_000);

  const restrained = process.getuid?.() === 0 ? RESTRAINED : [];
  it.runIf(process.platform !== 'win32')(
    'says which log it may not read, and reads on from there once it may',
    async () => {
      const followed = log('a.log');
      const deeper = folder.at('logs', 'deeper');
      mkdirSync(deeper);
      writeFileSync(folder.at('logs', 'deeper', 'c.log'), HEADER);
      writeFileSync(followed, HEADER);
      writeFileSync(log('b.log'), HEADER + line('closed'), { mode: 0 });
      const run = await start({ wrapper: restrained });
      const state = (path: string): string | undefined => run.files.get(path)?.state;
      await run.until(
        () => state(log('b.log')) === 'unreadable' && state(followed) === 'following',
      );
      append(followed, line('before'));
      await run.until(() => run.told.length === 1);
      chmodSync(followed, 0);
      await run.until(() => state(followed) === 'unreadable');
      expect(run.files.get(followed)?.reason).toBe('You do not have permission to read it.');
      append(followed, line('meanwhile'));
      chmodSync(deeper, 0);
      await run.until(() => state(folder.at('logs', 'deeper', 'c.log')) === 'unreadable');
      append(folder.at('logs', 'deeper', 'c.log'), line('deeper'));
      for (const path of [followed, log('b.log')]) chmodSync(path, 0o644);
      chmodSync(deeper, 0o755);
      await run.until(() => run.told.length === 4 && state(followed) === 'following');
      expect(keys(run).sort()).toEqual(['before', 'closed', 'deeper', 'meanwhile']);
      expect(run.problems).toEqual([]);
    },
    30_000,
  );

  // The limit is the kernel's own, for the processes of a user's namespace.
  const limited = linux && spawnSync('unshare', ['-Ur', 'true']).status === 0;
  it.runIf(limited)(
    'looks at folders from time to time where the kernel allows no more watches, and says so',
    async () => {
      const run = await start({
        wrapper: [
          ...['unshare', '-Ur', 'sh', '-c'],
          'echo 0 > /proc/sys/user/max_inotify_watches && exec "$@"',
          'sh',
        ],
      });
      expect(run.folders).toMatchObject([
        { state: 'polling', reason: expect.stringContaining('max_user_watches') as string },
      ]);
      writeFileSync(log('a.log'), HEADER);
      append(log('a.log'), line('polled'));
      await run.until(() => run.told.length === 1);
    },
    30_000,
  );

  it.runIf(limited)(
    'does the same where no further inotify instance is allowed',
    async () => {
      const run = await start({
        wrapper: [
          ...['unshare', '-Ur', 'sh', '-c'],
          'echo 0 > /proc/sys/user/max_inotify_instances && exec "$@"',
          'sh',
        ],
      });
      expect(run.folders).toMatchObject([
        { state: 'polling', reason: expect.stringContaining('max_user_instances') as string },
      ]);
      writeFileSync(log('a.log'), HEADER + line('polled'));
      await run.until(() => run.told.length === 1);
    },
    30_000,
  );

  /** A disk of one megabyte of its own; false where this user may not mount one. */
  const disk = (at: string): boolean =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at]).status === 0;
  const mounts = linux && process.getuid?.() === 0;

  it.runIf(mounts)(
    'tells what it finds when the disk is full, and has stored all of it once there is room',
    async () => {
      const at = folder.at('disk');
      mkdirSync(at);
      expect(disk(at)).toBe(true);
      try {
        place = { ...place, state: folder.at('disk', 'state') };
        writeFileSync(log('a.log'), HEADER);
        const run = await start();
        append(log('a.log'), line('before'));
        await run.until(() => run.told.length === 1);
        const filler = folder.at('disk', 'filler');
        fillUp(filler);
        // Much, so that it fits into no page that the database has already.
        const many = Array.from({ length: 300 }, (_each, index) => line(`full${index}`));
        append(log('a.log'), many.join(''));
        await run.until(() => run.told.length >= 301 && run.problems.length > 0);
        expect(new Set(run.problems)).toEqual(new Set(['disk-full']));
        rmSync(filler);
        append(log('a.log'), line('after'));
        await run.until(() => keys(run).includes('after') && run.solved.length > 0);
        expect(new Set(run.solved)).toEqual(new Set(['disk-full']));
        await run.kill();
        const opened = openHistory(place.state);
        if (!opened.ok) throw new Error(opened.problem.message);
        const { history, problems } = opened.value;
        const stored = history.queries.detections({ limit: 1000 });
        history.close();
        expect(problems).toEqual([]);
        expect(stored).toHaveLength(302);
        expect(new Set(run.told.map(({ id }) => id)).size).toBe(302);
        expect(run.told).toHaveLength(302);
      } finally {
        for (const run of runs) await run.kill();
        execFileSync('umount', ['--lazy', at]);
      }
    },
    60_000,
  );
});

describe('a clock that is set', () => {
  const { folder, start } = useWatch();
  /** The computer's clock, off by so many milliseconds. */
  function setClock(): Clock & { off: number } {
    return {
      ...systemClock,
      off: 0,
      now() {
        return Date.now() + this.off;
      },
    };
  }

  it.each([
    ['back by a day', -DAY],
    ['forward by a day', DAY],
    ['back by an hour, as one that was never set to summer time', -DAY / 24],
  ])('%s changes nothing but the times that are told', async (_what, off) => {
    const old = folder.at('old.log');
    const log = folder.at('a.log');
    writeFileSync(old, START);
    utimesSync(old, Date.now() / 1000 - 86_400, Date.now() / 1000 - 86_400);
    writeFileSync(log, START);
    const clock = setClock();
    // Without hints everything depends on what is looked at from time to time.
    const watched = await start(undefined, { clock, watchFolder: () => () => undefined });
    append(log, REFUSED);
    await watched.detections(1);
    clock.off = off;
    append(log, REFUSED);
    append(old, REFUSED);
    writeFileSync(folder.at('new.log'), START + REFUSED);
    await watched.detections(4);
    expect(watched.found.slice(1).map(({ detectedAt }) => detectedAt.slice(0, 10))).toEqual(
      Array(3).fill(new Date(Date.now() + off).toISOString().slice(0, 10)),
    );
  });
});
