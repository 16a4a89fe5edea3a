import { describe, expect, it } from 'vitest';
import { compile } from './build';
import { coverage, formatCoverage, parseMessages } from './coverage';
import { fillings } from './fill-holes';
import { parseEntry } from './load';
import { GOOD_ENTRY, GOOD_FILE } from './made-up-entry';

const TABLE = [
  'id\tsection\tseverity\ttemplate\tsurfaces\ttools',
  'a\trooms\terror\tThe lamp is broken\tevent-log,stderr\tputty,plink',
  'b\trooms\twarning\tno light in room <number>\tterminal\tpsftp',
  'c\tgarden\terror\tThe <something weird>\\nis out\tdialog\tputty',
  'd\tgarden\tinfo\tAll is well\tdialog\tputty',
  '',
].join('\n');

const { entries } = compile(parseEntry(GOOD_FILE, GOOD_ENTRY)).index;
const options = { severities: ['error', 'warning'] };

describe('coverage', () => {
  it('counts by section the messages that an entry explains', () => {
    const result = coverage(parseMessages(TABLE), entries, options);
    expect(result.sections).toEqual([
      { section: 'garden', messages: 1, matched: 0, entries: 0 },
      { section: 'rooms', messages: 2, matched: 2, entries: 1 },
    ]);
    expect(result.total).toEqual({ section: 'all', messages: 3, matched: 2, entries: 1 });
  });

  it('tells the voices in which no entry listens', () => {
    const { rows } = coverage(parseMessages(TABLE), entries, options);
    expect(rows.map(({ id, deaf }) => [id, deaf])).toEqual([
      ['a', ['console']],
      ['b', []],
      ['c', []],
    ]);
  });

  it('can be narrowed to a section', () => {
    const result = coverage(parseMessages(TABLE), entries, { ...options, section: 'garden' });
    expect(result.rows.map(({ id }) => id)).toEqual(['c']);
  });

  it('prints the table and the messages that are not explained, with their lines', () => {
    const text = formatCoverage(
      coverage(parseMessages(TABLE), entries, options),
      'table.tsv',
      true,
    );
    expect(text).toMatch(/^rooms +2 +2 +1 +100\.0$/m);
    expect(text).toContain('1 not matched\ntable.tsv:4: [garden, error] The <something weird>');
    expect(text).toContain('table.tsv:2: [console] lamp-broken: The lamp is broken');
  });

  it('refuses a table without the columns that it needs', () => {
    expect(() => parseMessages('id\tsection\n')).toThrow('severity, template');
  });
});

describe('filling the holes of a template', () => {
  it('leaves a text without holes as it is, but for its line breaks', () => {
    expect(fillings('one\\ntwo')).toEqual(['one\ntwo']);
  });

  it('keeps the angle brackets that PuTTY writes', () => {
    expect(fillings('<server failed to send prompt>: ')).toEqual([
      '<server failed to send prompt>: ',
    ]);
    expect(fillings('SB TSPEED <something weird>')).toEqual(['SB TSPEED <something weird>']);
    expect(fillings('IS <nothing>')).toEqual(['IS <nothing>']);
  });

  it('tries several values and puts different ones together', () => {
    const texts = fillings('Port <port> of <host>');
    expect(texts).toContain('Port 22 of server.example.com');
    expect(texts).toContain('Port 8080 of server.example.com');
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('stays within bounds for templates with many holes', () => {
    expect(fillings('<text> <text> <text> <text> <text>').length).toBeLessThanOrEqual(300);
  });
});
