import { expect, it } from 'vitest';
import { parseEntry } from './load';
import { changed, GOOD_ENTRY, GOOD_FILE } from './made-up-entry';
import { missingLinks, withRelated } from './relate';

const relatedOf = (source: string) => parseEntry(GOOD_FILE, source).entries[0]?.front.related;

it.each([
  ['an empty list', GOOD_ENTRY, ['a', 'b']],
  ['a list in brackets', changed('related: []', 'related: [x, y]'), ['x', 'y', 'a', 'b']],
  [
    'a list in brackets on two lines',
    changed('related: []', 'related:\n  [x,\n   y]'),
    ['x', 'y', 'a', 'b'],
  ],
  ['a list with dashes', changed('related: []', 'related:\n  - x\n  - y'), ['x', 'y', 'a', 'b']],
  [
    'a list with dashes before another field',
    changed('related: []', 'related:\n  - x\nreferences: []'),
    ['x', 'a', 'b'],
  ],
  ['no list', changed('related: []\n', ''), ['a', 'b']],
])('adds ids to %s', (_name, source, related) => {
  const written = withRelated(source, ['a', 'b']);
  expect(relatedOf(written)).toEqual(related);
  const without = (text: string) => text.replace(/related:[\s\S]*?(?=references|---)/, '');
  expect(without(written)).toBe(without(source));
});

it('finds the links that are not returned', () => {
  const other = changed('id: lamp-broken', 'id: candle-out').replace(
    'related: []',
    'related: [lamp-broken]',
  );
  const entries = [parseEntry(GOOD_FILE, GOOD_ENTRY), parseEntry('candle-out.md', other)].flatMap(
    (one) => one.entries,
  );
  expect([...missingLinks(entries)]).toEqual([[GOOD_FILE, ['candle-out']]]);
});
