import { expect, it } from 'vitest';
import { searchBounds } from './search-place';

const SIZE = { width: 800, height: 560 };

it('the search window comes up in the upper middle of the screen', () => {
  const screen = { x: 1920, y: 0, width: 1600, height: 1200 };
  expect(searchBounds(screen, SIZE)).toEqual({ x: 2320, y: 200, width: 800, height: 560 });
});

it('it is never larger than the screen, nor beside it', () => {
  const screen = { x: 0, y: 30, width: 640, height: 480 };
  expect(searchBounds(screen, SIZE)).toEqual({ x: 0, y: 30, width: 640, height: 480 });
});
