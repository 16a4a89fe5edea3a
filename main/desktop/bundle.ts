/** Reads the compiled catalogue out of the program's own bundle. */
import indexText from '../../catalogue/generated/index.json?raw';
import type { EntryBody, EntrySummary } from '../contract/entry';

/** As text, since JSON.parse is faster than a script of the same size. */
export function bundledEntries(): readonly EntrySummary[] {
  return (JSON.parse(indexText) as { entries: readonly EntrySummary[] }).entries;
}

/** Bodies are a file of their own, read when the first explanation is opened. */
export async function bundledBodies(): Promise<Readonly<Record<string, EntryBody>>> {
  const { default: text } = await import('../../catalogue/generated/bodies.json?raw');
  return JSON.parse(text) as Readonly<Record<string, EntryBody>>;
}
