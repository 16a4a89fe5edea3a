/** Compiles the entries to what the program carries: a small index and the bodies. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Block,
  Cause,
  EntryBody,
  EntrySummary,
  Fix,
  Pattern,
  TranslatedEntry,
  Translations,
} from '../main/contract/entry';
import type { Translated } from '../main/contract/language';
import { plainInline } from '../main/contract/inline';
import { canonical, patternMatches } from '../main/engine/match';
import { buildTexts } from '../main/search';
import type { SearchDocument } from '../main/search';
import { CATALOGUE_FOLDER, loadEntries } from './load';
import type { Loaded, LoadedEntry } from './load';
import type { FrontMatter } from './schema';
import type { LoadedTranslation } from './translation';

/** Version of the bundle's form; the program refuses another one. */
export const BUNDLE_VERSION = 1;

export interface CatalogueIndex {
  readonly version: number;
  readonly entries: readonly EntrySummary[];
}

export type CatalogueBodies = Readonly<Record<string, EntryBody>>;

export interface Compiled {
  readonly index: CatalogueIndex;
  readonly bodies: CatalogueBodies;
  /** What the search index is made of; a retired entry is not found. */
  readonly documents: readonly SearchDocument[];
  /** What is said in other languages; each language is a file of its own. */
  readonly translations: Readonly<Record<Translated, Translations>>;
}

/** Retired entries keep their title and body, so that old incidents can be read, but match nothing. */
export function compile(
  loaded: Pick<Loaded, 'entries'> & Partial<Pick<Loaded, 'translations'>>,
): Compiled {
  return {
    index: { version: BUNDLE_VERSION, entries: loaded.entries.map(summarise) },
    bodies: Object.fromEntries(loaded.entries.map((entry) => [entry.front.id, bodyOf(entry)])),
    documents: loaded.entries.flatMap(documentOf),
    translations: { de: translationsTo('de', loaded.entries, loaded.translations ?? []) },
  };
}

/** The compiled catalogue straight from its sources; throws if an entry's form is broken. */
export function loadCatalogue(): Compiled {
  const loaded = loadEntries();
  const first = loaded.failures[0];
  if (first !== undefined) throw new Error(`${first.file}:${first.line}: ${first.reason}`);
  return compile(loaded);
}

/** Writes the files and returns their sizes in bytes; `translations` is that of all languages. */
export function writeBundle(
  compiled: Compiled,
  folder = join(CATALOGUE_FOLDER, 'generated'),
): {
  readonly index: number;
  readonly bodies: number;
  readonly search: number;
  readonly translations: number;
} {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, value: unknown): number => {
    const text = JSON.stringify(value);
    writeFileSync(join(folder, name), text);
    return Buffer.byteLength(text);
  };
  return {
    index: write('index.json', compiled.index),
    bodies: write('bodies.json', compiled.bodies),
    search: write('search.json', buildTexts(compiled.documents)),
    translations: Object.entries(compiled.translations)
      .map(([language, translations]) => write(`${language}.json`, translations))
      .reduce((sum, size) => sum + size, 0),
  };
}

function documentOf(entry: LoadedEntry): SearchDocument[] {
  const { front } = entry;
  if (front.status === 'retired') return [];
  return [
    {
      entry: summarise(entry),
      messages: messagesOf(front),
      body: proseOf(entry),
      references: front.references.map(({ manual }) => manual),
    },
  ];
}

/**
 * Each wording once: samples of one message in several voices differ only in their frames, and what
 * is caught in a message (a file, a host) is not part of its wording.
 */
function messagesOf(front: FrontMatter): string[] {
  return [
    ...new Set(
      front.samples.match.map(({ text, captures }) =>
        Object.values(captures).reduce(
          (wording, caught) => (caught.length < 3 ? wording : wording.replaceAll(caught, '\u2026')),
          canonical(text),
        ),
      ),
    ),
  ];
}

/** All that an explanation says, without marks and with holes at their fallbacks. */
function proseOf({ front, sections }: LoadedEntry): string {
  const fixes = front.fixes.flatMap(({ title, steps, panel, command, verify }) => [
    title,
    ...steps,
    panel ?? '',
    command?.server ?? '',
    command?.client ?? '',
    verify,
  ]);
  return [
    ...front.causes.map(({ text }) => text),
    ...fixes,
    ...Object.values(sections).flat().flatMap(linesOf),
  ]
    .map((text) => plainInline(text))
    .join('\n');
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'code':
      return [block.text];
    case 'list':
      return block.items;
    case 'quote':
      return block.paragraphs;
  }
}

function summarise(entry: LoadedEntry): EntrySummary {
  const { front } = entry;
  return {
    id: front.id,
    title: front.title,
    headline: front.headline,
    category: front.category,
    severity: front.severity,
    programs: front.programs,
    ...(front.manual === undefined ? {} : { manual: front.manual }),
    ...(front.fatal ? { fatal: true } : {}),
    ...(front.consequence ? { consequence: true } : {}),
    aliases: front.aliases,
    patterns:
      front.status === 'retired'
        ? []
        : front.patterns.map((pattern) => toPattern(pattern, front.samples.match)),
    causes: front.causes.map(({ id, when, fixes }) => ({
      id,
      ...(when === undefined ? {} : { when }),
      fixes,
    })),
    summary: summaryOf(entry.sections.happened),
    related: front.related,
  };
}

function bodyOf(entry: LoadedEntry): EntryBody {
  const { front, sections } = entry;
  return {
    id: front.id,
    causes: front.causes.map(toCause),
    fixes: front.fixes.map(toFix),
    sections,
    falsePositives: front.false_positives,
    references: front.references,
  };
}

/** The entries that are written in a language. */
function translationsTo(
  language: Translated,
  entries: readonly LoadedEntry[],
  translations: readonly LoadedTranslation[],
): Translations {
  const byId = new Map(entries.map((entry) => [entry.front.id, entry]));
  return Object.fromEntries(
    translations
      .filter((translation) => translation.language === language)
      .flatMap((translation) => {
        const entry = byId.get(translation.id);
        return entry === undefined ? [] : [[translation.id, translate(entry, translation)]];
      }),
  );
}

/** The English body with its sentences replaced; what machines use is kept. */
function translate(entry: LoadedEntry, translation: LoadedTranslation): TranslatedEntry {
  const { head, sections, language } = translation;
  const english = bodyOf(entry);
  return {
    headline: head.headline,
    summary: summaryOf(sections.happened),
    body: {
      ...english,
      language,
      causes: english.causes.map((cause) => ({
        ...cause,
        text: head.causes[cause.id] ?? cause.text,
      })),
      fixes: english.fixes.map((fix) => ({ ...fix, ...head.fixes[fix.id] })),
      sections,
      falsePositives: head.false_positives,
    },
  };
}

/** Plain text of the first paragraph, holes at their fallbacks. */
function summaryOf(blocks: readonly Block[]): string {
  const first = blocks.find((block) => block.kind === 'paragraph');
  return first === undefined ? '' : plainInline(first.text);
}

function toPattern(
  pattern: FrontMatter['patterns'][number],
  samples: FrontMatter['samples']['match'],
): Pattern {
  const { literal, regex, voices, since, until } = pattern;
  const wraps = samples.some(
    ({ text }) => text.trim().includes('\n') && patternMatches(pattern, text),
  );
  return {
    literal,
    regex,
    voices,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(wraps ? { wraps } : {}),
  };
}

function toCause(cause: FrontMatter['causes'][number]): Cause {
  const { id, text, when, fixes } = cause;
  return { id, text, ...(when === undefined ? {} : { when }), fixes };
}

function toFix(fix: FrontMatter['fixes'][number]): Fix {
  const { panel, command, ...rest } = fix;
  return {
    ...rest,
    ...(panel === undefined ? {} : { panel }),
    ...(command === undefined ? {} : { command: toCommand(command) }),
  };
}

function toCommand(command: { server?: string | undefined; client?: string | undefined }): {
  server?: string;
  client?: string;
} {
  return {
    ...(command.server === undefined ? {} : { server: command.server }),
    ...(command.client === undefined ? {} : { client: command.client }),
  };
}
