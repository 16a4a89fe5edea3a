/** Asks the labelled queries of queries.tsv and compares what comes with what should. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Search } from './search';

export interface LabelledQuery {
  readonly query: string;
  /** Null where nothing should be found. */
  readonly expected: string | null;
  /** How it was typed: `misspelt`, `partial`, `pasted`, `plain`, `number`, `other-tool`, `none`. */
  readonly kind: string;
}

export interface Accuracy {
  readonly queries: number;
  /** Shares, 0 to 1. */
  readonly first: number;
  readonly firstThree: number;
  readonly nothing: number;
  /** One line a query that was not answered as it should be. */
  readonly misses: readonly string[];
}

export function labelledQueries(): LabelledQuery[] {
  const lines = readFileSync(join(import.meta.dirname, 'queries.tsv'), 'utf8')
    .trim()
    .split('\n');
  return lines.slice(1).map((line) => {
    const [query = '', expected = '', kind = ''] = line.split('\t');
    return { query, expected: expected === '-' ? null : expected, kind };
  });
}

/** The table of the misses, as `docs/search-misses.md` has it. */
export function missesPage({ queries, misses, first, firstThree, nothing }: Accuracy): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return [
    '# What search does not find',
    'Written by `npm run bench -- searching` from `main/search/queries.tsv`.',
    `${String(queries)} queries: first ${percent(first)}, among three ${percent(firstThree)}, nothing where there is nothing ${percent(nothing)}.`,
    [
      '| how | place | query | expected | found |',
      '| --- | ----- | ----- | -------- | ----- |',
      ...misses.map((miss) => `| ${miss.split(' | ').map(cell).join(' | ')} |`),
    ].join('\n'),
    '',
  ].join('\n\n');
}

/** Text of a query may have signs that mean something in Markdown. */
const cell = (text: string): string => text.trim().replace(/[\\`*_<>[\]]/g, '\\$&');

/** Only what is answered with confidence counts, as `search --json` prints nothing else. */
export function accuracy(search: Search, queries: readonly LabelledQuery[]): Accuracy {
  let first = 0;
  let firstThree = 0;
  let nothing = 0;
  const misses: string[] = [];
  for (const { query, expected, kind } of queries) {
    const sure = search(query).results.filter(({ confident }) => confident);
    const at = sure.findIndex(({ entry }) => entry === expected);
    if (expected === null && sure.length === 0) nothing += 1;
    if (at === 0) first += 1;
    if (at >= 0 && at < 3) firstThree += 1;
    if (expected === null ? sure.length > 0 : at !== 0) {
      const place = at < 0 ? '-' : String(at + 1);
      const got = sure.slice(0, 3).map(({ entry, score }) => `${entry} ${score.toFixed(2)}`);
      misses.push(
        [kind.padEnd(10), place.padStart(2), query, expected ?? 'nothing', got.join(', ')].join(
          ' | ',
        ),
      );
    }
  }
  const none = queries.filter(({ expected }) => expected === null).length;
  const some = queries.length - none;
  return {
    queries: queries.length,
    first: first / some,
    firstThree: firstThree / some,
    nothing: nothing / none,
    misses,
  };
}
