import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../catalogue/build';
import type { Compiled } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import { createMatcher } from '../engine/match';
import { createSearch } from './search';
import { accuracy, labelledQueries } from './test-accuracy';
import type { Accuracy } from './test-accuracy';
import { buildTexts } from './texts';

/** Milliseconds that compiling the catalogue and asking may take on a busy machine. */
const COMPILING = 120_000;

const queries = labelledQueries();
let compiled: Compiled;
let result: Accuracy;

beforeAll(() => {
  compiled = compile(loadEntries());
  const { entries } = compiled.index;
  const search = createSearch(createMatcher(entries), entries, buildTexts(compiled.documents));
  result = accuracy(search, queries);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const figures = `${String(result.queries)} queries: first ${percent(result.first)}, among three ${percent(result.firstThree)}, nothing where there is nothing ${percent(result.nothing)}`;
  process.stdout.write(`${figures}\n${result.misses.join('\n')}\n`);
}, COMPILING);

describe('the labelled queries', () => {
  it('are many, each once, and expect entries that there are', () => {
    const ids = new Set(compiled.index.entries.map(({ id }) => id));
    const lost = queries.filter(({ expected }) => expected !== null && !ids.has(expected));
    expect(lost).toEqual([]);
    expect(new Set(queries.map(({ query }) => query)).size).toBe(queries.length);
    expect(queries.filter(({ expected }) => expected !== null).length).toBeGreaterThanOrEqual(1000);
    expect(queries.filter(({ expected }) => expected === null).length).toBeGreaterThanOrEqual(240);
  });

  it('lead to the expected entry first, or at least among the first three', () => {
    expect(result.first).toBeGreaterThanOrEqual(0.92);
    expect(result.firstThree).toBeGreaterThanOrEqual(0.99);
  });

  it('about something else get no confident answer', () => {
    expect(result.nothing).toBeGreaterThanOrEqual(0.97);
  });
});
