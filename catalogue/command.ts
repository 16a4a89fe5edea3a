/** `npm run catalogue -- <command>`: what authors of entries, the build and CI call. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compile, writeBundle } from './build';
import {
  checkCatalogue,
  countOf,
  COUNTS_FILE,
  DOCS_FILE,
  FOREIGN_FILE,
  foreignLines,
} from './check';
import type { CheckInput, Counts } from './check';
import { checkPatterns, compileProblem } from './check-patterns';
import { coverage, formatCoverage, parseMessages } from './coverage';
import { docsPage } from './docs';
import { formatFailure, sortFailures } from './failure';
import { loadEntries, PROJECT_FOLDER } from './load';
import type { Loaded } from './load';
import { entryTemplate } from './new-entry';
import { loadPanels } from './panels';
import { missingLinks, withRelated } from './relate';
import { CATEGORIES } from './schema';
import { sitePages } from './site';

const USAGE = `npm run catalogue -- <command>

  check [part of a path ...]   report what is wrong; with parts, only in such files
  build                        write catalogue/generated/
  new <id> [--category name]   begin an entry
  coverage <table.tsv> [--section name] [--voices] [--json]
                               how many messages of a table are explained;
                               --voices: and in which voices they are not heard
  count                        note how many entries and samples there are
  docs                         write docs/catalogue.md
  relate                       write the links back that related entries lack
  site                         write the static site to site/`;

function inProject(path: string): string {
  return join(PROJECT_FOLDER, path);
}

/** All that the checks look at, read from disk. */
export function readCheckInput(loaded: Loaded = loadEntries()): CheckInput {
  const docs = inProject(DOCS_FILE);
  return {
    loaded,
    panels: loadPanels(),
    otherPrograms: foreignLines(FOREIGN_FILE, readFileSync(inProject(FOREIGN_FILE), 'utf8')),
    counts: JSON.parse(readFileSync(inProject(COUNTS_FILE), 'utf8')) as Counts,
    docs: existsSync(docs) ? readFileSync(docs, 'utf8') : null,
  };
}

/** Runs one command; the result is the exit code. */
export function run(args: readonly string[], print: (text: string) => void): number {
  const [command, ...rest] = args;
  switch (command) {
    case 'check':
      return check(rest, print);
    case 'build':
      return build(print);
    case 'new':
      return begin(rest, print);
    case 'coverage':
      return cover(rest, print);
    case 'count': {
      const counts = countOf(wellFormed(print).entries);
      write(COUNTS_FILE, `${JSON.stringify(counts, null, 2)}\n`);
      print(`${counts.entries} entries, ${counts.samples} samples`);
      return 0;
    }
    case 'docs':
      write(DOCS_FILE, docsPage(wellFormed(print).entries));
      print(`wrote ${DOCS_FILE}`);
      return 0;
    case 'relate': {
      const missing = missingLinks(wellFormed(print).entries);
      for (const [file, ids] of missing) {
        write(file, withRelated(readFileSync(inProject(file), 'utf8'), ids));
        print(`${file}: ${ids.join(', ')}`);
      }
      return 0;
    }
    case 'site': {
      const pages = sitePages(wellFormed(print).entries);
      for (const [name, text] of pages) write(join('site', name), text);
      print(`wrote ${pages.size} files to site/`);
      return 0;
    }
    default:
      print(USAGE);
      return command === undefined || command === 'help' ? 0 : 2;
  }
}

function check(parts: readonly string[], print: (text: string) => void): number {
  const input = readCheckInput();
  const failures = checkCatalogue(input).filter(
    ({ file }) => parts.length === 0 || parts.some((part) => file.includes(part)),
  );
  for (const failure of failures) print(formatFailure(failure));
  const { entries, samples } = countOf(input.loaded.entries);
  print(`${entries} entries, ${samples} samples: ${failures.length} failures`);
  return failures.length === 0 ? 0 : 1;
}

function build(print: (text: string) => void): number {
  const loaded = loadEntries();
  const unusable = loaded.entries.filter(({ front }) =>
    front.patterns.some(({ regex }) => compileProblem(regex) !== null),
  );
  const failures = [...loaded.failures, ...unusable.flatMap(checkPatterns)];
  for (const failure of sortFailures(failures)) print(formatFailure(failure));
  if (failures.length > 0) return 1;
  const sizes = writeBundle(compile(loaded));
  const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
  print(
    `${loaded.entries.length} entries: index.json ${kilobytes(sizes.index)}, bodies.json ${kilobytes(sizes.bodies)}, search.json ${kilobytes(sizes.search)}`,
  );
  return 0;
}

function begin(args: readonly string[], print: (text: string) => void): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { category: { type: 'string', default: 'session' } },
  });
  const id = positionals[0];
  if (id === undefined || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    print('give the new entry an id in kebab-case, such as key-refused');
    return 2;
  }
  const category = CATEGORIES.find((name) => name === values.category);
  if (category === undefined) {
    print(`the categories are ${CATEGORIES.join(', ')}`);
    return 2;
  }
  const taken = loadEntries().entries.find((entry) => entry.front.id === id);
  const file = `catalogue/entries/${category}/${id}.md`;
  if (taken !== undefined || existsSync(inProject(file))) {
    print(`${taken?.file ?? file} is there already`);
    return 1;
  }
  write(file, entryTemplate(id, category));
  print(`wrote ${file}; fill it in, then run npm run catalogue -- check ${id}`);
  return 0;
}

function cover(args: readonly string[], print: (text: string) => void): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      section: { type: 'string' },
      json: { type: 'boolean', default: false },
      voices: { type: 'boolean', default: false },
    },
  });
  const file = positionals[0];
  if (file === undefined) {
    print(USAGE);
    return 2;
  }
  const result = coverage(
    parseMessages(readFileSync(resolve(file), 'utf8')),
    compile(loadEntries()).index.entries,
    {
      severities: ['error', 'warning'],
      ...(values.section === undefined ? {} : { section: values.section }),
    },
  );
  print(
    values.json ? JSON.stringify(result, null, 2) : formatCoverage(result, file, values.voices),
  );
  return 0;
}

/** The entries; what is broken is told, because what is written from the rest would lack it. */
function wellFormed(print: (text: string) => void): Loaded {
  const loaded = loadEntries();
  for (const failure of sortFailures(loaded.failures)) print(formatFailure(failure));
  return loaded;
}

function write(path: string, text: string): void {
  const file = inProject(path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

if (
  process.argv[1] !== undefined &&
  resolve(process.argv[1]).endsWith(join('catalogue', 'command.ts'))
) {
  // A reader such as head may have seen enough: no reason to complain.
  process.stdout.on('error', () => process.exit());
  process.exitCode = run(process.argv.slice(2), (text) => {
    process.stdout.write(`${text}\n`);
  });
}
