/** All languages against each other, and against the code that speaks them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../main/contract/language';
import { TEXTS as GERMAN } from './de/index';
import { TEXTS as ENGLISH } from './en/index';
import { callsIn, formsOf, keysOf, placesOf, textsOf } from './test-texts';

const ROOT = path.resolve(import.meta.dirname, '..');
const ALL = { en: ENGLISH, de: GERMAN };
const english = textsOf(ENGLISH);

const sources = ['renderer', 'main'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => /\.(?:ts|svelte)$/.test(name) && !/(?:\.test\.ts|test-[\w-]+\.ts)$/.test(name),
    )
    .map((name) => path.join(folder, name)),
);
const code = sources.map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }));

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

describe('the code', () => {
  it('says every text that there is', () => {
    const named = new Set<string>();
    const patterns: RegExp[] = [];
    for (const { text } of code) {
      for (const found of text.matchAll(/['"]([a-zA-Z]+(?:\.[\w-]+)+)['"]/g)) named.add(found[1]!);
      for (const found of text.matchAll(/`([a-zA-Z]+\.[^`\n]*\$\{[^`\n]*)`/g)) {
        const parts = found[1]!
          .split(/\$\{[^}]*\}/)
          .map((part) => part.replace(/[.\\$^]/g, '\\$&'));
        patterns.push(new RegExp(`^${parts.join('[\\w-]+')}$`));
      }
    }
    const unsaid = keysOf(english).filter(
      (key) => !named.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unsaid).toEqual([]);
  });

  it('fills every place of the texts that it says', () => {
    const calls = code.flatMap(({ file, text }) =>
      callsIn(text).map((call) => ({ file, ...call })),
    );
    expect(calls.length).toBeGreaterThan(100);
    const faulty = calls.filter(({ key, values }) => {
      const forms = [key, `${key}_one`, `${key}_other`].filter((name) => english.has(name));
      const wanted = new Set(forms.flatMap((name) => placesOf(english.get(name) ?? '')));
      return [...wanted].some((place) => !values.includes(place));
    });
    expect(faulty).toEqual([]);
  });
});
