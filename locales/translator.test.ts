import { describe, expect, it } from 'vitest';
import { loadTranslator } from './translator';

describe('a text', () => {
  it('is said in the language that was loaded', async () => {
    expect((await loadTranslator('en')).t('window.view.settings')).toBe('Settings');
    expect((await loadTranslator('de')).t('window.view.settings')).toBe('Einstellungen');
  });

  it.each([
    ['en', 0, '0 errors not looked at yet'],
    ['en', 1, '1 error not looked at yet'],
    ['en', 12_345, '12,345 errors not looked at yet'],
    ['de', 0, '0 Fehler noch nicht angesehen'],
    ['de', 1, '1 Fehler noch nicht angesehen'],
    ['de', 12_345, '12.345 Fehler noch nicht angesehen'],
  ] as const)('counts in %s: %d', async (language, count, text) => {
    expect((await loadTranslator(language)).t('window.open', { count })).toBe(text);
  });

  it('writes fractions in the language’s way', async () => {
    const kilobytes = { amount: 1234.56 };
    expect((await loadTranslator('en')).t('common.bytes.kilo', kilobytes)).toBe('1,234.6 kB');
    expect((await loadTranslator('de')).t('common.bytes.kilo', kilobytes)).toBe('1.234,6 kB');
  });

  it.each(['<b>bold</b> & "more"', '{{count}}', '$t(common.name)', '$& $1 $$', '\0 \u202e'])(
    'keeps what is put into it as it is: %j',
    async (query) => {
      const { t } = await loadTranslator('en');
      expect(t('now.noMatch', { query })).toBe(`Nothing here has “${query}” in it.`);
    },
  );

  it('has only names that exist', async () => {
    const { has } = await loadTranslator('en');
    expect(has('common.category.network')).toBe(true);
    expect(has('common.category.nothing')).toBe(false);
    expect(has('common.category')).toBe(false);
  });
});
