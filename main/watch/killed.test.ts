import { EventEmitter, once } from 'node:events';
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { openHistory } from '../history/index';
import { HEADER, makeFolder, plain } from './test-kit';
import { placeIn, WatchProcess } from './test-process';

/** Many more are worth while now and then: `PUTTYKNIFE_KILLS=200 npx vitest run main/watch/killed.test.ts`. */
const KILLS = Number(process.env['PUTTYKNIFE_KILLS'] ?? 10);

const cleaning: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleaning.splice(0)) clean();
});

/**
 * Writes numbered messages at irregular intervals, until told to stop. Now and then it renames the
 * log and begins a new one, or overwrites it in place, as PuTTY does where it is set to: that only
 * when all was told, since nobody can read what is no longer there.
 */
class Writer {
  readonly messages: string[] = [];
  renamed = 0;
  overwritten = 0;
  #stopped = false;
  readonly #log: string;
  readonly #told: (count: number) => Promise<void>;

  /** @param told resolves once so many different messages were told */
  constructor(log: string, told: (count: number) => Promise<void>) {
    this.#log = log;
    this.#told = told;
  }

  async run(): Promise<void> {
    writeFileSync(this.#log, HEADER);
    for (let turn = 1; !this.#stopped; turn += 1) {
      const message = `Unable to load key "/home/user/key${turn}.ppk" (unable to open file)`;
      this.messages.push(message);
      const line = `Event Log: ${message}\r\n`;
      const cut = turn % line.length;
      appendFileSync(this.#log, plain(turn) + line.slice(0, cut));
      await sleep(turn % 7);
      appendFileSync(this.#log, line.slice(cut));
      if (turn % 40 === 20) {
        renameSync(this.#log, `${this.#log}.${turn}`);
        writeFileSync(this.#log, HEADER);
        this.renamed += 1;
      } else if (turn % 40 === 0) {
        await this.#told(this.messages.length);
        writeFileSync(this.#log, HEADER);
        this.overwritten += 1;
      }
    }
  }

  stop(): void {
    this.#stopped = true;
  }
}

it(
  `loses nothing and stores nothing twice over ${KILLS} sudden deaths`,
  async () => {
    const folder = makeFolder();
    cleaning.push(() => folder.remove());
    const place = placeIn(folder.path);
    mkdirSync(place.logs);
    const heard = new EventEmitter();
    const runs: WatchProcess[] = [];
    const start = (): WatchProcess => {
      const run = new WatchProcess(place, { heard });
      runs.push(run);
      cleaning.unshift(() => void run.kill());
      return run;
    };
    const different = (): number =>
      new Set(runs.flatMap(({ told }) => told.map(({ id }) => id))).size;
    const told = async (count: number): Promise<void> => {
      while (different() < count) await once(heard, 'more');
    };

    const writer = new Writer(join(place.logs, 'putty.log'), told);
    cleaning.unshift(() => writer.stop());
    const writing = writer.run();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const run = start();
      await run.ready();
      // The moment of death is the point of the test: anywhere in the work, or as soon as it starts.
      await sleep(Math.random() * 250);
      await run.kill();
    }
    const last = start();
    await last.ready();
    writer.stop();
    await writing;
    await told(writer.messages.length);
    await last.kill();

    const opened = openHistory(place.state);
    if (!opened.ok) throw new Error(opened.problem.message);
    const { history } = opened.value;
    const stored = history.queries.detections({ limit: 100_000 });
    history.close();
    expect(stored.map((each) => each.message).sort()).toEqual([...writer.messages].sort());
    expect(different()).toBe(writer.messages.length);
    expect(runs.flatMap(({ problems }) => problems)).toEqual([]);
    expect(writer.renamed).toBeGreaterThan(0);
    expect(writer.overwritten).toBeGreaterThan(0);
    expect(opened.value.problems).toEqual([]);
  },
  4_000 * Math.max(KILLS, 10),
);
