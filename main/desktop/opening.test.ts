import { expect, it } from 'vitest';
import { Opening, wishOf } from './opening';
import { TestClock } from './test-clock';

it('hands over together what comes together, also what came before it was served', () => {
  const clock = new TestClock();
  const opening = new Opening(clock);
  const taken: (readonly string[])[] = [];
  opening.add(['/a.log']);
  clock.pass(1000);
  opening.serve((paths) => taken.push(paths));
  opening.add(['/b.log', '/c.log']);
  expect(taken).toEqual([]);
  clock.pass(1000);
  expect(taken).toEqual([['/a.log', '/b.log', '/c.log']]);
  opening.add(['/d.log']);
  clock.pass(1000);
  expect(taken[1]).toEqual(['/d.log']);
});

it('takes from another start only what it can understand', () => {
  const wish = { hidden: true, search: false, open: ['/a.log'] };
  expect(wishOf(wish)).toEqual(wish);
  for (const odd of [null, 'x', { ...wish, open: [7] }, { ...wish, open: [''] }]) {
    expect(wishOf(odd)).toEqual({ hidden: false, search: false, open: [] });
  }
});
