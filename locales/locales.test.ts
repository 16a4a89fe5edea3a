/** All languages against each other. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../main/contract/language';
import { TEXTS as GERMAN } from './de/index';
import { TEXTS as ENGLISH } from './en/index';
import { formsOf, placesOf, textsOf } from './test-texts';

const ROOT = path.resolve(import.meta.dirname, '..');
const ALL = { en: ENGLISH, de: GERMAN };
const english = textsOf(ENGLISH);

describe.each(LANGUAGES)('the language %s', (language) => {
  const texts = textsOf(ALL[language]);

  it('has exactly the names that English has', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('has in each text the places that English has there', () => {
    const other = [...texts].filter(
      ([name, text]) => placesOf(text).join() !== placesOf(english.get(name) ?? '').join(),
    );
    expect(other).toEqual([]);
  });

  it('has every form that its own plural rules ask for', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [key, forms] of formsOf(texts)) {
      expect([...forms].sort(), key).toEqual([...pluralCategories].sort());
    }
  });

  it('leaves no text empty, and pads none', () => {
    const faulty = [...texts].filter(([, text]) => text === '' || text.startsWith(' '));
    expect(faulty).toEqual([]);
  });

  it('sorts its files like its index', () => {
    const folder = path.join(ROOT, 'locales', language);
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files).toHaveLength(Object.keys(ALL[language]).length);
  });
});
