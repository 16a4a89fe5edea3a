import { copyFileSync, existsSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { memoryStore } from './memory-store';
import { HEADER, Watched, append, makeFolder, plain } from './test-kit';

/** Numbers from 0 to below `limit`, the same for each seed (a linear congruential generator). */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const message = (number: number): string =>
  `Unable to load key "/home/user/key${number}.ppk" (unable to open file)`;

it.each([1, 2, 3, 4, 5, 6])(
  'tells each message once through random writing, rotation and restarts (%i)',
  async (seed) => {
    const random = randomFrom(seed);
    const folder = makeFolder();
    const store = memoryStore();
    const targets = [{ kind: 'folder', path: folder.path }] as const;
    const told: string[] = [];
    let written = 0;
    let rotations = 0;
    let watched = new Watched(targets, { store });
    const restart = async (): Promise<void> => {
      await watched.companion.stop();
      told.push(...watched.found.map((each) => each.message));
      watched = new Watched(targets, { store });
    };
    await watched.companion.start();
    const logs = ['a.log', 'b.log', 'c.log'].map((name) => folder.at(name));
    const actions: ((log: string) => Promise<void> | void)[] = [
      ...Array.from({ length: 6 }, () => (log: string) => {
        const line = `Event Log: ${message((written += 1))}\r\n`;
        const cut = random(line.length);
        append(log, plain(written).repeat(random(40)) + line.slice(0, cut));
        append(log, line.slice(cut));
      }),
      (log) => renameSync(log, `${log}.${(rotations += 1)}`),
      (log) => {
        if (existsSync(`${log}.old`)) return;
        renameSync(log, `${log}.old`);
        writeFileSync(log, HEADER);
      },
      (log) => {
        copyFileSync(log, `${log}.${(rotations += 1)}`);
        truncateSync(log);
      },
      async () => {
        await watched.detections(written - told.length);
        for (const log of logs) if (random(3) === 0) rmSync(log, { force: true });
      },
      async () => {
        await restart();
        await watched.companion.start();
      },
      async (log) => {
        await restart();
        append(log, `Event Log: ${message((written += 1))}\r\n`);
        if (random(2) === 0) renameSync(log, `${log}.${(rotations += 1)}`);
        await watched.companion.start();
      },
      () => new Promise((resolve) => setImmediate(resolve)),
    ];
    for (let turn = 0; turn < 120; turn += 1) {
      const log = logs[random(logs.length)] ?? '';
      if (!existsSync(log)) writeFileSync(log, random(2) === 0 ? '' : HEADER);
      await actions[random(actions.length)]?.(log);
    }
    await watched.detections(written - told.length);
    await restart();
    folder.remove();
    expect(told.sort()).toEqual(
      Array.from({ length: written }, (_each, index) => message(index + 1)).sort(),
    );
  },
);
