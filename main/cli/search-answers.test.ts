import { describe, expect, it } from 'vitest';
import type { Search, SearchResult } from '../search';
import { painter } from './output';
import { searchJson, searchText } from './search-answers';

const plain = painter(false);

const result = (entry: string, score: number, confident: boolean): SearchResult => ({
  entry,
  title: `The ${entry} is broken`,
  score,
  confident,
  marks: [[4, 4 + entry.length]],
  also: null,
});

const finding =
  (...results: SearchResult[]): Search =>
  () => ({ results, exact: [] });

describe('search for programs', () => {
  it('gives entry, title and score of what fits surely, and nothing else', () => {
    const find = finding(result('lamp', 0.9, true), result('bell', 0.3, false));
    expect(JSON.parse(searchJson(find, 'lamp'))).toEqual({
      results: [{ entry: 'lamp', title: 'The lamp is broken', score: 0.9 }],
    });
  });

  it('gives an empty list where nothing fits surely', () => {
    expect(searchJson(finding(result('bell', 0.3, false)), 'docker')).toBe('{"results":[]}\n');
  });
});

describe('search for people', () => {
  it('lists titles with the ids that explain takes', () => {
    const text = searchText(finding(result('lamp', 0.9, true)), 'lamp', plain);
    expect(text).toContain('  The lamp is broken  (lamp)\n');
    expect(text).toContain('puttyknife explain lamp');
  });

  it('sets the found words off where there is colour', () => {
    const text = searchText(finding(result('lamp', 0.9, true)), 'lamp', painter(true));
    expect(text).toContain('The \u001b[1mlamp\u001b[22m is broken');
  });

  it('says that nothing fits, and that the nearest may be about something else', () => {
    const text = searchText(finding(result('bell', 0.3, false)), 'docker', plain);
    expect(text).toMatch(/^No entry fits/);
    expect(text).toContain('may be about something else:\n  The bell is broken  (bell)');
    expect(text).not.toContain('explain bell');
  });

  it('repeats a message of PuTTY without what could command the terminal', () => {
    const find: Search = () => ({
      results: [result('lamp', 1, true)],
      exact: [{ entry: 'lamp', message: 'Lamp \u001b[31mred', captures: {}, voice: 'dialog' }],
    });
    const text = searchText(find, 'lamp', plain);
    expect(text).toContain('PuTTY says: Lamp');
    expect(text).not.toContain('\u001b');
  });
});
