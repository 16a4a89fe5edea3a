/** What is searched: the compiler makes it from the entries, the program loads it. */
import MiniSearch from 'minisearch';
import type { AsPlainObject, Options } from 'minisearch';
import type { EntrySummary } from '../contract/entry';
import { joined, terms, wordsOf } from './words';

/** Version of the file's form; another one is refused. */
export const SEARCH_VERSION = 1;

/** Fields of the index, and how much it says about an entry that a word stands there. */
export const FIELD_WEIGHTS = { head: 1, manual: 1, summary: 0.75, body: 0.5 } as const;
export type Field = keyof typeof FIELD_WEIGHTS;

export interface SearchTexts {
  readonly version: number;
  /** PuTTY's messages by entry, in the wordings of the samples. */
  readonly messages: Readonly<Record<string, readonly string[]>>;
  /** The terms of what an entry is known by, in the order of `phrasesOf`, with blanks between them. */
  readonly phrases: Readonly<Record<string, readonly string[]>>;
  /** The term of each word that stands there, as the word is written. */
  readonly spellings: Readonly<Record<string, string>>;
  /** The index over all entries, as MiniSearch writes it. */
  readonly index: AsPlainObject;
}

/** One entry for the index. */
export interface SearchDocument {
  readonly entry: EntrySummary;
  readonly messages: readonly string[];
  /** All that an explanation says, as plain text. */
  readonly body: string;
  /** Sections of the manual that it cites. */
  readonly references: readonly string[];
}

type Indexed = { readonly id: string } & Readonly<Record<Field, string>>;

/** The terms are made beforehand, so that the index only has to take them apart at the blanks. */
const OPTIONS: Options<Indexed> = {
  fields: Object.keys(FIELD_WEIGHTS),
  tokenize: (text) => (text === '' ? [] : text.split(' ')),
  processTerm: (term) => term,
};

/** Makes the index; each entry's terms are counted once, wherever they stand first. */
export function buildTexts(documents: readonly SearchDocument[]): SearchTexts {
  const index = new MiniSearch<Indexed>(OPTIONS);
  const phrases: Record<string, readonly string[]> = {};
  const spellings: Record<string, string> = {};
  const bodies = documents.map(({ body }) => new Set(terms(body)));
  const spread = new Map<string, number>();
  for (const body of bodies) {
    for (const term of body) spread.set(term, (spread.get(term) ?? 0) + 1);
  }
  // A word that every tenth explanation has leads to none of them.
  const common = documents.length / 10;
  documents.forEach(({ entry, messages, references }, at) => {
    const words = phrasesOf(entry, messages).map((phrase) => wordsOf(joined(phrase)));
    phrases[entry.id] = words.map((own) => [...new Set(own.map(({ term }) => term))].join(' '));
    for (const { term, written } of [...words.flat(), ...wordsOf(joined(entry.summary))]) {
      spellings[written] = term;
    }
    const head = new Set(words.flat().map(({ term }) => term));
    const summary = [...new Set(terms(entry.summary))].filter((term) => !head.has(term));
    const known = new Set([...head, ...summary]);
    const body = [...(bodies[at] ?? []), ...references.map((section) => section.toLowerCase())];
    index.add({
      id: entry.id,
      head: [...head].join(' '),
      manual: (entry.manual ?? '').toLowerCase(),
      summary: summary.join(' '),
      body: body
        .filter(
          (term) =>
            !known.has(term) && (documents.length < 50 || (spread.get(term) ?? 0) <= common),
        )
        .join(' '),
    });
  });
  return {
    version: SEARCH_VERSION,
    messages: Object.fromEntries(documents.map(({ entry, messages }) => [entry.id, messages])),
    phrases,
    spellings,
    index: index.toJSON(),
  };
}

export function loadIndex(texts: SearchTexts): MiniSearch<Indexed> {
  if (texts.version !== SEARCH_VERSION) {
    throw new Error('The search index is of another version. Run npm run catalogue -- build.');
  }
  return MiniSearch.loadJS<Indexed>(texts.index, OPTIONS);
}

/** Everything short that an entry is known by: each is compared with the query as a whole. */
export function phrasesOf(entry: EntrySummary, messages: readonly string[]): string[] {
  return [
    ...new Set([
      entry.title,
      ...entry.aliases,
      ...messages,
      entry.id.replaceAll('-', ' '),
      categoryName(entry),
    ]),
  ];
}

/** The words that stand for all entries of a category. */
export const categoryName = ({ category }: EntrySummary): string => category.replaceAll('-', ' ');
