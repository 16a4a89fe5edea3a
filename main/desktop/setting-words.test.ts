import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SETTING_NAMES } from '../contract/settings';
import { requirement } from './setting-words';

it('says for every setting what it has to be, and "true or false" only of switches', () => {
  for (const name of SETTING_NAMES) {
    const isSwitch = typeof DEFAULT_SETTINGS[name] === 'boolean';
    expect(requirement(name).endsWith('true or false'), name).toBe(isSwitch);
  }
});

it('names choices and limits', () => {
  expect(requirement('theme')).toBe('theme must be "system", "light" or "dark"');
  expect(requirement('keepDays')).toBe('keepDays must be a whole number from 0 to 36500');
});
