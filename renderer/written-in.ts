/**
 * The language in which prose of the catalogue is written. A screen reader has to change its voice
 * where it is another one than the window's: an entry that is not translated is shown in English.
 */
import { getContext, setContext } from 'svelte';
import type { Language } from '../main/contract/language';
import { language } from './language.svelte';

const KEY = Symbol('written in');

/** Says in which language the prose below a component is written. */
export function provideWrittenIn(written: () => Language): void {
  setContext(KEY, written);
}

/** For the `lang` attribute: only where it is not the window's own language. */
export function useForeign(): () => Language | undefined {
  const written = getContext<(() => Language) | undefined>(KEY);
  return () => {
    const named = written?.();
    return named === language() ? undefined : named;
  };
}
