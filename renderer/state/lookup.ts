/** Plain look-up tables; nothing on the screen depends on a change inside of one. */
import type { EntryBody, EntrySummary } from '../../main/contract/entry';

export function byId(entries: readonly EntrySummary[]): ReadonlyMap<string, EntrySummary> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

export function bodyCache(): Map<string, Promise<EntryBody>> {
  return new Map();
}
