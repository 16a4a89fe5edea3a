/** Plain look-up tables; nothing on the screen depends on a change inside of one. */
import type { EntryBody } from '../../main/contract/entry';
import type { EntryHeading } from '../../main/contract/ipc';

export function byId(entries: readonly EntryHeading[]): ReadonlyMap<string, EntryHeading> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

export function bodyCache(): Map<string, Promise<EntryBody>> {
  return new Map();
}
