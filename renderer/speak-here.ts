/** Lets a page speak the language that its address names, and follow when another one is chosen. */
import { languageOf } from '../main/contract/language';
import type { Language } from '../main/contract/language';
import { on } from './bridge';
import { speak } from './language.svelte';

async function change(language: Language): Promise<void> {
  await speak(language);
  document.documentElement.lang = language;
}

/** Resolves when words can be shown. */
export async function speakHere(): Promise<void> {
  on('language.changed', (language) => {
    void change(language);
  });
  await change(languageOf(location.search));
}
