/** Reads the catalogue's entries from disk. A broken file never hides what the others hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Block, BodySection } from '../main/contract/entry';
import { parseBody } from './body';
import type { Prose } from './body';
import { compare } from './failure';
import type { Failure } from './failure';
import { parseFrontMatter, splitSource } from './front-matter';
import type { Path } from './front-matter';
import type { FrontMatter } from './schema';
import { parseTranslation, translationOf } from './translation';
import type { LoadedTranslation } from './translation';

export const CATALOGUE_FOLDER = dirname(fileURLToPath(import.meta.url));
export const PROJECT_FOLDER = dirname(CATALOGUE_FOLDER);

export interface LoadedEntry {
  /** Path from the project's folder, with forward slashes. */
  readonly file: string;
  readonly front: FrontMatter;
  readonly sections: Readonly<Record<BodySection, readonly Block[]>>;
  /** Every line of the body's prose and code, for the checks. */
  readonly prose: readonly Prose[];
  /** Line of the file, from 1, at which a value of the front matter stands. */
  readonly at: (path: Path) => number;
}

export interface Loaded {
  /** Entries whose form is right, by id. */
  readonly entries: readonly LoadedEntry[];
  /** What is wrong with the form of the others. */
  readonly failures: readonly Failure[];
  /** Entries in other languages, by file. */
  readonly translations: readonly LoadedTranslation[];
}

/** One entry's text, taken apart; `file` is only used to name it. */
export function parseEntry(file: string, source: string): Loaded {
  const split = splitSource(source);
  if (split === null) {
    const help = 'an entry starts with ---, its front matter, and --- on a line of its own';
    return none([{ file, line: 1, reason: 'there is no front matter', help }]);
  }
  const head = parseFrontMatter(file, split.head);
  const body = parseBody(file, split.body, split.bodyLine);
  const failures = [...head.failures, ...body.failures];
  if (head.front === null || body.sections === null) return none(failures);
  const { front, at } = head;
  const entry = { file, front, sections: body.sections, prose: body.prose, at };
  return { entries: [entry], failures, translations: [] };
}

const none = (failures: readonly Failure[]): Loaded => ({
  entries: [],
  failures,
  translations: [],
});

/** A file of catalogue/entries: an entry, or one in another language. */
export function parseFile(file: string, source: string): Loaded {
  if (translationOf(file) === null) return parseEntry(file, source);
  const { translation, failures } = parseTranslation(file, source);
  return { ...none(failures), translations: translation === null ? [] : [translation] };
}

/** Reads every `*.md` below the folder, which is catalogue/entries unless told otherwise. */
export function loadEntries(folder = join(CATALOGUE_FOLDER, 'entries')): Loaded {
  const parsed = entryFiles(folder).map((path) =>
    parseFile(relative(PROJECT_FOLDER, path).split(sep).join('/'), readFileSync(path, 'utf8')),
  );
  return {
    entries: parsed
      .flatMap((one) => one.entries)
      .sort((a, b) => compare(a.front.id, b.front.id) || compare(a.file, b.file)),
    failures: parsed.flatMap((one) => one.failures),
    translations: parsed.flatMap((one) => one.translations),
  };
}

function entryFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && item.name.endsWith('.md'))
    .map((item) => join(item.parentPath, item.name))
    .sort(compare);
}

/** `key-refused` of `catalogue/entries/authentication/key-refused.md`, and of `key-refused.de.md`. */
export function idOfFile(file: string): string {
  return translationOf(file)?.id ?? basename(file, '.md');
}

/** `authentication` of the same. */
export function categoryOfFile(file: string): string {
  return basename(dirname(file));
}
