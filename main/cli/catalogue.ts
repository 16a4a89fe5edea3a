/** The compiled catalogue, as the command line uses it. */
import type { EntryBody, EntrySummary } from '../contract/entry';
import { createMatcher } from '../engine/index';
import type { Matcher } from '../engine/index';
import index from '../../catalogue/generated/index.json' with { type: 'json' };

export const entries = index.entries as unknown as readonly EntrySummary[];

export const matcher: Matcher = createMatcher(entries);

/** Explanations are loaded only when one is printed; they are most of the catalogue's size. */
export async function loadBodies(): Promise<Readonly<Record<string, EntryBody>>> {
  const bodies = await import('../../catalogue/generated/bodies.json', { with: { type: 'json' } });
  return bodies.default as unknown as Readonly<Record<string, EntryBody>>;
}
