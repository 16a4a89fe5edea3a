import { expect, test } from 'vitest';
import { remembering } from './recent';

test('asks once for a text, as long as few others come between', () => {
  const asked: string[] = [];
  const find = remembering((text) => {
    asked.push(text);
    return text === 'none' ? null : text.length;
  });
  expect([find('abc'), find('none'), find('abc'), find('none')]).toEqual([3, null, 3, null]);
  expect(asked).toEqual(['abc', 'none']);
});

test('keeps neither long texts nor ever more of them', () => {
  let asked = 0;
  const find = remembering(() => (asked += 1));
  const long = 'x'.repeat(10_000);
  expect(find(long)).not.toBe(find(long));
  const first = find('first');
  for (let other = 0; other < 1000; other += 1) find(`other ${String(other)}`);
  expect(find('first')).not.toBe(first);
});
