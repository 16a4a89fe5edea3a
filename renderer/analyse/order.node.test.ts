import { describe, expect, it } from 'vitest';
import { ordered, turned } from './order';
import type { SessionRef } from './results';
import { file, session } from './test-results';

const refs: readonly SessionRef[] = [
  { file: file({ name: 'b.log' }), session: session({ host: 'web10', durationSeconds: 5 }) },
  { file: file({ name: 'a.log' }), session: session({ host: null, durationSeconds: null }) },
  {
    file: file({ name: 'c.log' }),
    session: session({ host: 'web2', durationSeconds: 70, worst: 'error' }),
  },
  {
    file: file({ name: 'd.log' }),
    session: session({ host: 'db', durationSeconds: 5, worst: 'warning' }),
  },
];

describe('the order of sessions', () => {
  it('is that of reading at first', () => {
    expect([...ordered(refs, null)]).toEqual([0, 1, 2, 3]);
  });

  it('counts numbers in names, and puts unknown ones last both ways', () => {
    expect([...ordered(refs, { column: 'host', descending: false })]).toEqual([3, 2, 0, 1]);
    expect([...ordered(refs, { column: 'host', descending: true })]).toEqual([0, 2, 3, 1]);
  });

  it('leaves equal ones in their order', () => {
    expect([...ordered(refs, { column: 'duration', descending: false })]).toEqual([0, 3, 2, 1]);
  });

  it('puts the worst first', () => {
    expect([...ordered(refs, { column: 'worst', descending: false })]).toEqual([2, 3, 0, 1]);
  });

  it('is turned by each click, and then forgotten', () => {
    const once = turned(null, 'host');
    const twice = turned(once, 'host');
    expect([once, twice, turned(twice, 'host')]).toEqual([
      { column: 'host', descending: false },
      { column: 'host', descending: true },
      null,
    ]);
  });
});
