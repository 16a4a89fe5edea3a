import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../contract/settings';
import { CROWD, CROWD_WITHIN, decide } from './doorman';
import type { Arrival, Rules, Verdict } from './doorman';
import { dueFollowUps, nextFollowUp } from './follow-up';
import { withoutDeleted } from './held';
import { memorySchema, NO_MEMORY } from './memory';
import type { Memory } from './memory';
import { scopeOf, withMute } from './mutes';

const MINUTE = 60_000;
/** Noon, local time. */
const NOON = new Date(2024, 4, 4, 12, 0).getTime();

/** A doorman at work: it remembers, and its clock stands where the test puts it. */
class Work {
  memory: Memory = NO_MEMORY;
  now = NOON;
  rules: Rules;
  #number = 0;

  constructor(rules: Partial<Rules> = {}) {
    this.rules = { ...DEFAULT_SETTINGS, ...rules };
  }

  arrive(change: Partial<Arrival> = {}, known: 'told' | 'held' | null = null): Verdict {
    this.#number += 1;
    const arrival: Arrival = {
      incident: `incident ${this.#number}`,
      entry: 'key-refused',
      host: 'db01.example.com',
      session: 'db',
      severity: 'error',
      ...change,
    };
    const { verdict, memory } = decide(this.memory, this.rules, arrival, known, this.now);
    this.memory = memory;
    return verdict;
  }

  /** What became of several arrivals: `tell`, or the reason. */
  outcomes(times: number, change: (number: number) => Partial<Arrival>): string[] {
    return Array.from({ length: times }, (_each, number) => {
      const verdict = this.arrive(change(number));
      return verdict.kind === 'hold' ? verdict.reason : verdict.kind;
    });
  }

  due(): unknown[] {
    const { due, memory } = dueFollowUps(this.memory, this.rules, this.now);
    this.memory = memory;
    return [...due];
  }

  /** Minutes until there is something to tell; null if nothing waits. */
  waits(): number | null {
    const next = nextFollowUp(this.memory, this.rules, this.now);
    return next === null ? null : (next - this.now) / MINUTE;
  }
}

describe('the same error with the same host', () => {
  it('is told once, counted while it would be a repetition, and told again with the count', () => {
    const work = new Work();
    expect(work.outcomes(6, () => ({}))).toEqual(['tell', ...Array<string>(5).fill('again')]);
    expect(work.waits()).toBe(10);
    work.now += 9 * MINUTE;
    expect(work.due()).toEqual([]);
    work.now += MINUTE;
    expect(work.due()).toEqual([{ kind: 'again', incident: 'incident 6', count: 5 }]);
    expect(work.waits()).toBeNull();
    expect(work.arrive()).toEqual({ kind: 'hold', reason: 'again' });
  });

  it('says how many came since, if it comes again at the very moment', () => {
    const work = new Work();
    work.outcomes(4, () => ({}));
    work.now += 10 * MINUTE;
    expect(work.arrive()).toEqual({ kind: 'tell', counted: 3 });
  });

  it('is another one on another host, or as another error', () => {
    const work = new Work();
    work.arrive();
    expect(work.arrive({ host: 'db02.example.com' }).kind).toBe('tell');
    expect(work.arrive({ entry: 'connection-reset' }).kind).toBe('tell');
    expect(work.arrive({ host: 'DB01.EXAMPLE.COM' })).toMatchObject({ reason: 'again' });
  });

  it('is told each time if the user wants that, up to a crowd', () => {
    const work = new Work({ notifyAgainMinutes: 0 });
    expect(work.outcomes(2, () => ({}))).toEqual(['tell', 'tell']);
  });

  it('is not kept silent by a clock that was set back', () => {
    const work = new Work();
    work.arrive();
    work.now -= 24 * 60 * MINUTE;
    expect(work.arrive().kind).toBe('tell');
  });

  it('is one that goes on if the incident is the same, also after a restart', () => {
    const work = new Work();
    work.arrive({ incident: 'one' });
    expect(work.arrive({ incident: 'one' }, 'told').kind).toBe('more');
    work.memory = v.parse(memorySchema, JSON.parse(JSON.stringify(work.memory)));
    expect(work.arrive({ incident: 'one' }).kind).toBe('more');
    expect(work.arrive({ incident: 'two' })).toMatchObject({ reason: 'again' });
  });

  it('is counted once, however often an incident that was held back goes on', () => {
    const work = new Work();
    work.arrive();
    work.arrive({ incident: 'two' });
    work.arrive({ incident: 'two' }, 'held');
    work.arrive({ incident: 'two' }, 'held');
    expect(work.memory.held).toMatchObject([{ reason: 'again', count: 1, incident: 'two' }]);
    work.now += 10 * MINUTE;
    expect(work.due()).toMatchObject([{ count: 1 }]);
  });

  it('is not told an hour late, when the program did not run', () => {
    const work = new Work();
    work.outcomes(3, () => ({}));
    work.now += 80 * MINUTE;
    expect(work.due()).toEqual([]);
    expect(work.waits()).toBeNull();
  });
});

describe('only after N in M minutes', () => {
  it('keeps the first ones back', () => {
    const work = new Work({ notifyAfter: 3, notifyWithinMinutes: 5 });
    expect(work.outcomes(3, () => ({}))).toEqual(['few', 'few', 'tell']);
  });

  it('forgets what is longer ago', () => {
    const work = new Work({ notifyAfter: 2, notifyWithinMinutes: 5 });
    work.arrive();
    work.now += 6 * MINUTE;
    expect(work.arrive()).toMatchObject({ reason: 'few' });
    work.now += MINUTE;
    expect(work.arrive().kind).toBe('tell');
  });

  it('does not hold for security', () => {
    const work = new Work({ notifyAfter: 3 });
    expect(work.arrive({ severity: 'security' }).kind).toBe('tell');
  });
});

describe('what the user does not want to hear of', () => {
  it('is what is less severe than they chose', () => {
    const work = new Work({ notifyFrom: 'error' });
    expect(work.arrive({ severity: 'warning' })).toMatchObject({ reason: 'severity' });
    expect(work.arrive({ severity: 'error' }).kind).toBe('tell');
    expect(work.arrive({ severity: 'security', entry: 'host-key' }).kind).toBe('tell');
  });

  it('is told as soon as it turns out to be worse', () => {
    const work = new Work({ notifyFrom: 'error' });
    work.arrive({ incident: 'one', severity: 'warning' });
    expect(work.arrive({ incident: 'one', severity: 'error' }, 'held').kind).toBe('tell');
  });

  it('is everything if notifications are off', () => {
    const work = new Work({ notifications: false });
    expect(work.arrive({ severity: 'security' })).toMatchObject({ reason: 'off' });
  });

  it.each(['here', 'entry', 'host', 'session'] as const)('is what they muted: %s', (kind) => {
    const work = new Work();
    const subject = { entry: 'key-refused', host: 'db01.example.com', session: 'db' };
    const scope = scopeOf(kind, subject);
    if (scope === null) throw new Error('nothing to mute');
    work.memory = { ...work.memory, mutes: withMute([], scope, 60, work.now) };
    const muted = (change: Partial<Arrival>): boolean => {
      const verdict = work.arrive({ ...change, severity: 'security' });
      return verdict.kind === 'hold' && verdict.reason === 'muted';
    };
    expect(muted({})).toBe(true);
    expect(muted({ entry: 'other' })).toBe(kind === 'host' || kind === 'session');
    expect(muted({ host: 'db02.example.com' })).toBe(kind === 'entry' || kind === 'session');
    expect(muted({ session: 'web', entry: 'third' })).toBe(kind === 'host');
    work.now += 61 * MINUTE;
    expect(muted({})).toBe(false);
  });

  it('stays muted for ever if they said so', () => {
    const work = new Work();
    const scope = { entry: null, host: 'db01.example.com', session: null };
    work.memory = { ...work.memory, mutes: withMute([], scope, null, work.now) };
    work.now += 365 * 24 * 60 * MINUTE;
    expect(work.arrive()).toMatchObject({ reason: 'muted' });
  });
});

describe('quiet hours', () => {
  const rules = { quietHours: { from: '11:00', to: '13:00' } };

  it('hold back, and one notification counts it afterwards', () => {
    const work = new Work(rules);
    expect(work.outcomes(4, (number) => ({ host: `host${number}` }))).toEqual(
      Array<string>(4).fill('quiet'),
    );
    expect(work.waits()).toBe(60);
    expect(work.due()).toEqual([]);
    work.now += 60 * MINUTE;
    expect(work.due()).toEqual([{ kind: 'silence', count: 4 }]);
    expect(work.waits()).toBeNull();
  });

  it('let security through, unless the user wants silence for it as well', () => {
    expect(new Work(rules).arrive({ severity: 'security' }).kind).toBe('tell');
    const strict = new Work({ ...rules, securityAlways: false });
    expect(strict.arrive({ severity: 'security' })).toMatchObject({ reason: 'quiet' });
  });

  it('go across midnight', () => {
    const work = new Work({ quietHours: { from: '22:00', to: '07:00' } });
    const at = (hour: number): Verdict => {
      work.now = new Date(2024, 4, 4, hour, 30).getTime();
      return work.arrive({ host: `at ${hour}` });
    };
    expect([at(6), at(23)]).toMatchObject([{ reason: 'quiet' }, { reason: 'quiet' }]);
    expect([at(7), at(21)]).toMatchObject([{ kind: 'tell' }, { kind: 'tell' }]);
  });

  it('are like an hour of silence that the user asked for', () => {
    const work = new Work();
    const all = { entry: null, host: null, session: null };
    work.memory = { ...work.memory, mutes: withMute([], all, 60, work.now) };
    expect(work.arrive()).toMatchObject({ reason: 'muted' });
    expect(work.arrive({ severity: 'security', entry: 'host-key' }).kind).toBe('tell');
    expect(work.waits()).toBe(60);
    work.now += 60 * MINUTE;
    expect(work.due()).toEqual([{ kind: 'silence', count: 1 }]);
  });
});

describe('a storm', () => {
  it('gives a handful of notifications, and loses no count', () => {
    const work = new Work();
    let told = 0;
    let last = 0;
    for (let number = 0; number < 10_000; number += 1) {
      if (work.arrive({ host: `host${number}` }).kind === 'tell') told += 1;
      work.now += 6;
      if (work.waits() === 0) {
        const [summary] = work.due() as { count: number }[];
        told += 1;
        last = summary?.count ?? 0;
      }
    }
    expect(told).toBeLessThanOrEqual(8);
    work.now += 30_000;
    const [rest] = work.due() as { count: number }[];
    last = rest?.count ?? last;
    expect(last).toBe(10_000 - CROWD);
    expect(work.memory.subjects.length).toBeLessThanOrEqual(300);
    expect(work.memory.held.length).toBeLessThanOrEqual(200);
  });

  it('hides no security warning', () => {
    const work = new Work();
    work.outcomes(50, (number) => ({ host: `host${number}` }));
    expect(work.arrive({ severity: 'security' }).kind).toBe('tell');
  });

  it('is over after a quiet while', () => {
    const work = new Work();
    work.outcomes(CROWD + 1, (number) => ({ host: `host${number}` }));
    work.now += CROWD_WITHIN;
    expect(work.arrive({ host: 'later' }).kind).toBe('tell');
    expect(work.due()).toEqual([{ kind: 'crowd', count: 1 }]);
    work.now += 6 * MINUTE;
    expect(work.due()).toEqual([]);
    expect(work.memory.crowd).toBeNull();
  });
});

describe('the list of what was held back', () => {
  it('has one row for each subject and reason, the latest last', () => {
    const work = new Work();
    work.outcomes(3, () => ({}));
    work.outcomes(3, () => ({ severity: 'info', entry: 'note' }));
    expect(work.memory.held).toMatchObject([
      { reason: 'again', count: 2, incident: 'incident 3' },
      { reason: 'severity', count: 3, incident: 'incident 6' },
    ]);
  });

  it('forgets what is deleted from the history', () => {
    const work = new Work();
    work.outcomes(2, () => ({}));
    expect(withoutDeleted(work.memory, () => false)).toMatchObject({ held: [], subjects: [] });
  });
});
