import { describe, expect, it } from 'vitest';
import { Heights, rowAt, scrollFor, slice, tops } from './layout';

const HEIGHTS = [30, 60, 60, 90, 60];

describe('the layout of a long list', () => {
  it('adds heights up', () => {
    expect([...tops(HEIGHTS)]).toEqual([0, 30, 90, 150, 240, 300]);
    expect([...tops([])]).toEqual([0]);
  });

  it('finds the row at a distance', () => {
    expect([-5, 0, 29, 30, 149, 150, 299, 900].map((at) => rowAt(tops(HEIGHTS), at))).toEqual([
      0, 0, 0, 1, 2, 3, 4, 4,
    ]);
  });

  it('draws what is seen and some rows around it', () => {
    expect(slice(tops(HEIGHTS), 95, 50, 0)).toEqual({ first: 2, end: 3, before: 90 });
    expect(slice(tops(HEIGHTS), 95, 50, 1)).toEqual({ first: 1, end: 4, before: 30 });
    expect(slice(tops([]), 0, 500, 8)).toEqual({ first: 0, end: 0, before: 0 });
  });

  it('agrees with a plain count for any scroll', () => {
    const heights = Array.from({ length: 500 }, (_each, index) => 20 + ((index * 37) % 80));
    const all = tops(heights);
    for (let scroll = 0; scroll < 20_000; scroll += 333) {
      const shown = slice(all, scroll, 400, 0);
      const wanted = heights.flatMap((height, index) => {
        const top = all[index] ?? 0;
        return top + height > scroll && top <= scroll + 400 ? [index] : [];
      });
      expect([shown.first, shown.end - 1]).toEqual([wanted[0], wanted.at(-1)]);
    }
  });

  it('scrolls no further than needed', () => {
    expect(scrollFor(tops(HEIGHTS), 0, 100, 120)).toBe(0);
    expect(scrollFor(tops(HEIGHTS), 2, 80, 120)).toBe(80);
    expect(scrollFor(tops(HEIGHTS), 4, 0, 120)).toBe(180);
  });

  it('learns heights, and nothing from what is not shown', () => {
    const heights = new Heights();
    expect(heights.learn('a', 42)).toBe(true);
    expect(heights.learn('a', 42)).toBe(false);
    expect(heights.learn('a', 0)).toBe(false);
    expect(heights.get('a')).toBe(42);
  });
});
