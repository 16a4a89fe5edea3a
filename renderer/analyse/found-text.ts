/** Where a text that is looked for stands in a line: pure. */
import type { Mark } from '../../main/contract/ipc';

/** More in one line are not marked. */
const MOST = 100;

/** Places in any case of letters, none overlapping another. */
export function placesOf(line: string, sought: string): readonly Mark[] {
  if (sought === '') return [];
  const low = line.toLowerCase();
  const wanted = sought.toLowerCase();
  // A few letters change their length with their case; then places would be wrong.
  if (low.length !== line.length) return [];
  const places: Mark[] = [];
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + wanted.length)) {
    places.push([at, at + wanted.length]);
    if (places.length === MOST) break;
  }
  return places;
}
