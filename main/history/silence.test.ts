import { describe, expect, it } from 'vitest';
import { silentDrops } from './silence';
import type { Drop } from './silence';

const NOW = '2026-11-22T12:00:00.000Z';
const WEEK_AGO = '2026-11-15T12:00:00.000Z';
const after = (...idle: readonly (number | null)[]): Drop[] =>
  idle.map((seconds) => ({ idle: seconds, detectedAt: NOW }));

describe('connections that broke', () => {
  it('after the same silence are told, with a keepalive that fits twice into it', () => {
    expect(silentDrops(after(301, 300, 304, 310), WEEK_AGO)).toEqual({
      drops: 4,
      lastWeek: 4,
      alike: 4,
      seconds: 301,
      keepaliveSeconds: 120,
      panel: 'Connection > Seconds between keepalives (0 to turn off)',
    });
  });

  it.each([
    [[62, 61], 15],
    [[900, 905], 300],
    [[7200, 7205, 7201], 300],
  ])('after %j seconds need a keepalive of %i s', (idle, keepaliveSeconds) => {
    expect(silentDrops(after(...idle), WEEK_AGO)?.keepaliveSeconds).toBe(keepaliveSeconds);
  });

  it('are counted although some of them are different or their silence is not known', () => {
    expect(silentDrops(after(300, null, 305, 2, null), WEEK_AGO)).toMatchObject({
      drops: 5,
      alike: 2,
      seconds: 300,
    });
  });

  it('are counted for the last week by themselves', () => {
    const long = { idle: 300, detectedAt: '2026-11-15T11:59:59.999Z' };
    expect(silentDrops([long, ...after(300, 301)], WEEK_AGO)).toMatchObject({
      drops: 3,
      lastWeek: 2,
    });
  });

  it.each([
    ['none at all', []],
    ['a single one', [300]],
    ['all in the midst of work', [1, 0, 5, 12]],
    ['most in the midst of work', [300, 301, 1, 2, 3]],
    ['silences of all lengths', [70, 300, 900, 3600]],
    ['silences that are not known', [null, null, null]],
  ])('are no sign of it: %s', (_what, idle) => {
    expect(silentDrops(after(...idle), WEEK_AGO)).toBeNull();
  });
});
