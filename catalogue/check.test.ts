import { describe, expect, it } from 'vitest';
import { checkCatalogue, countOf, foreignLines } from './check';
import type { CheckInput } from './check';
import { readCheckInput } from './command';
import { docsPage } from './docs';
import { formatFailure } from './failure';
import { parseEntry, parseFile } from './load';
import type { Loaded } from './load';
import {
  changed,
  GOOD_ENTRY,
  GOOD_FILE,
  GOOD_TRANSLATION,
  lineOf,
  TRANSLATION_FILE,
} from './made-up-entry';

/** What the checks say of some entries alone, everything else being in order. */
function failuresOf(sources: Readonly<Record<string, string>>, input: Partial<CheckInput> = {}) {
  const parsed = Object.entries(sources).map(([file, source]) => parseFile(file, source));
  const loaded: Loaded = {
    entries: parsed.flatMap((one) => one.entries),
    failures: parsed.flatMap((one) => one.failures),
    translations: parsed.flatMap((one) => one.translations),
  };
  return checkCatalogue({
    loaded,
    panels: {
      puttyVersion: '0.78',
      panels: [{ path: 'Session', controls: [{ label: 'Saved Sessions' }] }],
    },
    otherPrograms: [],
    counts: { entries: 0, samples: 0 },
    docs: docsPage(loaded.entries),
    ...input,
  });
}

describe('the catalogue', () => {
  it('passes all its checks', () => {
    expect(checkCatalogue(readCheckInput()).map(formatFailure)).toEqual([]);
  }, 60_000);
});

describe('a check', () => {
  it('is content with a good entry', () => {
    expect(failuresOf({ [GOOD_FILE]: GOOD_ENTRY }).map(formatFailure)).toEqual([]);
  });

  // Part of the good entry, what stands there instead, words of the failing line, the reason.
  it.each([
    ['id: lamp-broken', 'id: lamp', 'id: lamp', "the id lamp is not the file's name"],
    ['category: session', 'category: agent', 'category: agent', "not the folder's name"],
    ['severity: error', 'severity: bad', 'severity: bad', 'severity'],
    ['status: stable', 'stat: stable', 'id: lamp-broken', 'status is missing'],
    ['title: The', 'colour: red\ntitle: The', 'colour: red', 'no such field'],
    ['title: The lamp', 'title: The `lamp`', 'title: The `', 'marks or holes'],
    ['Bulbs do not last for ever.', '', '## Why', 'nothing under "Why"'],
    ['There is no light', '- There is no light', '## What happened', 'begin with a paragraph'],
    ['title: The lamp is broken', 'title: 7', 'title: 7', 'title'],
    ['title: The lamp', 'title: a: b: c', 'title: a', 'not valid YAML'],
    ['[dark room, no light]', '[dark, Dark]', 'aliases', '"dark" stands twice'],
    ['regex: ^The lamp is broken$', 'regex: ^The (lamp is broken$', 'regex: ^The (', 'compile'],
    ['regex: ^The lamp is broken$', 'regex: ^(?=The) lamp$', 'regex: ^(?=', 'compile'],
    ['regex: ^The lamp is broken$', 'regex: ^The lamp is broken', 'regex: ^The', 'not one ^...$'],
    ['regex: ^The lamp is broken$', 'regex: ^.*lamp is broken$', 'regex: ^.*', 'wildcard'],
    ['regex: ^The lamp is broken$', 'regex: ^(?i)The lamp is broken$', 'regex: ^(?i', 'flag i'],
    ['regex: ^The lamp is broken$', 'regex: ^(The) lamp is broken$', 'regex: ^(', 'no name'],
    ['regex: ^The lamp is broken$', 'regex: ^The\\s+lamp is broken$', 'regex: ^The', 'white space'],
    ['(?P<room>', '(?P<Room>', 'regex: ^no light', 'not camelCase'],
    ['literal: lamp is broken', 'literal: lamp was', 'literal: lamp was', 'without the literal'],
    ['literal: lamp is broken', 'literal: "lamp  is"', 'literal: "lamp', 'white space'],
    ['[event-log, dialog]', '[event-log, remote]', '[event-log, remote]', 'never matched'],
    [
      'voices: [console]',
      'voices: [console]\n    since: "0.70"\n    until: "0.60"',
      'since',
      'after',
    ],
    ['fixes: [change-bulb]', 'fixes: [other]', 'fixes: [other]', 'there is no fix other'],
    ['fixes: [change-bulb]', 'fixes: [other]', '- id: change-bulb', 'no cause leads to the fix'],
    ['equals: true', 'equals: 1', 'when:', 'never equal to 1'],
    ['equals: true', 'above: 1', 'when:', '"above" cannot be asked of connected'],
    ['fact: connected', 'fact: colour', 'when:', 'colour is no fact'],
    ['{ fact: connected, equals: true }', '{ capture: wall, equals: x }', 'when:', 'captures wall'],
    ['{ fact: connected, equals: true }', '{ seen: other }', 'when:', 'no entry other'],
    ['{ fact: connected, equals: true }', '{ all: [] }', 'when:', 'all is empty'],
    ['{ fact: connected, equals: true }', '{ what: 1 }', 'when:', 'no condition'],
    ['Session > Saved Sessions', 'Sessions', 'panel: Sessions', 'no panel "Sessions"'],
    ['Session > Saved Sessions', 'Session > Lamp', 'panel:', 'no control "Lamp"'],
    ['{room|one}', '{wall|one}', '**room', 'wall is neither a fact nor a capture'],
    ['{room|one}', '{room}', '**room', '{room} is no hole'],
    ['{room|one}', '{room|}', '**room', 'no fallback'],
    ['**room {room|one}**', '**room', 'text: The bulb', 'a mark is not closed'],
    ['**room {room|one}**', '_room_', 'text: The bulb', 'emphasis'],
    ['on {host|the server}', 'on {lamp|the server}', 'There is no light on', 'lamp is neither'],
    ['Bulbs do not', 'Bulbs [do](x) not', 'Bulbs', 'a link is not allowed'],
    ['Bulbs do not', '### Bulbs', '### Bulbs', 'no heading of an entry'],
    ['Bulbs do not', '| a |\n| - |\n| b |\n\nx', '| a |', 'a table is not allowed'],
    ['- Look at it.', '- Look\n  - at it', '- Look', 'one line of prose'],
    ['## Why\n', '## Wherefore\n', '## Wherefore', 'no heading of an entry'],
    ['## Why\n', '## What happened\n', '## What happened\n\nBulbs', 'stands here twice'],
    ['text: no light in room 7', 'text: no lamp in room 7', 'text: no lamp', 'no pattern matches'],
    [
      'text: no light in room 7',
      'text: no lamp in room 7',
      '- literal: no light',
      'no sample shows',
    ],
    ['voice: console, text', 'voice: dialog, text', 'voice: dialog, text', 'in the voice dialog'],
    ['room: "7"', 'room: "8"', 'text: no light', 'the capture room is "7", the sample says "8"'],
    ['captures: { room: "7" }, ', '', 'text: no light', 'the capture room is "7"'],
    ['voice: remote', 'voice: dialog', 'voice: dialog', 'which it should not'],
    ['related: []', 'related: [other]', 'related:', 'no entry other'],
    ['related: []', 'related: [lamp-broken]', 'related:', 'names itself'],
  ])('finds %j changed to %j', (part, replacement, words, reason) => {
    const source = changed(part, replacement);
    const failures = failuresOf({ [GOOD_FILE]: source });
    const found = failures.find((failure) => failure.reason.includes(reason));
    expect(found, failures.map(formatFailure).join('\n')).toBeDefined();
    expect(found).toMatchObject({ file: GOOD_FILE, line: lineOf(source, words) });
    expect(found?.help).not.toBe('');
  });

  it('finds a missing heading and headings out of order', () => {
    const [head = '', why = '', tell = ''] = GOOD_ENTRY.split(/(?=## Why|## How)/);
    expect(failuresOf({ [GOOD_FILE]: head + tell })[0]?.reason).toContain('"Why" is missing');
    const swapped = changed(why, '', GOOD_ENTRY).replace(
      '## What happened',
      `${why}## What happened`,
    );
    expect(failuresOf({ [GOOD_FILE]: swapped })).toMatchObject([
      { line: lineOf(swapped, '## What happened'), reason: '"What happened" is out of order' },
    ]);
  });

  it('finds a file without front matter', () => {
    expect(failuresOf({ [GOOD_FILE]: 'Hello\n' })).toMatchObject([{ line: 1 }]);
  });
});

describe('a check across entries', () => {
  const otherFile = 'catalogue/entries/session/candle-out.md';
  const other = GOOD_ENTRY.replace('id: lamp-broken', 'id: candle-out')
    .replace('title: The lamp is broken', 'title: The candle is out')
    .replaceAll('The lamp is broken', 'The candle is out')
    .replaceAll('lamp is broken', 'candle is out')
    .replaceAll('no light in room', 'no candle in room');
  const both = (first: string, second: string) =>
    failuresOf({ [GOOD_FILE]: first, [otherFile]: second });

  it('is content with two good ones', () => {
    expect(both(GOOD_ENTRY, other).map(formatFailure)).toEqual([]);
  });

  it('goes on with the others where one is broken', () => {
    const failures = both('---\nid: [\n---\n', changed('equals: true', 'equals: 1', other));
    expect(new Set(failures.map(({ file }) => file))).toEqual(new Set([GOOD_FILE, otherFile]));
  });

  it('finds a title that two have', () => {
    const second = changed('title: The candle is out', 'title: the LAMP is broken', other);
    expect(both(GOOD_ENTRY, second)).toMatchObject([
      { file: otherFile, line: 3, help: `by ${GOOD_FILE}:3` },
    ]);
  });

  it('finds a regex that two have, and the sample that both claim', () => {
    const second = changed('^The candle is out$', '^The lamp is broken$', other)
      .replace('literal: candle is out', 'literal: lamp is broken')
      .replace('text: The candle is out, from', 'text: The lamp is broken, from');
    const failures = both(GOOD_ENTRY, second);
    const line = lineOf(second, 'regex: ^The lamp');
    expect(failures).toContainEqual(expect.objectContaining({ file: otherFile, line }));
    const sample = lineOf(second, 'text: The lamp is broken, from');
    expect(failures).toContainEqual(
      expect.objectContaining({
        file: otherFile,
        line: sample,
        reason: 'lamp-broken claims this sample too, with a pattern that spells out as much',
      }),
    );
  });

  it('finds a sample that a pattern of another entry explains better', () => {
    const second = changed('^The candle is out$', '^The [a-z]+ is [a-z]+$', other)
      .replace('literal: candle is out', 'literal: " is "')
      .replace('text: The candle is out, from', 'text: The lamp is broken, from');
    expect(both(GOOD_ENTRY, second)).toMatchObject([
      { file: otherFile, reason: 'lamp-broken claims this sample: its pattern spells out more' },
    ]);
  });

  it('wants related entries to name each other', () => {
    const first = changed('related: []', 'related: [candle-out]');
    const [failure, ...more] = both(first, other);
    expect(failure).toMatchObject({ file: GOOD_FILE, line: lineOf(first, 'related:') });
    expect(failure?.help).toContain(otherFile);
    expect(more).toEqual([]);
    expect(both(first, changed('related: []', 'related: [lamp-broken]', other))).toEqual([]);
  });

  it('lets a retired entry match nothing but keep its place', () => {
    const retired = changed('status: stable', 'status: retired', other);
    expect(both(GOOD_ENTRY, retired).map(formatFailure)).toEqual([]);
  });
});

describe('a check of what lies beside the entries', () => {
  const sources = { [GOOD_FILE]: GOOD_ENTRY };

  it('finds the line of another program that a pattern claims', () => {
    const otherPrograms = foreignLines(
      'other.txt',
      '# shells\n\nls: no\nFATAL ERROR: The lamp is broken\n',
    );
    expect(failuresOf(sources, { otherPrograms })).toMatchObject([{ file: 'other.txt', line: 4 }]);
  });

  it('finds that samples were lost', () => {
    const { entries } = parseEntry(GOOD_FILE, GOOD_ENTRY);
    expect(countOf(entries)).toEqual({ entries: 1, samples: 3 });
    expect(failuresOf(sources, { counts: { entries: 1, samples: 3 } })).toEqual([]);
    expect(failuresOf(sources, { counts: { entries: 2, samples: 4 } })).toHaveLength(2);
  });

  it('finds that the generated page is old or missing', () => {
    expect(failuresOf(sources, { docs: null })).toMatchObject([{ file: 'docs/catalogue.md' }]);
    expect(failuresOf(sources, { docs: 'old' })).toMatchObject([{ file: 'docs/catalogue.md' }]);
  });
});

describe('an entry in another language', () => {
  const german = (source: string, file = TRANSLATION_FILE): readonly string[] =>
    failuresOf({ [GOOD_FILE]: GOOD_ENTRY, [file]: source }).map(formatFailure);

  it('is right if it says the same as the English one', () => {
    expect(german(GOOD_TRANSLATION)).toEqual([]);
  });

  it.each([
    ['a cause is left out', '  bulb-gone: Die', '  bulb-lost: Die', /bulb-gone is missing/],
    ['a fix is made up', '  change-bulb:', '  other-bulb:', /the entry has no other-bulb/],
    ['a hole is lost', '{host|Der Server} hat', 'Der Server hat', /holes differ: \(none\).*host/],
    ['a hole of the body is lost', 'Auf {host|dem Server}', 'Dort', /holes differ/],
    ['code is added', 'Die Birne wechseln', 'Die `Birne` wechseln', /pieces of code differ/],
    [
      'a step is missing or too many',
      '    verify:',
      '      - Und noch etwas.\n    verify:',
      /2 steps/,
    ],
    ['a heading is not the language’s', '## Warum', '## Why', /no heading/],
    ['a block is another one', '- Sehen Sie hin.', 'Sehen Sie hin.', /is made of paragraph/],
    ['a mark is not closed', 'Es ist hell.', 'Es **ist hell.', /not closed/],
    ['it has what belongs into the entry', 'causes:', 'severity: error\ncauses:', /no such field/],
  ])('is refused where %s', (_why, part, replacement, reason) => {
    expect(german(changed(part, replacement, GOOD_TRANSLATION)).join('\n')).toMatch(reason);
  });

  it('is refused where there is no such entry or language', () => {
    const folder = 'catalogue/entries/session';
    expect(german(GOOD_TRANSLATION, `${folder}/candle.de.md`)[0]).toContain('no entry candle');
    expect(german(GOOD_TRANSLATION, `${folder}/lamp-broken.xx.md`)[0]).toContain('no language');
  });
});
