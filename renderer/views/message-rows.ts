/** The rows of the list of all messages: filtered and ranked, with a heading for each category. */
import type { EntrySummary } from '../../main/contract/entry';
import { TEXT } from '../text';
import { wordsOf } from './now-rows';

export type MessageRow =
  | { readonly kind: 'heading'; readonly key: string; readonly text: string }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: EntrySummary };

/**
 * All entries by category and title; with a query, those that have all of its words, best first.
 * `recognised` are ids of entries that the query, read as a pasted message, is.
 */
export function messageRows(
  entries: readonly EntrySummary[],
  query: string,
  recognised: readonly string[],
): MessageRow[] {
  const words = wordsOf(query);
  if (words.length === 0) return byCategory(entries);
  const known = recognised.flatMap((id) => entries.filter((entry) => entry.id === id));
  const found = entries
    .map((entry) => ({ entry, weight: weigh(entry, words) }))
    .filter(({ entry, weight }) => weight > 0 && !recognised.includes(entry.id))
    .sort((one, other) => other.weight - one.weight || compare(one.entry, other.entry));
  const heading: MessageRow[] =
    known.length === 0
      ? []
      : [{ kind: 'heading', key: 'heading recognised', text: TEXT.messages.recognised }];
  return [...heading, ...[...known, ...found.map(({ entry }) => entry)].map(rowOf)];
}

function byCategory(entries: readonly EntrySummary[]): MessageRow[] {
  const sorted = [...entries].sort(
    (one, other) =>
      TEXT.category(one.category).localeCompare(TEXT.category(other.category), 'en') ||
      compare(one, other),
  );
  return sorted.flatMap((entry, index) => {
    if (sorted[index - 1]?.category === entry.category) return [rowOf(entry)];
    const text = TEXT.category(entry.category);
    return [{ kind: 'heading', key: `heading ${entry.category}`, text }, rowOf(entry)];
  });
}

function rowOf(entry: EntrySummary): MessageRow {
  return { kind: 'entry', key: entry.id, entry };
}

function compare(one: EntrySummary, other: EntrySummary): number {
  return one.title.localeCompare(other.title, 'en');
}

/** 0 if a word is nowhere; words in the title weigh most, then aliases, then the rest. */
function weigh(entry: EntrySummary, words: readonly string[]): number {
  const title = entry.title.toLowerCase();
  const aliases = entry.aliases.join('\n').toLowerCase();
  const rest = `${entry.summary}\n${entry.id}\n${entry.manual ?? ''}\n${entry.patterns
    .map((pattern) => pattern.literal)
    .join('\n')}`.toLowerCase();
  let weight = 0;
  for (const word of words) {
    if (title.includes(word)) weight += 9;
    else if (aliases.includes(word)) weight += 4;
    else if (rest.includes(word)) weight += 1;
    else return 0;
  }
  return weight;
}
