/** Where the search window comes up: pure. */
import type { Bounds } from './window-state';

export const SEARCH_SIZE = { width: 840, height: 560 };
export const SMALLEST_SEARCH = { width: 480, height: 360 };

/**
 * In the upper middle of the screen on which the user works.
 * @param area the part of that screen that programs may use
 * @param size what the user made of the window, or its usual size
 */
export function searchBounds(
  area: Bounds,
  size: { readonly width: number; readonly height: number },
): Bounds {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + Math.min((area.height - height) / 2, area.height / 6)),
    width,
    height,
  };
}
