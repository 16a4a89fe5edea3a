import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Introduction } from './introduction';
import { Rehearsal } from './rehearsal';
import { TestClock } from './test-clock';

const RECORDING = path.resolve(import.meta.dirname, '../../resources/rehearsal.log');

let data: string;
let clock: TestClock;
let watched: (string | null)[];
let forgotten: string[];

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'puttyknife-rehearsal-'));
  clock = new TestClock(1000);
  watched = [];
  forgotten = [];
});

afterEach(() => {
  rmSync(data, { recursive: true });
});

function rehearsal(): Rehearsal {
  return new Rehearsal(
    data,
    RECORDING,
    {
      watch: (folder) => {
        watched.push(folder);
        return Promise.resolve();
      },
      forget: (file) => forgotten.push(file),
      failed: (_what, thrown) => {
        throw thrown;
      },
    },
    clock,
  );
}

describe('a rehearsal', () => {
  it('writes the recorded session, byte for byte, into a folder that is watched already', async () => {
    const folder = path.join(data, 'rehearsal');
    const play = rehearsal();
    await play.start();
    expect(watched).toEqual([folder]);
    clock.pass(1000);
    const [name = ''] = readdirSync(folder);
    expect(readFileSync(path.join(folder, name))).toEqual(readFileSync(RECORDING));
    expect(play.rehearses(path.join(folder, name))).toBe(true);
    expect(play.rehearses(path.join(data, 'other.log'))).toBe(false);
  });

  it('leaves nothing behind, whether it is ended, forgotten or repeated', async () => {
    const play = rehearsal();
    await play.start();
    await play.start();
    expect(forgotten).toHaveLength(1);
    await play.end();
    expect(forgotten).toHaveLength(2);
    expect(watched.at(-1)).toBeNull();
    expect(existsSync(path.join(data, 'rehearsal'))).toBe(false);
    await play.start();
    clock.pass(10 * 60_000);
    await expect.poll(() => forgotten).toHaveLength(3);
  });

  it('that a crash cut short is taken away at the next start', async () => {
    mkdirSync(path.join(data, 'rehearsal'));
    writeFileSync(path.join(data, 'rehearsal', 'old.log'), 'x');
    await rehearsal().end();
    expect(forgotten).toEqual([path.join(data, 'rehearsal', 'old.log')]);
    expect(watched).toEqual([]);
  });
});

describe('the introduction', () => {
  it('is due once, until it was gone through', () => {
    const first = new Introduction(data, []);
    expect([first.take(), first.take()]).toEqual([true, false]);
    expect(new Introduction(data, []).take()).toBe(true);
    first.done(new Date());
    expect(new Introduction(data, []).take()).toBe(false);
  });

  it('is not for somebody who names folders at the start', () => {
    expect(new Introduction(data, ['/logs']).take()).toBe(false);
  });
});
