/** Reads the compiled catalogue out of the program's own bundle. */
import index from '../../catalogue/generated/index.json' with { type: 'json' };
import type { EntryBody, EntrySummary, Translations } from '../contract/entry';
import type { Language } from '../contract/language';
import type { SearchTexts } from '../search/index';

export const bundledEntries = index.entries as unknown as readonly EntrySummary[];

/** Bodies are a file of their own, read when the first explanation is opened. */
export async function bundledBodies(): Promise<Readonly<Record<string, EntryBody>>> {
  const bodies = await import('../../catalogue/generated/bodies.json', { with: { type: 'json' } });
  return bodies.default as unknown as Readonly<Record<string, EntryBody>>;
}

/** The index for words, read when something is searched for the first time. */
export async function bundledTexts(): Promise<SearchTexts> {
  const texts = await import('../../catalogue/generated/search.json', { with: { type: 'json' } });
  return texts.default;
}

/** What the catalogue says in a language, read when that is spoken; nothing for English. */
export async function bundledTranslations(language: Language): Promise<Translations> {
  if (language === 'en') return {};
  const texts = await import('../../catalogue/generated/de.json', { with: { type: 'json' } });
  return texts.default as unknown as Translations;
}
