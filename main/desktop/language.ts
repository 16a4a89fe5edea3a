/** The words of menus, tray, notifications and dialogs, in the language that is spoken. */
import type { Language } from '../contract/language';
import type { TextKey } from '../../locales/keys';
import { loadTranslator } from '../../locales/translator';
import type { Translator, Values } from '../../locales/translator';

let translator: Translator | null = null;

function speaking(): Translator {
  if (translator === null) {
    throw new Error('No language has been loaded. A test has to import test-language.');
  }
  return translator;
}

/** Loads a language and changes to it; what is shown already has to be made anew. */
export async function speak(language: Language): Promise<void> {
  translator = await loadTranslator(language);
}

/** The language that is spoken. */
export function language(): Language {
  return speaking().language;
}

/** A text by its name, `desktop.menu.find`, with what stands in its places. */
export function t(key: TextKey, values?: Values): string {
  return speaking().t(key, values);
}
