/** The rows of the list of all messages: by category, or what a search found. */
import type { EntryHeading, Mark, SearchView } from '../../main/contract/ipc';
import { categoryName, locale, t } from '../language.svelte';

export type MessageRow =
  | { readonly kind: 'heading'; readonly key: string; readonly text: string }
  | {
      readonly kind: 'entry';
      readonly key: string;
      readonly entry: EntryHeading;
      readonly marks: readonly Mark[];
      /** What stands below the title. */
      readonly detail: string;
    };

/** All entries by category and title. */
export function allRows(entries: readonly EntryHeading[]): MessageRow[] {
  const sorted = [...entries].sort(
    (one, other) =>
      categoryName(one.category).localeCompare(categoryName(other.category), locale()) ||
      one.title.localeCompare(other.title, 'en'),
  );
  return sorted.flatMap((entry, index): MessageRow[] => {
    const row: MessageRow = {
      kind: 'entry',
      key: entry.id,
      entry,
      marks: [],
      detail: entry.summary,
    };
    if (sorted[index - 1]?.category === entry.category) return [row];
    return [heading(entry.category, categoryName(entry.category)), row];
  });
}

/** What a search found: PuTTY's own messages in the text, then what fits, then what is nearest. */
export function foundRows(
  found: SearchView,
  entry: (id: string) => EntryHeading | undefined,
): MessageRow[] {
  const recognised = new Set(found.recognised.map((message) => message.entry));
  const groups: Record<'recognised' | 'found' | 'nearest', MessageRow[]> = {
    recognised: [],
    found: [],
    nearest: [],
  };
  for (const hit of found.hits) {
    const summary = entry(hit.entry);
    if (summary === undefined) continue;
    const group = recognised.has(hit.entry) ? 'recognised' : hit.confident ? 'found' : 'nearest';
    groups[group].push({
      kind: 'entry',
      key: hit.entry,
      entry: summary,
      marks: hit.marks,
      detail: hit.also?.text ?? placeOf(summary),
    });
  }
  return (['recognised', 'found', 'nearest'] as const).flatMap((group) =>
    groups[group].length === 0 ? [] : [heading(group, t(`messages.${group}`)), ...groups[group]],
  );
}

function heading(key: string, text: string): MessageRow {
  return { kind: 'heading', key: `heading ${key}`, text };
}

function placeOf(entry: EntryHeading): string {
  const name = categoryName(entry.category);
  return entry.manual === undefined
    ? name
    : `${name}, ${t('messages.manual', { section: entry.manual })}`;
}
