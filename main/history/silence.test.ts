import { describe, expect, it } from 'vitest';
import { silentDrops } from './silence';

describe('connections that broke', () => {
  it('after the same silence are told, with a keepalive that fits twice into it', () => {
    expect(silentDrops([301, 300, 304, 310])).toEqual({
      drops: 4,
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
    expect(silentDrops(idle)?.keepaliveSeconds).toBe(keepaliveSeconds);
  });

  it('are counted although some of them are different or their silence is not known', () => {
    expect(silentDrops([300, null, 305, 2, null])).toMatchObject({
      drops: 5,
      alike: 2,
      seconds: 300,
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
    expect(silentDrops(idle)).toBeNull();
  });
});
