import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryStore } from './memory-store';
import { REFUSED, START, after, append, offsets, plain, useWatch } from './test-kit';

const { folder, start } = useWatch();

describe('over several runs', () => {
  it('goes on where the run before stopped, also in files that came or moved meanwhile', async () => {
    const store = memoryStore();
    const log = folder.at('a.log');
    const first = await start(undefined, { store });
    writeFileSync(log, START + REFUSED);
    await first.detections(1);
    append(log, 'Event Log: Server refu');
    await first.readTo(log, statSync(log).size);
    await first.companion.stop();
    append(log, `sed our key\r\n${plain(1)}${REFUSED}`);
    renameSync(log, folder.at('a.log.1'));
    writeFileSync(log, START.replace('05:45', '06:00') + REFUSED);
    const second = await start(undefined, { store });
    await second.detections(3);
    await second.companion.stop();
    const third = await start(undefined, { store });
    append(log, plain(1) + REFUSED);
    await third.detections(1);
    const all = [...first.found, ...second.found, ...third.found];
    expect(new Set(all.map((each) => each.id)).size).toBe(5);
    expect(all).toHaveLength(5);
  });

  it('decides after a restart what the run before still held back', async () => {
    const store = memoryStore();
    const first = await start(undefined, { store });
    writeFileSync(folder.at('a.log'), START + REFUSED.trimEnd());
    await first.readTo(folder.at('a.log'), (START + REFUSED.trimEnd()).length);
    await first.companion.stop();
    expect(first.found).toEqual([]);
    const second = await start(undefined, { store });
    await second.detections(1);
    await second.companion.stop();
    expect(store.positions()[0]?.settled).toBe(true);
  });

  it('finds the state of the session in the log itself where what is stored is of no use', async () => {
    const store = memoryStore();
    const log = folder.at('a.log');
    const first = await start(undefined, { store });
    writeFileSync(log, START + REFUSED);
    await first.detections(1);
    await first.companion.stop();
    const second = await start(undefined, {
      store: { ...store, snapshot: () => ({ version: 0 }) },
    });
    append(log, REFUSED);
    await second.detections(1);
    expect(offsets(second)).toEqual([after(START + REFUSED)]);
    expect(second.events[0]?.analysis?.sessions[0]?.host).toBe('db.example.com');
  });

  it('goes on after a sudden end in a session with very many messages, whose state is seldom stored', async () => {
    const store = memoryStore();
    const log = folder.at('a.log');
    let dead = false;
    let states = 0;
    const first = await start(undefined, {
      store: {
        ...store,
        record: (reads) => {
          if (dead) return { ok: true, value: [] };
          states += reads.filter(({ snapshot }) => snapshot !== undefined).length;
          return store.record(reads);
        },
      },
    });
    writeFileSync(log, START + REFUSED.repeat(250));
    await first.detections(250);
    states = 0;
    for (let count = 251; count <= 260; count += 1) {
      append(log, plain(count) + REFUSED);
      await first.detections(count);
    }
    expect(states).toBe(0);
    dead = true;
    await first.companion.stop();
    const second = await start(undefined, { store });
    append(log, plain(261) + REFUSED);
    await second.detections(1);
    expect(second.found).toHaveLength(1);
    expect(second.incidents).toMatchObject([{ id: first.found[0]?.id, incident: { count: 261 } }]);
    await second.companion.stop();
    // An end in good order stores the state with all that is in it.
    expect(store.snapshot(store.positions()[0]?.incarnation ?? '')).toMatchObject({
      next: statSync(log).size,
    });
  });

  it('tells after a pause what was written meanwhile', async () => {
    const log = folder.at('a.log');
    writeFileSync(log, START);
    const watched = await start();
    await watched.companion.pause();
    append(log, REFUSED);
    watched.companion.resume();
    await watched.detections(1);
  });

  it('follows other targets when told to', async () => {
    mkdirSync(folder.at('one'));
    mkdirSync(folder.at('two'));
    writeFileSync(folder.at('two', 'old.log'), START + REFUSED);
    const watched = await start([{ kind: 'folder', path: folder.at('one') }]);
    await watched.companion.setTargets([{ kind: 'folder', path: folder.at('two') }]);
    expect(watched.status.files.map((file) => file.path)).toEqual([folder.at('two', 'old.log')]);
    append(folder.at('two', 'old.log'), plain(1) + REFUSED);
    await watched.detections(1);
    expect(watched.found).toHaveLength(1);
  });

  it('tells at once and stores later where the store fails', async () => {
    const store = memoryStore();
    let full = true;
    const watched = await start(undefined, {
      store: {
        ...store,
        record: (reads) =>
          full
            ? {
                ok: false,
                problem: { path: null, code: 'disk-full', message: 'The disk is full.' },
              }
            : store.record(reads),
      },
    });
    writeFileSync(folder.at('a.log'), START + REFUSED);
    await watched.detections(1);
    append(folder.at('a.log'), plain(1) + REFUSED);
    await watched.detections(2);
    expect(watched.problems.map((problem) => problem.code)).toEqual(['disk-full']);
    expect(watched.solved).toEqual([]);
    full = false;
    const size = statSync(folder.at('a.log')).size;
    await watched.companion.stop();
    expect(store.positions()[0]?.offset).toBe(size);
    expect(watched.found).toHaveLength(2);
    expect(watched.solved).toEqual(['disk-full']);
  });
});

it('says that it met an error of its own, and when that is over', async () => {
  const store = memoryStore();
  let failures = 1;
  const watched = await start(undefined, {
    store: {
      ...store,
      record: (reads) => {
        if ((failures -= 1) >= 0) throw new Error('unforeseen');
        return store.record(reads);
      },
    },
  });
  writeFileSync(folder.at('a.log'), START + REFUSED);
  await watched.detections(1);
  await watched.until(() => watched.solved.length > 0, 'the end of the trouble');
  expect(watched.problems).toMatchObject([{ code: 'watch-failed' }]);
  expect(watched.solved).toEqual(['watch-failed']);
});

it('goes on telling where one listener fails, and tells the rest at the next start', async () => {
  const store = memoryStore();
  const told: string[] = [];
  const watched = await start(undefined, {
    store: {
      ...store,
      told: (ids) => {
        told.push(...ids);
        return store.told(ids);
      },
    },
  });
  const { found } = watched;
  found.push = (...items) => {
    if (found.length === 0) {
      Array.prototype.push.apply(found, items);
      throw new Error('the window is gone');
    }
    return Array.prototype.push.apply(found, items);
  };
  writeFileSync(folder.at('a.log'), START + REFUSED + plain(1) + REFUSED);
  await watched.until(() => found.length === 2 && told.length === 1, 'two tellings');
  expect(told).toEqual([found[1]?.id]);
  expect(watched.problems.map((problem) => problem.code)).toEqual(['report-failed']);
});
