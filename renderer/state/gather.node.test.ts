import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Gather } from './gather';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('passes the first thing on at once, and what follows together', () => {
  const passed: (readonly number[])[] = [];
  const gather = new Gather<number>((things) => passed.push(things), 100);
  gather.push(1);
  expect(passed).toEqual([[1]]);
  gather.push(2);
  gather.push(3);
  expect(passed).toEqual([[1]]);
  vi.advanceTimersByTime(100);
  expect(passed).toEqual([[1], [2, 3]]);
  gather.push(4);
  vi.advanceTimersByTime(1000);
  expect(passed).toEqual([[1], [2, 3], [4]]);
  gather.push(5);
  expect(passed.at(-1)).toEqual([5]);
});

it('passes on what waits when it ends', () => {
  const passed: (readonly number[])[] = [];
  const gather = new Gather<number>((things) => passed.push(things), 100);
  gather.push(1);
  gather.push(2);
  gather.end();
  expect(passed).toEqual([[1], [2]]);
  vi.advanceTimersByTime(1000);
  expect(passed).toHaveLength(2);
});

it('forgets what waits when it is stopped', () => {
  const passed: (readonly number[])[] = [];
  const gather = new Gather<number>((things) => passed.push(things), 100);
  gather.push(1);
  gather.push(2);
  gather.stop();
  vi.advanceTimersByTime(1000);
  expect(passed).toEqual([[1]]);
});
