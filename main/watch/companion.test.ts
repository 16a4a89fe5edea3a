import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HEADER, REFUSED, START, after, append, offsets, plain, useWatch } from './test-kit';

const { folder, start } = useWatch();

describe('growth', () => {
  it('tells what a writer that keeps its handle open appends', async () => {
    const log = folder.at('putty.log');
    writeFileSync(log, START);
    const child = spawn(process.execPath, [`${import.meta.dirname}/test-writer.mjs`, log]);
    try {
      const watched = await start();
      child.stdin.write(REFUSED);
      await watched.detections(1);
      child.stdin.write(plain(1) + REFUSED);
      await watched.detections(2);
      expect(watched.found).toMatchObject([
        { entry: 'key-refused', file: log, line: 4, offset: after(START) },
        { entry: 'key-refused', line: 6 },
      ]);
      expect(watched.events[1]?.analysis?.sessions[0]?.host).toBe('db.example.com');
      expect(watched.incidents[0]).toMatchObject({ added: true, id: watched.found[0]?.id });
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('reads a new file from its start', async () => {
    const watched = await start();
    writeFileSync(folder.at('new.log'), START + REFUSED);
    await watched.detections(1);
    expect(watched.found[0]?.line).toBe(4);
  });

  it('does not tell what was there at first, not even a line that was only finished later', async () => {
    const log = folder.at('old.log');
    writeFileSync(log, START + REFUSED);
    const watched = await start();
    append(log, plain(1) + REFUSED);
    await watched.detections(1);
    expect(offsets(watched)).toEqual([after(START + REFUSED + plain(1))]);
    // The old one belongs to the same incident, but nobody was told of it.
    const id = watched.found[0]?.id;
    expect(watched.incidents).toMatchObject([{ id, added: true, ids: [id], root: { id } }]);
  });

  it('tells a line whose end came after the watch began', async () => {
    const log = folder.at('old.log');
    writeFileSync(log, START + REFUSED.slice(0, 20));
    const watched = await start();
    append(log, REFUSED.slice(20));
    await watched.detections(1);
    expect(offsets(watched)).toEqual([after(START)]);
  });

  it('tells everything where it was asked to begin at the start', async () => {
    writeFileSync(folder.at('old.log'), START + REFUSED);
    const watched = await start(undefined, { from: 'start' });
    await watched.detections(1);
  });

  it('decides a last line without an end once the log is quiet, and tells it once', async () => {
    const log = folder.at('a.log');
    const watched = await start();
    writeFileSync(log, START + REFUSED.trimEnd());
    await watched.detections(1);
    append(log, `\r\n${plain(1)}${REFUSED}`);
    await watched.detections(2);
    expect(offsets(watched)).toEqual([after(START), after(START + REFUSED + plain(1))]);
  });

  it('counts lines from the start of a large file of which only the last session is read', async () => {
    const log = folder.at('large.log');
    const old = START + plain(7).repeat(120_000);
    writeFileSync(log, old + START);
    const watched = await start();
    append(log, REFUSED);
    await watched.detections(1);
    expect(watched.found[0]).toMatchObject({
      line: 120_007,
      offset: after(old + START),
      session: 1,
    });
  });

  it('opens nothing but the files that changed', async () => {
    for (let number = 0; number < 400; number += 1)
      writeFileSync(folder.at(`${number}.log`), START + REFUSED);
    const watched = await start();
    append(folder.at('77.log'), plain(1) + REFUSED);
    await watched.detections(1);
    const read = watched.status.files.filter((file) => file.lastReadAt !== null);
    expect(read.map((file) => file.path)).toEqual([folder.at('77.log')]);
    expect(watched.status.files).toHaveLength(400);
  });
});

describe('one name, other content', () => {
  it('reads a truncated and refilled file anew', async () => {
    const log = folder.at('a.log');
    const watched = await start();
    writeFileSync(log, START + REFUSED + REFUSED);
    await watched.detections(2);
    truncateSync(log);
    append(log, START.replace('05:45', '06:01') + REFUSED);
    await watched.detections(3);
    expect(offsets(watched)[2]).toBe(after(START));
    expect(new Set(watched.found.map((each) => each.id)).size).toBe(3);
  });

  it.each([
    ['of the same length', plain(1) + REFUSED],
    ['that is longer', plain(1) + REFUSED + plain(2).repeat(30)],
  ])('reads a file overwritten in place with content %s anew', async (_what, more) => {
    const log = folder.at('a.log');
    const watched = await start();
    writeFileSync(log, START + plain(1) + REFUSED);
    await watched.detections(1);
    writeFileSync(log, START.replace('05:45:27', '05:59:01') + more);
    await watched.detections(2);
    expect(new Set(watched.found.map((each) => each.id)).size).toBe(2);
  });

  it('notices other content behind a start that is the same', async () => {
    const log = folder.at('a.log');
    const same = START + plain(1).repeat(40);
    const watched = await start();
    writeFileSync(log, same + REFUSED + plain(2));
    await watched.detections(1);
    writeFileSync(log, same + plain(3) + REFUSED + plain(4).repeat(5));
    await watched.detections(2);
    expect(offsets(watched)).toEqual([after(same), after(same + plain(3))]);
  });

  it('takes a file that was deleted and made anew for another, even with the same content', async () => {
    const log = folder.at('a.log');
    const watched = await start();
    writeFileSync(log, START + REFUSED);
    await watched.detections(1);
    unlinkSync(log);
    await watched.until(() => watched.fileStatus(log) === undefined, 'gone');
    writeFileSync(log, START + REFUSED);
    await watched.detections(2);
  });
});

describe('rotation', () => {
  it('reads a renamed log to its end while its writer goes on, and the new one from its start', async () => {
    const log = folder.at('a.log');
    writeFileSync(log, START);
    const child = spawn(process.execPath, [`${import.meta.dirname}/test-writer.mjs`, log]);
    try {
      // The target is the one file: its other names are found nevertheless.
      const watched = await start([{ kind: 'file', path: log }]);
      child.stdin.write(REFUSED);
      await watched.detections(1);
      renameSync(log, folder.at('a.log.1'));
      writeFileSync(log, START.replace('05:45', '06:00') + REFUSED);
      await watched.detections(2);
      child.stdin.write(plain(1) + REFUSED);
      await watched.detections(3);
      expect(watched.found.map((each) => [each.file, each.offset])).toEqual([
        [log, after(START)],
        [log, after(START)],
        [folder.at('a.log.1'), after(START + REFUSED + plain(1))],
      ]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('follows a chain of renames', async () => {
    const names = ['a.log', 'a.log.1', 'a.log.2'].map((name) => folder.at(name));
    const [first = '', second = '', third = ''] = names;
    const watched = await start();
    writeFileSync(first, START + REFUSED);
    await watched.detections(1);
    for (let turn = 1; turn <= 6; turn += 1) {
      rmSync(third, { force: true });
      if (turn > 1) renameSync(second, third);
      renameSync(first, second);
      append(second, plain(turn) + REFUSED);
      writeFileSync(first, START.replace('05:45', `06:0${turn}`) + REFUSED);
      await watched.detections(1 + 2 * turn);
    }
    expect(watched.found).toHaveLength(13);
    expect(new Set(watched.found.map((each) => each.id)).size).toBe(13);
  });

  it('loses nothing and tells nothing twice where a log is copied and truncated', async () => {
    const log = folder.at('a.log');
    const watched = await start();
    writeFileSync(log, START + REFUSED);
    await watched.detections(1);
    append(log, plain(1) + REFUSED);
    copyFileSync(log, folder.at('a.log.1'));
    truncateSync(log);
    append(log, START.replace('05:45', '06:00') + plain(2) + REFUSED);
    await watched.detections(3);
    await watched.readTo(log, (START + plain(2) + REFUSED).length);
    expect(watched.found).toHaveLength(3);
  });
});

describe('what comes and goes', () => {
  it('follows a file and a folder that appear later', async () => {
    const log = folder.at('later', 'deep', 'a.log');
    const watched = await start([
      { kind: 'file', path: folder.at('b.log') },
      { kind: 'folder', path: folder.at('later') },
    ]);
    expect(watched.fileStatus(folder.at('b.log'))).toMatchObject({ state: 'waiting' });
    expect(watched.status.folders).toContainEqual(
      expect.objectContaining({ path: folder.at('later'), state: 'missing' }),
    );
    mkdirSync(folder.at('later', 'deep'), { recursive: true });
    writeFileSync(log, START + REFUSED);
    await watched.detections(1);
    writeFileSync(folder.at('b.log'), START + REFUSED);
    await watched.detections(2);
  });

  it('goes on after a folder vanished and came back', async () => {
    const logs = folder.at('logs');
    mkdirSync(logs);
    const watched = await start([{ kind: 'folder', path: logs }]);
    writeFileSync(folder.at('logs', 'a.log'), START + REFUSED);
    await watched.detections(1);
    renameSync(logs, folder.at('away'));
    await watched.until(
      () => watched.fileStatus(folder.at('logs', 'a.log')) === undefined,
      'the log to be missed',
    );
    append(folder.at('away', 'a.log'), plain(1) + REFUSED);
    renameSync(folder.at('away'), logs);
    await watched.detections(2);
    append(folder.at('logs', 'a.log'), plain(2) + REFUSED);
    await watched.detections(3);
    expect(watched.found).toHaveLength(3);
  });

  it('follows only the names that a pattern of PuTTY makes', async () => {
    mkdirSync(folder.at('2026'));
    const watched = await start([{ kind: 'pattern', pattern: folder.at('&Y', '&H-&P.log') }]);
    writeFileSync(folder.at('2026', 'other.log'), START + REFUSED);
    writeFileSync(folder.at('2026', 'db.example.com-22.log'), START + REFUSED);
    await watched.detections(1);
    expect(watched.found[0]?.file).toBe(folder.at('2026', 'db.example.com-22.log'));
    expect(watched.status.files).toHaveLength(1);
  });

  it('names pipes, folders and devices once, opens none, and follows links to logs', async () => {
    execFileSync('mkfifo', [folder.at('pipe.log')]);
    mkdirSync(folder.at('folder.log'));
    symlinkSync('/dev/zero', folder.at('device.log'));
    symlinkSync(folder.at('circle.log'), folder.at('circle.log'));
    writeFileSync(folder.at('real.txt'), START);
    symlinkSync(folder.at('real.txt'), folder.at('link.log'));
    linkSync(folder.at('real.txt'), folder.at('hard.log'));
    const watched = await start();
    append(folder.at('real.txt'), REFUSED);
    await watched.detections(1);
    const reasons = Object.fromEntries(
      watched.statuses
        .filter((each) => each.reason !== null)
        .map((each) => [each.path.slice(folder.path.length + 1), each]),
    );
    expect(reasons['pipe.log']).toMatchObject({
      state: 'ignored',
      reason: expect.stringContaining('pipe') as string,
    });
    expect(reasons['folder.log']).toMatchObject({ state: 'ignored' });
    expect(reasons['device.log']).toMatchObject({ state: 'ignored' });
    expect(reasons['circle.log']).toMatchObject({ state: 'unreadable' });
    expect(watched.statuses.filter((each) => each.path === folder.at('pipe.log'))).toHaveLength(1);
    expect(watched.status.files.filter((each) => each.state === 'following')).toHaveLength(1);
    expect(watched.found).toHaveLength(1);
  });

  it('follows a link once there is a log where it leads, and says until then that there is none', async () => {
    const link = folder.at('link.log');
    symlinkSync(folder.at('real.txt'), link);
    // The folder of the link does not change when the log appears elsewhere.
    const watched = await start([{ kind: 'pattern', pattern: folder.at('&H.log') }]);
    expect(watched.fileStatus(link)).toMatchObject({
      state: 'waiting',
      reason: expect.stringContaining('link') as string,
    });
    writeFileSync(folder.at('real.txt'), START + REFUSED);
    await watched.detections(1);
    expect(watched.found[0]?.file).toBe(link);
    expect(watched.fileStatus(link)).toMatchObject({ state: 'following', reason: null });
    unlinkSync(folder.at('real.txt'));
    await watched.until(
      () => watched.fileStatus(link)?.state === 'waiting',
      'the log to be missed',
    );
    unlinkSync(link);
    await watched.until(() => watched.fileStatus(link) === undefined, 'the link to be missed');
  });

  it('reads a log as soon as it can be read, from where the watch began', async () => {
    const log = folder.at('a.log');
    symlinkSync(log, log);
    const watched = await start([{ kind: 'file', path: log }]);
    expect(watched.fileStatus(log)?.state).toBe('unreadable');
    unlinkSync(log);
    writeFileSync(log, START + REFUSED);
    await watched.detections(1);
    expect(watched.fileStatus(log)?.state).toBe('following');
  });

  it('looks at folders from time to time where the system allows no more watches', async () => {
    const watched = await start(undefined, {
      watchFolder: () => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    });
    expect(watched.status.folders[0]).toMatchObject({
      state: 'polling',
      reason: expect.stringContaining('inotify') as string,
    });
    writeFileSync(folder.at('a.log'), START);
    await watched.readTo(folder.at('a.log'), START.length);
    append(folder.at('a.log'), REFUSED);
    await watched.detections(1);
  });

  it('finds growth without any hint', async () => {
    const log = folder.at('a.log');
    writeFileSync(log, HEADER);
    const watched = await start(undefined, { watchFolder: () => () => undefined });
    append(log, REFUSED);
    await watched.detections(1);
    renameSync(log, folder.at('b.log'));
    append(folder.at('b.log'), plain(1) + REFUSED);
    await watched.detections(2);
    expect(watched.found).toHaveLength(2);
  });

  it('follows a log that was made anew between two looks at its folder', async () => {
    const log = folder.at('a.log');
    writeFileSync(log, START);
    // Its folder is looked at so seldom that it never sees the log missing.
    const times = { fast: 20, slow: 60, folder: 500, poll: 500, decide: 30, decideAll: 150 };
    const watched = await start(undefined, { times, watchFolder: () => () => undefined });
    unlinkSync(log);
    await watched.until(() => watched.fileStatus(log) === undefined, 'gone');
    writeFileSync(log, START + REFUSED);
    await watched.detections(1);
  });
});
