/** All checks of the catalogue, as one pure function from what was read to what is wrong. */
import { checkEntry } from './check-entry';
import { checkLinks } from './check-links';
import { checkPatterns } from './check-patterns';
import { checkSamples } from './check-samples';
import type { ForeignLine } from './check-samples';
import { checkTranslations } from './check-translation';
import { docsPage } from './docs';
import { sortFailures } from './failure';
import type { Failure } from './failure';
import { idOfFile } from './load';
import type { Loaded, LoadedEntry } from './load';
import type { Panels } from './panels';

/** What the catalogue is known to hold; it may grow, never shrink. */
export interface Counts {
  readonly entries: number;
  readonly samples: number;
}

export interface CheckInput {
  readonly loaded: Loaded;
  readonly panels: Panels;
  readonly otherPrograms: readonly ForeignLine[];
  readonly counts: Counts;
  /** Text of docs/catalogue.md; null where there is none. */
  readonly docs: string | null;
}

export const COUNTS_FILE = 'catalogue/counts.json';
export const DOCS_FILE = 'docs/catalogue.md';
export const FOREIGN_FILE = 'catalogue/other-programs.txt';

/** Every failure, by file and line; none means that the catalogue may be built. */
export function checkCatalogue(input: CheckInput): Failure[] {
  const { entries, failures } = input.loaded;
  // An entry whose form is broken still exists: links to it are not to be blamed on others.
  const ids = new Set([
    ...entries.map((entry) => entry.front.id),
    ...failures.map((failure) => idOfFile(failure.file)),
  ]);
  return sortFailures([
    ...failures,
    ...entries.flatMap((entry) => [...checkEntry(entry, input.panels), ...checkPatterns(entry)]),
    ...checkLinks(entries, ids),
    ...checkTranslations(input.loaded.translations, entries, ids),
    ...checkSamples(entries, input.otherPrograms),
    ...checkCounts(input),
    ...checkDocs(input),
  ]);
}

/** Entries and samples that are there. */
export function countOf(entries: readonly LoadedEntry[]): Counts {
  const samples = entries.map(
    ({ front }) => front.samples.match.length + front.samples.no_match.length,
  );
  return { entries: entries.length, samples: samples.reduce((sum, count) => sum + count, 0) };
}

/** The lines of a text file that are not empty and do not begin with `#`. */
export function foreignLines(file: string, text: string): ForeignLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ file, line: index + 1, text: line.trimEnd() }))
    .filter(({ text: line }) => line !== '' && !line.startsWith('# '));
}

function checkCounts({ loaded, counts }: CheckInput): Failure[] {
  // A broken entry is reported as such; its samples are not lost.
  if (loaded.failures.length > 0) return [];
  const now = countOf(loaded.entries);
  return (['entries', 'samples'] as const)
    .filter((what) => now[what] < counts[what])
    .map((what) => ({
      file: COUNTS_FILE,
      line: 1,
      reason: `the catalogue has ${now[what]} ${what}, it had ${counts[what]}`,
      help: 'bring them back; entries are retired, never deleted. If it is meant: npm run catalogue -- count',
    }));
}

function checkDocs({ loaded, docs }: CheckInput): Failure[] {
  if (loaded.failures.length > 0 || docs === docsPage(loaded.entries)) return [];
  return [
    {
      file: DOCS_FILE,
      line: 1,
      reason: 'the page is not what the entries give',
      help: 'run npm run catalogue -- docs',
    },
  ];
}
