import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMatcher } from '../main/engine/match';
import { compile, writeBundle } from './build';
import { parseEntry, parseFile } from './load';
import {
  changed,
  GOOD_ENTRY,
  GOOD_FILE,
  GOOD_TRANSLATION,
  TRANSLATION_FILE,
} from './made-up-entry';

const compiled = (source: string) => compile(parseEntry(GOOD_FILE, source));

describe('the compiled catalogue', () => {
  it('has the sentences of another language, and the English entry’s own all else', () => {
    const { entries } = parseEntry(GOOD_FILE, GOOD_ENTRY);
    const { translations } = parseFile(TRANSLATION_FILE, GOOD_TRANSLATION);
    const { de } = compile({ entries, translations }).translations;
    expect(Object.keys(de)).toEqual(['lamp-broken']);
    expect(de['lamp-broken']).toMatchObject({
      headline: '{host|Der Server} hat kein Licht',
      summary: 'Auf dem Server ist kein Licht.',
      body: {
        language: 'de',
        causes: [
          {
            id: 'bulb-gone',
            text: 'Die Birne in **Raum {room|eins}** ist weg.',
            fixes: ['change-bulb'],
          },
        ],
        fixes: [
          {
            title: 'Die Birne wechseln',
            verify: 'Es ist hell.',
            panel: 'Session > Saved Sessions',
            command: { server: 'for i in ${LAMPS}; do change; done' },
          },
        ],
      },
    });
    expect(compile({ entries }).translations.de).toEqual({});
  });

  it('holds what lists and matching need in the index, and the rest in the bodies', () => {
    const { index, bodies } = compiled(GOOD_ENTRY);
    expect(index.entries).toHaveLength(1);
    expect(index.entries[0]).toMatchObject({
      id: 'lamp-broken',
      headline: '{host|The server} has no light',
      summary: 'There is no light on the server.',
      causes: [
        { id: 'bulb-gone', when: { fact: 'connected', equals: true }, fixes: ['change-bulb'] },
      ],
    });
    expect(index.entries[0]).not.toHaveProperty('samples');
    expect(bodies['lamp-broken']).toMatchObject({
      falsePositives: 'At night nobody minds.',
      fixes: [{ id: 'change-bulb', panel: 'Session > Saved Sessions' }],
      sections: {
        tell: [{ kind: 'list', ordered: false, items: ['Look at it.'] }],
        administrator: [{ kind: 'quote', paragraphs: ['Please send a bulb.'] }],
      },
    });
  });

  it('keeps a retired entry readable and matches nothing by it', () => {
    const { index, bodies, documents } = compiled(changed('status: stable', 'status: retired'));
    expect(bodies['lamp-broken']).toBeDefined();
    expect(createMatcher(index.entries).match('The lamp is broken', 'any')).toEqual([]);
    expect(documents).toEqual([]);
  });

  it('turns prose into blocks, with line breaks made blanks', () => {
    const source = changed(
      'Bulbs do not last for ever.',
      'Bulbs do not\nlast **for ever**.\n\n1. One `a_b`.\n2. Two\n   lines.\n\n```\nls  -l\n\nps\n```\n\n> First\n> line.\n>\n> Second.',
    );
    expect(compiled(source).bodies['lamp-broken']?.sections.why).toEqual([
      { kind: 'paragraph', text: 'Bulbs do not last **for ever**.' },
      { kind: 'list', ordered: true, items: ['One `a_b`.', 'Two lines.'] },
      { kind: 'code', text: 'ls  -l\n\nps' },
      { kind: 'quote', paragraphs: ['First line.', 'Second.'] },
    ]);
  });

  it('is the same for files with Windows line ends', () => {
    expect(compiled(GOOD_ENTRY.replaceAll('\n', '\r\n'))).toEqual(compiled(GOOD_ENTRY));
  });
});

describe('the written bundle', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is the same each time, and as long as it says', () => {
    const sizes = writeBundle(compiled(GOOD_ENTRY), folder);
    const first = readFileSync(join(folder, 'index.json'));
    expect(writeBundle(compiled(GOOD_ENTRY), folder)).toEqual(sizes);
    expect(readFileSync(join(folder, 'index.json'))).toEqual(first);
    expect(first).toHaveLength(sizes.index);
    expect(readFileSync(join(folder, 'bodies.json'))).toHaveLength(sizes.bodies);
    expect(readFileSync(join(folder, 'search.json'))).toHaveLength(sizes.search);
  });
});
