/** Where the window was: pure decisions about its bounds. */
import * as v from 'valibot';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Bounds | null;
  readonly maximized: boolean;
  /** 1 for the usual size, 2 for twice that. */
  readonly zoom: number;
}

const whole = v.pipe(v.number(), v.integer());

export const windowStateSchema: v.GenericSchema<unknown, WindowState> = v.object({
  bounds: v.nullable(v.object({ x: whole, y: whole, width: whole, height: whole })),
  maximized: v.boolean(),
  zoom: v.optional(v.pipe(v.number(), v.minValue(0.25), v.maxValue(5)), 1),
});

export const NO_STATE: WindowState = { bounds: null, maximized: false, zoom: 1 };
export const SMALLEST = { width: 480, height: 400 };
const USUAL = { width: 1120, height: 760 };

/**
 * Bounds to open with: the remembered ones if enough of the title bar is on a screen that is still
 * there, else the usual size, which the system places.
 */
export function openingBounds(
  state: WindowState,
  workAreas: readonly Bounds[],
): Partial<Bounds> & { readonly width: number; readonly height: number } {
  const { bounds } = state;
  if (bounds === null) return USUAL;
  const width = Math.max(bounds.width, SMALLEST.width);
  const height = Math.max(bounds.height, SMALLEST.height);
  const reachable = workAreas.some(
    (area) =>
      Math.min(bounds.x + width, area.x + area.width) - Math.max(bounds.x, area.x) >= 120 &&
      bounds.y >= area.y - 10 &&
      bounds.y <= area.y + area.height - 40,
  );
  return reachable ? { x: bounds.x, y: bounds.y, width, height } : { width, height };
}
