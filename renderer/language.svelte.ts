/** The window's words, in the language that is spoken: whatever shows one follows when it changes. */
import type { Language } from '../main/contract/language';
import type { TextKey } from '../locales/keys';
import { loadTranslator } from '../locales/translator';
import type { Translator, Values } from '../locales/translator';

let translator = $state.raw<Translator | null>(null);

function speaking(): Translator {
  if (translator === null) {
    throw new Error('No language has been loaded. A test has to import test-language.');
  }
  return translator;
}

/** Loads a language and changes to it. */
export async function speak(language: Language): Promise<void> {
  translator = await loadTranslator(language);
}

/**
 * A text by its name, `now.filter`, with what stands in its places. To be called where the text is
 * shown: in a component's markup, a `$derived` or a function, never once for all in a constant.
 */
export function t(key: TextKey, values?: Values): string {
  return speaking().t(key, values);
}

/** The text of a name that comes from data, or null if there is none. */
export function textOf(key: string): string | null {
  const { has, t: say } = speaking();
  return has(key) ? say(key) : null;
}

/** The language that is spoken. */
export function language(): Language {
  return speaking().language;
}

/** What Intl goes by. */
export function locale(): string {
  return speaking().locale;
}

/** Like `1,234`, in the language's own way. */
export function numeral(number: number): string {
  return speaking().numeral(number);
}

/** The name of a category of the catalogue; its id, should it have none yet. */
export function categoryName(id: string): string {
  return textOf(`common.category.${id}`) ?? id;
}
