import type { LoadedEntry } from './load';
export function sitePages(entries: readonly LoadedEntry[]): Map<string, string> {
  return new Map(entries.map((entry) => [`${entry.front.id}.html`, '']));
}
