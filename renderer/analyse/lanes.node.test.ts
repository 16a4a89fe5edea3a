import { describe, expect, it } from 'vitest';
import { lane } from './lanes';
import { incident, session } from './test-results';

describe('a lane of the timeline', () => {
  it('fills its width without a hole, each phase wide enough to be seen', () => {
    const { parts, timed } = lane(session(), []);
    expect(timed).toBe(true);
    expect(parts[0]?.from).toBe(0);
    expect(parts.at(-1)?.to).toBe(1);
    parts.slice(1).forEach((part, at) => {
      expect(part.from).toBe(parts[at]?.to);
    });
    for (const { from, to, phase } of parts)
      expect(to - from).toBeGreaterThan(phase === 'end' ? 0.017 : 0.069);
  });

  it('gives a longer phase more', () => {
    const { parts } = lane(session(), []);
    const width = (phase: string): number => {
      const part = parts.find((each) => each.phase === phase);
      return part === undefined ? 0 : part.to - part.from;
    };
    expect(width('session')).toBeGreaterThan(width('login'));
    expect(parts.map(({ seconds }) => seconds)).toEqual([1, 1, 2, 8, 0]);
  });

  it('shows the order of what is within one second', () => {
    const time = '2026-11-22T05:45:27';
    const phases = (session().phases ?? []).map((phase) => ({ ...phase, time }));
    const { parts, timed } = lane(session({ durationSeconds: 0, phases }), []);
    expect(timed).toBe(true);
    expect(parts.map(({ seconds }) => seconds)).toEqual([0, 0, 0, 0, 0]);
    const widths = parts.map(({ from, to }) => to - from);
    expect(widths[0]).toBeCloseTo(widths[3] ?? 0);
    expect(widths[4]).toBeCloseTo((widths[0] ?? 0) / 4);
  });

  it('puts an error where it happened', () => {
    const { parts, marks } = lane(session(), [incident(), incident({ session: 1 })]);
    const login = parts.find(({ phase }) => phase === 'login');
    expect(marks).toHaveLength(1);
    expect(marks[0]?.at).toBeCloseTo(((login?.from ?? 0) + (login?.to ?? 0)) / 2, 5);
  });

  it('shows a silence as long as it was', () => {
    const { gaps, parts } = lane(
      session({
        durationSeconds: 1004,
        phases: [
          { phase: 'connect', line: 1, time: '2026-11-22T05:45:27' },
          { phase: 'session', line: 9, time: '2026-11-22T05:45:31' },
        ],
        idleGaps: [{ line: 12, time: '2026-11-22T05:45:31', seconds: 500 }],
      }),
      [],
    );
    const inSession = parts[1];
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.from).toBe(inSession?.from);
    expect(((gaps[0]?.to ?? 0) - (gaps[0]?.from ?? 0)) / (1 - (inSession?.from ?? 0))).toBeCloseTo(
      0.5,
    );
  });

  it('shows the order where the log has no times', () => {
    const untimed = session({
      startedAt: null,
      durationSeconds: null,
      phases: [
        { phase: 'connect', line: 2, time: null },
        { phase: 'login', line: 40, time: null },
      ],
    });
    const { timed, parts, marks } = lane(untimed, [incident({ time: null, line: 52 })]);
    expect(timed).toBe(false);
    expect(parts.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.5],
      [0.5, 1],
    ]);
    expect(marks[0]?.at).toBe(0.75);
  });

  it('draws nothing backwards where the clock was put back', () => {
    const { parts } = lane(
      session({
        phases: [
          { phase: 'connect', line: 2, time: '2026-10-25T02:59:59' },
          { phase: 'login', line: 40, time: '2026-10-25T02:00:01' },
          { phase: 'session', line: 60, time: '2026-10-25T02:00:05' },
        ],
      }),
      [],
    );
    for (const { from, to } of parts) expect(to).toBeGreaterThan(from);
  });

  it('has nothing to draw where the log tells no phase, and still marks what went wrong', () => {
    const { parts, marks, timed } = lane(session({ phases: null }), [incident()]);
    expect(parts).toEqual([]);
    expect(timed).toBe(false);
    expect(marks[0]?.at).toBe(1);
  });
});
