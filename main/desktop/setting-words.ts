/** What a setting has to be, for somebody who writes the settings file by hand. */
import { LANGUAGE_CHOICES } from '../contract/language';
import { PRIVATE_KINDS } from '../contract/redaction';
import { NOTIFY_LEVELS, RANGES, THEMES } from '../contract/settings';
import type { SettingName } from '../contract/settings';
import { USUAL_SHORTCUT } from '../contract/shortcut';

const SHORTCUT = `keys such as "${USUAL_SHORTCUT}", or null`;

const FORMS: { readonly [N in SettingName]?: string } = {
  folders: 'a list of folders, ["/home/me/logs"]',
  notifyFrom: oneOf(NOTIFY_LEVELS),
  quietHours: '{"from": "22:00", "to": "07:00"}, or null',
  searchShortcut: SHORTCUT,
  clipboardShortcut: SHORTCUT,
  theme: oneOf(THEMES),
  language: oneOf(LANGUAGE_CHOICES),
  redact: `{"host": false} with what stays readable out of ${listed(PRIVATE_KINDS, 'and')}`,
};

/** `theme must be "system", "light" or "dark"`. */
export function requirement(name: SettingName): string {
  return `${name} must be ${FORMS[name] ?? range(name) ?? 'true or false'}`;
}

function range(name: SettingName): string | null {
  const known: Partial<Record<SettingName, readonly [number, number]>> = RANGES;
  const limits = known[name];
  return limits === undefined ? null : `a whole number from ${limits[0]} to ${limits[1]}`;
}

function oneOf(values: readonly string[]): string {
  return listed(values, 'or');
}

function listed(values: readonly string[], last: 'and' | 'or'): string {
  const quoted = values.map((value) => `"${value}"`);
  return `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1) ?? ''}`;
}
