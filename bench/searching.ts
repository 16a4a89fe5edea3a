/** How long a search takes over the labelled queries, and how long the index needs to be ready. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../catalogue/build';
import { loadEntries } from '../catalogue/load';
import { createMatcher } from '../main/engine';
import { buildTexts, createSearch } from '../main/search';
import type { SearchTexts } from '../main/search';
import { accuracy, labelledQueries, missesPage } from '../main/search/test-accuracy';
import { median } from './measure';

const ROUNDS = 5;
const MISSES = join(import.meta.dirname, '../docs/search-misses.md');
const INDEX = join(import.meta.dirname, '../catalogue/generated/search.json');

export function searching(print: (line: string) => void): void {
  const compiled = compile(loadEntries());
  const { entries } = compiled.index;
  const matcher = createMatcher(entries);
  const text = readFileSync(INDEX, 'utf8');

  const builds: number[] = [];
  const loads: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    builds.push(milliseconds(() => createSearch(matcher, entries, buildTexts(compiled.documents))));
    loads.push(milliseconds(() => createSearch(matcher, entries, JSON.parse(text) as SearchTexts)));
  }
  print(`search, ${String(entries.length)} entries, medians of ${String(ROUNDS)} rounds`);
  print(`  index file: ${(Buffer.byteLength(text) / 1024).toFixed(0)} KiB`);
  print(
    `  ready from the file: ${median(loads).toFixed(0)} ms, first time ${(loads[0] ?? 0).toFixed(0)} ms`,
  );
  print(`  ready from the entries' texts, for comparison: ${median(builds).toFixed(0)} ms`);

  const queries = labelledQueries();
  const whole: number[] = [];
  const keys: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const search = createSearch(matcher, entries, JSON.parse(text) as SearchTexts);
    for (const { query } of queries) whole.push(milliseconds(() => search(query)));
  }
  const typing = createSearch(matcher, entries, JSON.parse(text) as SearchTexts);
  for (const { query } of queries) {
    for (let end = 1; end <= Math.min(query.length, 60); end += 1) {
      keys.push(milliseconds(() => typing(query.slice(0, end))));
    }
  }
  print(`  a query: ${spread(whole)}`);
  print(`  a key typed, ${String(keys.length)} keys: ${spread(keys)}`);
  const result = accuracy(typing, queries);
  const { first, firstThree, nothing } = result;
  writeFileSync(MISSES, missesPage(result));
  print(
    `  ${String(queries.length)} labelled queries: expected first ${percent(first)}, among three ${percent(firstThree)}, nothing where there is nothing ${percent(nothing)}`,
  );
}

function milliseconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  return `median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, 99th ${at(0.99)} ms`;
}
