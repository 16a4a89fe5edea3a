/** How keys are called on this system and in this language. */
import { t } from './language.svelte';

const MAC = navigator.userAgent.includes('Macintosh');

/** A key held together with the system's main one: `Ctrl+K`, `Strg+K`, `⌘K`. */
export function withCtrl(key: string): string {
  return MAC ? `⌘${key}` : `${t('common.ctrl')}+${key}`;
}
