import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../contract/watch';
import { openHistory } from '../history/index';
import type { History } from '../history/index';
import { HistoryDesk } from './history-desk';
import type { KeptHistory } from './history-desk';
import { ProblemError } from './problem';

const DAY = 24 * 60 * 60 * 1000;

let folder = '';
let history: History;
const changed = vi.fn();
const report = vi.fn();
const withdraw = vi.fn();

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-desk-'));
  const opened = openHistory(folder);
  if (!opened.ok) throw new Error(opened.problem.message);
  history = opened.value.history;
});

afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true, force: true });
  vi.clearAllMocks();
  vi.useRealTimers();
});

function desk(kept: KeptHistory | null, where: string | null = null): HistoryDesk {
  return new HistoryDesk(kept, {
    askWhere: () => Promise.resolve(where),
    changed,
    report,
    withdraw,
  });
}

/** A history that notes what is deleted of it. */
function noting(removed = 0): { readonly kept: KeptHistory; readonly calls: unknown[] } {
  const calls: unknown[] = [];
  const answer = (call: unknown): { ok: true; value: number } => {
    calls.push(call);
    return { ok: true, value: removed };
  };
  const kept: KeptHistory = {
    queries: history.queries,
    insights: history.insights,
    clear: () => answer('all'),
    forget: (filter) => answer(filter),
    forgetOlder: (days) => answer(days),
  };
  return { kept, calls };
}

describe('the history behind the window', () => {
  it('is saved where the user says, and nowhere if they change their mind', async () => {
    const file = path.join(folder, 'out.json');
    expect(await desk(history, file).export('json', ['unknown'])).toBe(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1, incidents: [] });
    expect(await desk(history).export('csv', ['unknown'])).toBeNull();
  });

  it('says why a file could not be saved', async () => {
    const nowhere = path.join(folder, 'no', 'such', 'folder.csv');
    await expect(desk(history, nowhere).export('csv', ['x'])).rejects.toThrow(ProblemError);
  });

  it('deletes all, or what is kept of one host, and tells', () => {
    const { kept, calls } = noting();
    desk(kept).delete(null);
    desk(kept).delete('db01.example.com');
    expect(calls).toEqual(['all', { host: 'db01.example.com' }]);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('deletes what is too old at the start and once a day, by the setting of that moment', () => {
    vi.useFakeTimers();
    const { kept, calls } = noting(1);
    let days = 30;
    const its = desk(kept);
    its.keep(() => days);
    days = 0;
    vi.advanceTimersByTime(DAY);
    days = 7;
    expect(calls).toEqual([30]);
    vi.advanceTimersByTime(DAY);
    expect(calls).toEqual([30, 7]);
    expect(changed).toHaveBeenCalledTimes(2);
    its.stop();
    vi.advanceTimersByTime(3 * DAY);
    expect(calls).toHaveLength(2);
  });

  it('tells why old history is not deleted, until it is', () => {
    vi.useFakeTimers();
    const doubted = { path: null, code: 'clock-doubted', message: 'The clock is far ahead.' };
    const answers: Result<number>[] = [
      { ok: false, problem: doubted },
      { ok: false, problem: doubted },
      { ok: true, value: 0 },
    ];
    const forgetOlder = (): Result<number> => answers.shift() ?? { ok: true, value: 0 };
    const its = desk({ ...noting().kept, forgetOlder });
    its.keep(() => 30);
    expect(report).toHaveBeenCalledWith(doubted);
    vi.advanceTimersByTime(DAY);
    expect(withdraw).not.toHaveBeenCalled();
    vi.advanceTimersByTime(DAY);
    expect(withdraw.mock.calls).toEqual([['clock-doubted']]);
    its.stop();
  });

  it('has nothing to tell, and refuses, where no history could be opened', async () => {
    expect(desk(null).hosts()).toEqual([]);
    expect(() => {
      desk(null).delete(null);
    }).toThrow(ProblemError);
    await expect(desk(null).export('csv', ['x'])).rejects.toThrow(ProblemError);
    desk(null).keep(() => 1);
    expect(report).not.toHaveBeenCalled();
  });
});
