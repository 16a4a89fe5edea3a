/** Languages of the interface. PuTTY's own messages and panels are English, and stay so. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Languages into which what is written in English is translated. */
export type Translated = Exclude<Language, 'en'>;

/** What the user can choose: a language, or the system's. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/**
 * The language to speak.
 * @param system BCP 47 tags, most preferred first, as the system gives them: `de-AT`, `en`
 */
export function spokenLanguage(choice: LanguageChoice, system: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of system) {
    const base = tag.toLowerCase().split(/[-_]/, 1)[0];
    const known = LANGUAGES.find((language) => language === base);
    if (known !== undefined) return known;
  }
  return 'en';
}

/** The language that an address of a page names, `...?language=de`; English if it names none. */
export function languageOf(search: string): Language {
  const named = new URLSearchParams(search).get('language');
  return LANGUAGES.find((language) => language === named) ?? 'en';
}
