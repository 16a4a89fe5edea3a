/**
 * Finds out whether connections die of silence. Firewalls, NAT routers and load balancers forget a
 * connection after a fixed time without traffic, so the silences before such ends are alike.
 */
import type { SilentDrops } from '../contract/history';

/** Entries that tell of a connection that broke. */
export const DROP_ENTRIES = [
  'connection-reset',
  'connection-abort',
  'connection-timed-out',
  'remote-closed-unexpectedly',
] as const;

const PANEL = 'Connection > Seconds between keepalives (0 to turn off)';
/** Shorter silences come about in every session. */
const SHORTEST_SECONDS = 60;
/** Silences are alike within this part of their length: a user comes back some time after the limit. */
const TOLERANCE = 0.25;
/** Intervals that people know; the longest is still below every limit that is usual. */
const INTERVALS = [15, 30, 60, 120, 180, 240, 300] as const;
/** Two keepalives fit into the silence, so that one may be lost. */
const SHARE = 0.45;

/** A connection that broke. */
export interface Drop {
  /** The silence before it in seconds; null where the log does not tell. */
  readonly idle: number | null;
  /** ISO 8601 in UTC. */
  readonly detectedAt: string;
}

/**
 * @param since from when on a drop is one of the last week; ISO 8601 in UTC
 * @returns null unless at least two ends, and half of those with a known silence, came after about
 *   the same one.
 */
export function silentDrops(drops: readonly Drop[], since: string): SilentDrops | null {
  const known = drops.flatMap(({ idle }) => idle ?? []);
  const long = known.filter((seconds) => seconds >= SHORTEST_SECONDS).sort((a, b) => a - b);
  const alike = largestGroup(long);
  const shortest = alike[0];
  const middle = alike[Math.floor((alike.length - 1) / 2)];
  if (shortest === undefined || middle === undefined) return null;
  if (alike.length < 2 || alike.length * 2 < known.length) return null;
  const fits = INTERVALS.filter((seconds) => seconds <= shortest * SHARE);
  return {
    drops: drops.length,
    lastWeek: drops.filter(({ detectedAt }) => detectedAt >= since).length,
    alike: alike.length,
    seconds: middle,
    keepaliveSeconds: fits.at(-1) ?? INTERVALS[0],
    panel: PANEL,
  };
}

/** The most values, of those in ascending order, that lie within the tolerance above the smallest. */
function largestGroup(ascending: readonly number[]): readonly number[] {
  let largest: readonly number[] = [];
  for (const [index, smallest] of ascending.entries()) {
    const group = ascending.slice(index).filter((value) => value <= smallest * (1 + TOLERANCE));
    if (group.length > largest.length) largest = group;
  }
  return largest;
}
