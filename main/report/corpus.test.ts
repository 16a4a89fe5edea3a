/**
 * The redaction over each log that was ever recorded: what stands in a log is looked for in every
 * format that is shared. What counts as a name is decided here, by other rules than the redactor's.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { EntryBody, EntrySummary } from '../contract/entry';
import { createEngine, createMatcher } from '../engine/index';
import { REPORT_FORMATS } from '../contract/analysis-view';
import { documentOf } from './document';
import type { FileReport, Knowledge } from './report';

const { index, bodies } = compile(loadEntries());
const matcher = createMatcher(index.entries);
const transcripts = join(import.meta.dirname, '..', '..', 'catalogue', 'transcripts');
const logs = ['healthy', 'sick'].flatMap((folder) =>
  readdirSync(join(transcripts, folder))
    .filter((name) => !name.endsWith('.json'))
    .map((name) => join(transcripts, folder, name)),
);

function read(path: string): { readonly file: FileReport; readonly text: string } {
  const bytes = readFileSync(path);
  const engine = createEngine(matcher);
  engine.feed(bytes);
  engine.finish();
  return { file: { path, ...engine.analysis() }, text: textOf(bytes) };
}

const textOf = (bytes: Buffer): string =>
  bytes[1] === 0 || bytes[0] === 0xff ? bytes.toString('utf16le') : bytes.toString('utf8');

/** Names as a person would mark them who goes through the log with a pen. */
const NAMES: readonly RegExp[] = [
  /\b(?:192\.0\.2|198\.51\.100|203\.0\.113|10\.\d+\.\d+)\.\d+\b/g,
  /\b2001:db8:[0-9a-f:]+/g,
  /SHA256:[A-Za-z0-9+/]{43}/g,
  /\b(?:[0-9a-f]{2}:){15}[0-9a-f]{2}\b/g,
  /\b[\w-]+\.example\.(?:com|net|org)\b/g,
  /(?:login as: |Using username "|Keyboard-interactive authentication for |user ")([a-z][\w.-]+)/g,
  /\b([a-z][\w.-]+)@[\w.-]+'s password/g,
  /(?:\/home\/|\/root\/|[A-Z]:\\Users\\)[^\s"']+/g,
  /[\w.-]+\.ppk\b/g,
  /public key "([^"]+)"/g,
  /AAAA[A-Za-z0-9+/]{40,}/g,
];

const namesIn = (text: string): string[] => {
  const found = NAMES.flatMap((name) => [...text.matchAll(name)].map((at) => at[1] ?? at[0]));
  return [...new Set(found)].filter((name) => name.length > 2);
};

const wordOf = (name: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'giu',
  );

/** The catalogue's own examples are written with some of these names: here with none of them. */
const knowledge = ((): Knowledge => {
  let prose = JSON.stringify({ entries: index.entries, bodies });
  for (const name of new Set(logs.flatMap((path) => namesIn(read(path).text)))) {
    prose = prose.replace(wordOf(JSON.stringify(name).slice(1, -1)), '\u2026');
  }
  const { entries, bodies: texts } = JSON.parse(prose) as {
    entries: EntrySummary[];
    bodies: Record<string, EntryBody>;
  };
  return { entries: new Map(entries.map((entry) => [entry.id, entry])), bodies: texts };
})();

it('is tried with names of every sort', () => {
  const names = new Set(logs.flatMap((path) => namesIn(read(path).text)));
  expect(logs.length).toBeGreaterThan(100);
  for (const sort of [/^192\.0\.2/, /SHA256/, /example/, /^\/home/, /\.ppk$/, /^[a-z]+$/]) {
    expect(
      [...names].some((name) => sort.test(name)),
      String(sort),
    ).toBe(true);
  }
});

describe.each(REPORT_FORMATS)('shared as %s', (format) => {
  it.each(logs.map((path) => [path.slice(transcripts.length + 1), path] as const))(
    '%s keeps its names to itself',
    (_name, path) => {
      const { file, text } = read(path);
      const report = [
        ...documentOf(format, {
          files: [file],
          problems: [],
          skipped: 0,
          knowledge,
          redact: {},
          version: '0.1.0',
        }),
      ].join('');
      // JSON writes some characters in another way.
      const shown = report.replaceAll('\\\\', '\\').replaceAll('\\"', '"');
      expect(namesIn(text).filter((name) => wordOf(name).test(shown))).toEqual([]);
      expect(shown).not.toContain(transcripts);
    },
  );
});
