import { describe, expect, it } from 'vitest';
import type { ViewedLine } from '../../main/contract/analysis-view';
import { LinePages, PAGE } from './line-pages';

const page = (number: number): ViewedLine[] =>
  Array.from({ length: PAGE }, (_each, at) => ({
    number: number * PAGE + at + 1,
    text: `line ${number * PAGE + at + 1}`,
    cut: 0,
    hidden: 0,
  }));

describe('the lines that were seen', () => {
  it('say which page is still to be asked for', () => {
    const pages = new LinePages();
    expect(pages.missing(150, 250)).toBe(0);
    pages.put(0, page(0));
    expect(pages.missing(150, 250)).toBe(1);
    pages.put(1, page(1));
    expect(pages.missing(150, 250)).toBeNull();
    expect(pages.row(249)?.number).toBe(250);
    expect(pages.row(9999)).toBeUndefined();
  });

  it('stay few, and those in view stay', () => {
    const pages = new LinePages();
    for (let number = 0; number < 500; number += 1) {
      pages.put(number, page(number));
      expect(pages.missing(0, 10)).toBeNull();
    }
    const kept = Array.from({ length: 500 }, (_each, at) => pages.row(at * PAGE)).filter(
      (line) => line !== undefined,
    );
    expect(kept.length).toBeLessThan(30);
  });
});
