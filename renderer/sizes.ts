/** Sizes of files, in words. */
import { t } from './language.svelte';

/** `17 bytes`, `1.2 kB`, `3.4 MB`. */
export function bytes(number: number): string {
  if (number < 1000) return t('common.bytes.few', { count: number });
  if (number < 1e6) return t('common.bytes.kilo', { amount: number / 1e3 });
  return t('common.bytes.mega', { amount: number / 1e6 });
}
