import { describe, expect, it } from 'vitest';
import { drawnHeight, moved, seen, standFor, TALLEST, toDrawn, toWhole, wholeHeight } from './tall';
import type { Tall } from './tall';

const SHORT: Tall = { rows: 100, rowHeight: 20, view: 300 };
const LONG: Tall = { rows: 40_000_000, rowHeight: 20, view: 300 };

describe('rows of one height', () => {
  it('are scrolled as they are while they fit into a page', () => {
    expect(drawnHeight(SHORT)).toBe(2000);
    expect(moved(SHORT, 0, 0, 900)).toBe(900);
    expect(toDrawn(SHORT, 900)).toBe(900);
  });

  it('never make a page taller than a browser can show', () => {
    expect(wholeHeight(LONG)).toBe(800_000_000);
    expect(drawnHeight(LONG)).toBe(TALLEST);
  });

  it('follow a turn of the wheel pixel by pixel', () => {
    const top = 400_000_000;
    const at = toDrawn(LONG, top);
    expect(moved(LONG, top, at, at + 120)).toBe(top + 120);
    expect(moved(LONG, top, at, at - 120)).toBe(top - 120);
  });

  it('follow a pull at the scrollbar in proportion, to both ends', () => {
    const bottom = TALLEST - LONG.view;
    expect(moved(LONG, 0, 0, bottom)).toBe(800_000_000 - 300);
    expect(moved(LONG, 800_000_000 - 300, bottom, 0)).toBe(0);
    expect(moved(LONG, 0, 0, bottom / 2)).toBeCloseTo((800_000_000 - 300) / 2, 3);
  });

  it('find the way there and back', () => {
    for (const top of [0, 1, 12_345_678, 799_999_700])
      expect(toWhole(LONG, toDrawn(LONG, top))).toBeCloseTo(top, 3);
  });

  it('draw what is seen and some more', () => {
    expect(seen(SHORT, 0, 0)).toEqual([0, 15]);
    expect(seen(SHORT, 10, 0)).toEqual([0, 16]);
    expect(seen(SHORT, 1700, 5)).toEqual([80, 100]);
    expect(seen({ ...SHORT, rows: 0 }, 0, 5)).toEqual([0, 0]);
    expect(seen(LONG, 799_999_700, 0)).toEqual([39_999_985, 40_000_000]);
  });

  it('bring a row into view and leave one that is seen where it is', () => {
    expect(standFor(SHORT, 0, 5, 'near')).toBe(0);
    expect(standFor(SHORT, 0, 20, 'near')).toBe(120);
    expect(standFor(SHORT, 900, 20, 'near')).toBe(400);
    expect(standFor(SHORT, 0, 50, 'middle')).toBe(860);
    expect(standFor(SHORT, 0, 5, 'middle')).toBe(0);
    expect(standFor(SHORT, 0, 99, 'middle')).toBe(1700);
    expect(standFor(LONG, 0, 39_999_999, 'near')).toBe(799_999_700);
  });
});
