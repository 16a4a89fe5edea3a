/** Says a text in one language: i18next behind one function with typed names. */
import { createInstance } from 'i18next';
import type { Language } from '../main/contract/language';
import type { TextKey, Texts } from './keys';

/** What stands in a text's `{{places}}`; `count` decides between singular and plural as well. */
export type Values = Readonly<Record<string, string | number>>;

export interface Translator {
  readonly language: Language;
  /** For Intl: the language with the region whose customs for dates are followed. */
  readonly locale: string;
  readonly t: (key: TextKey, values?: Values) => string;
  /** `1,234`, as the language writes it. */
  readonly numeral: (number: number) => string;
  /** Whether there is such a text; for names that come from data. */
  readonly has: (key: string) => key is TextKey;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

export function createTranslator(language: Language, texts: Texts): Translator {
  const numbers = new Intl.NumberFormat(language);
  const said = new Map<TextKey, string>();
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    resources: { [language]: { translation: texts } },
    fallbackLng: false,
    // All is there already, so it can speak at once.
    initAsync: false,
    nsSeparator: false,
    contextSeparator: '\0',
    returnEmptyString: false,
    interpolation: {
      // Texts are only ever set as text, never as HTML.
      escapeValue: false,
      // What is put into a place may be a log's text: what looks like a place in it stays as it is.
      skipOnVariables: true,
    },
  });
  return {
    language,
    locale: LOCALES[language],
    t(key, values) {
      if (values !== undefined) return i18n.t(key, values);
      // Lists say the same short words for every row.
      let text = said.get(key);
      if (text === undefined) said.set(key, (text = i18n.t(key)));
      return text;
    },
    numeral: (number) => numbers.format(number),
    has: (key): key is TextKey =>
      typeof i18n.getResource(language, 'translation', key) === 'string',
  };
}

/** The words of a language, and only of that one. */
export async function loadTranslator(language: Language): Promise<Translator> {
  const { TEXTS } = language === 'de' ? await import('./de/index') : await import('./en/index');
  return createTranslator(language, TEXTS);
}
