import { describe, expect, it } from 'vitest';
import { SETTING_NAMES } from '../../main/contract/settings';
import { choiceName, foundSettings, refusalOf, SECTIONS, sentenceOn, SETTING_ROWS } from './table';

const found = (query: string): string[] => foundSettings(query).map(({ name }) => name);

describe('the table of settings', () => {
  it('has every setting once, section by section', () => {
    expect(SETTING_ROWS.map(({ name }) => name).sort()).toEqual([...SETTING_NAMES].sort());
    const sections = SETTING_ROWS.map(({ section }) => SECTIONS.indexOf(section));
    expect(sections).toEqual([...sections].sort((one, other) => one - other));
  });

  it('explains each in one sentence, and names each choice', () => {
    for (const { name, control } of SETTING_ROWS) {
      expect(sentenceOn(name), name).toMatch(/^\S[^.]*\.$/);
      if (!('values' in control)) continue;
      const names = control.values.map((value) => choiceName(name, value));
      expect(new Set(names).size, name).toBe(control.values.length);
      expect(names, name).not.toEqual(control.values);
    }
  });
});

describe('a value that was refused', () => {
  it('is told with what it has to be, for every setting', () => {
    for (const name of SETTING_NAMES) expect(refusalOf(name)).toContain(`(${name}): `);
    expect(refusalOf('keepDays')).toBe(
      'Days to keep what was detected (keepDays): A whole number from 0 to 36,500.',
    );
    expect(refusalOf('theme')).toContain('One of "system", "light", "dark".');
    expect(refusalOf('quietHours')).toContain('{"from": "22:00", "to": "07:00"}, or null');
  });
});

describe('searching the settings', () => {
  it('finds by title, sentence, choice and name, whatever the order of the words', () => {
    expect(found('dark')).toEqual(['theme']);
    expect(found('night')).toContain('quietHours');
    expect(found('hours quiet')).toContain('quietHours');
    expect(found('host names')).toEqual(['redact']);
    expect(found('keepDays')).toEqual(['keepDays']);
  });

  it('shows all without a word, and nothing for what no setting has', () => {
    expect(found('')).toHaveLength(SETTING_NAMES.length);
    expect(found('zebra')).toEqual([]);
  });
});
