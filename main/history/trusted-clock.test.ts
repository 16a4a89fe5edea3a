import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from './index';
import { migrate } from './schema';
import { Sql } from './sql';
import { detection, read } from './test-records';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'puttyknife-clock-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** One start of the program while the clock shows `time`: what pruning to 60 days gave, and what is left. */
function startAt(time: string, found: readonly string[] = []): { removed: unknown; left: number } {
  const opened = openHistory(folder, () => new Date(time));
  if (!opened.ok) throw new Error(opened.problem.message);
  const { history } = opened.value;
  for (const name of found) {
    const each = { ...detection(1, name), detectedAt: time };
    history.store.record([read([each], undefined, name)]);
    history.store.told([each.id]);
  }
  const result = history.forgetOlder(60);
  const left = history.queries.records({ limit: 99 }).length;
  history.close();
  return { removed: result.ok ? result.value : result.problem.code, left };
}

describe('history that is to be deleted for its age', () => {
  it('stays while the clock is years ahead, and after it was set right', () => {
    startAt('2026-11-22T08:00:00.000Z', ['recent']);
    const kept = { removed: 'clock-doubted', left: 2 };
    expect(startAt('2099-01-01T08:00:00.000Z', ['wrong'])).toEqual(kept);
    expect(startAt('2099-01-01T20:00:00.000Z')).toEqual(kept);
    expect(startAt('2026-11-23T08:00:00.000Z')).toEqual({ removed: 0, left: 2 });
    // The doubt of then is settled: this is a new one.
    expect(startAt('2099-01-02T09:00:00.000Z')).toEqual(kept);
  });

  it('stays while each start shows another time, as with a clock that makes it up', () => {
    startAt('2026-11-22T08:00:00.000Z', ['recent']);
    const kept = { removed: 'clock-doubted', left: 1 };
    expect(startAt('2099-01-01T00:00:00.000Z')).toEqual(kept);
    expect(startAt('2101-01-01T00:00:00.000Z')).toEqual(kept);
    expect(startAt('2099-01-02T00:00:00.000Z')).toEqual(kept);
  });

  it('is deleted after a long pause, once a start on a later day shows that the clock goes on', () => {
    startAt('2026-08-01T08:00:00.000Z', ['old']);
    expect(startAt('2026-11-22T08:00:00.000Z')).toEqual({ removed: 'clock-doubted', left: 1 });
    expect(startAt('2026-11-23T08:00:00.000Z')).toEqual({ removed: 1, left: 0 });
  });

  it('is deleted at once where the program was used in between', () => {
    startAt('2026-08-01T08:00:00.000Z', ['old']);
    for (const month of ['08-30', '09-28', '10-27']) startAt(`2026-${month}T08:00:00.000Z`);
    expect(startAt('2026-11-22T08:00:00.000Z')).toMatchObject({ left: 0 });
  });

  it('stays if an earlier release kept it, which did not look at the clock', () => {
    const sql = new Sql(join(folder, 'history.db'));
    migrate(sql, 3);
    sql.close();
    // Nothing is known of when it was used last, so this clock is believed.
    expect(startAt('2026-11-22T08:00:00.000Z', ['recent'])).toEqual({ removed: 0, left: 1 });
    const again = new Sql(join(folder, 'history.db'));
    again.exec('DROP TABLE clock; PRAGMA user_version = 3');
    again.close();
    expect(startAt('2099-01-01T08:00:00.000Z')).toEqual({ removed: 'clock-doubted', left: 1 });
  });

  it('stays while the program runs and the clock jumps', () => {
    let time = '2026-11-22T08:00:00.000Z';
    const opened = openHistory(folder, () => new Date(time));
    if (!opened.ok) throw new Error(opened.problem.message);
    const { history } = opened.value;
    for (const each of ['2099-01-01T08:00:00.000Z', '2099-01-02T08:00:00.000Z']) {
      time = each;
      expect(history.forgetOlder(60)).toMatchObject({ problem: { code: 'clock-doubted' } });
    }
    history.close();
  });
});
