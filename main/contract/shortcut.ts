/** Keyboard shortcuts that reach Puttyknife from anywhere: which are allowed, and how they are told. */

/** F1 asks for help everywhere; with Ctrl and Shift neither PuTTY nor the usual desktops use it. */
export const USUAL_SHORTCUT = 'CommandOrControl+Shift+F1';

/** Modifiers in the order in which they are written. */
const MODIFIERS = ['CommandOrControl', 'Control', 'Alt', 'Shift', 'Super'] as const;
type Modifier = (typeof MODIFIERS)[number];

const KEY = /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Insert|Home|End|PageUp|PageDown|Up|Down)$/;
const FUNCTION_KEY = /^F\d/;

/** What systems and PuTTY itself keep for themselves, without the modifiers' order. */
const TAKEN = new Set([
  'CommandOrControl+Shift+C',
  'CommandOrControl+Shift+V',
  'CommandOrControl+Shift+Insert',
  'Alt+F1',
  'Alt+F2',
  'Alt+F4',
]);

/**
 * Why a shortcut will not do: `key` it has no key that can be used; `few` so few modifiers that what
 * is typed into PuTTY would be lost; `taken` systems or PuTTY use it.
 */
export type ShortcutFault = 'key' | 'few' | 'taken';

/** Null if the shortcut can be used; whether another program has it, only the system knows. */
export function shortcutFault(shortcut: string): ShortcutFault | null {
  const parts = shortcut.split('+');
  const key = parts.pop() ?? '';
  const known = parts.every((part) => (MODIFIERS as readonly string[]).includes(part));
  if (!KEY.test(key) || !known || new Set(parts).size !== parts.length) return 'key';
  const strong = parts.filter((part) => part !== 'Shift');
  if (strong.length === 0) return 'few';
  if (parts.length < 2 && !FUNCTION_KEY.test(key)) return 'few';
  // Switches to the consoles of Linux.
  const console = /Control/.test(shortcut) && parts.includes('Alt') && FUNCTION_KEY.test(key);
  return TAKEN.has(shortcut) || console ? 'taken' : null;
}

/** The part of a pressed key's event that is used. */
export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** The shortcut that was pressed; null while only modifiers are held down. */
export function shortcutOf(event: PressedKey, mac: boolean): string | null {
  if (['Control', 'Alt', 'AltGraph', 'Shift', 'Meta'].includes(event.key)) return null;
  const held: Modifier[] = [];
  if (mac ? event.metaKey : event.ctrlKey) held.push('CommandOrControl');
  if (mac && event.ctrlKey) held.push('Control');
  if (event.altKey) held.push('Alt');
  if (event.shiftKey) held.push('Shift');
  if (!mac && event.metaKey) held.push('Super');
  return [...held, keyName(event)].join('+');
}

/** By the letter on the key, not by what the modifiers make of it. */
function keyName({ key, code }: PressedKey): string {
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  const physical = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  return physical ?? code.replace(/^Arrow/, '');
}

/** The shortcut in the words of the keyboard: `Ctrl+Shift+F1`. */
export function shortcutWords(shortcut: string, mac: boolean): string {
  const words: Readonly<Record<string, string>> = {
    CommandOrControl: mac ? '⌘' : 'Ctrl',
    Control: 'Ctrl',
    Alt: mac ? 'Option' : 'Alt',
    Super: 'Win',
  };
  return shortcut
    .split('+')
    .map((part) => words[part] ?? part)
    .join('+');
}
