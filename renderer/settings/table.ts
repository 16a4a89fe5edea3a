/**
 * Every setting once: its section and its control. The words (a title, one sentence that explains it,
 * the names of its choices) stand in the language files under the setting's name, so the view, its
 * search and the languages' checks all go by this table.
 */
import { LANGUAGE_CHOICES } from '../../main/contract/language';
import { PRIVATE_KINDS } from '../../main/contract/redaction';
import { NOTIFY_LEVELS, RANGES, THEMES } from '../../main/contract/settings';
import type { SettingName } from '../../main/contract/settings';
import { t, textOf } from '../language.svelte';

export const SECTIONS = [
  'folders',
  'notifications',
  'shortcuts',
  'appearance',
  'start',
  'history',
  'sharing',
] as const;
export type Section = (typeof SECTIONS)[number];

export type Control =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly range: readonly [number, number] }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** Each of them is on or off. */
  | { readonly kind: 'several'; readonly values: readonly string[] }
  | { readonly kind: 'hours' }
  | { readonly kind: 'folders' }
  | { readonly kind: 'keys' };

export interface SettingRow {
  readonly name: SettingName;
  readonly section: Section;
  readonly control: Control;
}

const SWITCH: Control = { kind: 'switch' };
const number = (name: keyof typeof RANGES): Control => ({ kind: 'number', range: RANGES[name] });
const choice = (values: readonly string[]): Control => ({ kind: 'choice', values });

/** In the order in which they are shown. */
const ROWS: { readonly [N in SettingName]: Omit<SettingRow, 'name'> } = {
  folders: { section: 'folders', control: { kind: 'folders' } },
  notifications: { section: 'notifications', control: SWITCH },
  notifyFrom: { section: 'notifications', control: choice(NOTIFY_LEVELS) },
  notifyAgainMinutes: { section: 'notifications', control: number('notifyAgainMinutes') },
  notifyAfter: { section: 'notifications', control: number('notifyAfter') },
  notifyWithinMinutes: { section: 'notifications', control: number('notifyWithinMinutes') },
  quietHours: { section: 'notifications', control: { kind: 'hours' } },
  securityAlways: { section: 'notifications', control: SWITCH },
  sound: { section: 'notifications', control: SWITCH },
  searchShortcut: { section: 'shortcuts', control: { kind: 'keys' } },
  clipboardShortcut: { section: 'shortcuts', control: { kind: 'keys' } },
  theme: { section: 'appearance', control: choice(THEMES) },
  language: { section: 'appearance', control: choice(LANGUAGE_CHOICES) },
  startAtLogin: { section: 'start', control: SWITCH },
  closeToTray: { section: 'start', control: SWITCH },
  keepDays: { section: 'history', control: number('keepDays') },
  redact: { section: 'sharing', control: { kind: 'several', values: PRIVATE_KINDS } },
};

export const SETTING_ROWS: readonly SettingRow[] = Object.entries(ROWS).map(([name, row]) => ({
  // The keys of ROWS are the settings' names.
  name: name as SettingName,
  ...row,
}));

export function titleOf(name: SettingName): string {
  return t(`settings.items.${name}.title`);
}

/** The sentence that explains a setting. */
export function sentenceOn(name: SettingName): string {
  return t(`settings.items.${name}.more`);
}

/** The name of a setting's choice. */
export function choiceName(name: SettingName, value: string): string {
  return textOf(`settings.items.${name}.choices.${value}`) ?? value;
}

/** Why the value that a file has for a setting was refused: what it has to be. */
export function refusalOf(name: SettingName): string {
  const { control } = ROWS[name];
  return t('settings.refusal', { title: titleOf(name), name, must: mustBe(control) });
}

function mustBe(control: Control): string {
  switch (control.kind) {
    case 'switch':
      return t('settings.must.switch');
    case 'number':
      return t('settings.range', { from: control.range[0], to: control.range[1] });
    case 'choice':
      return t('settings.must.choice', {
        values: control.values.map((value) => `"${value}"`).join(', '),
      });
    default:
      return t(`settings.must.${control.kind}`);
  }
}

/** The settings in which all of these words occur: in the title, the sentence, the section or a choice. */
export function foundSettings(query: string): readonly SettingRow[] {
  const words = query.toLowerCase().split(/\s+/);
  return SETTING_ROWS.filter((row) => {
    const text = wordsOf(row).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function wordsOf({ name, section, control }: SettingRow): string {
  const choices = 'values' in control ? control.values.map((value) => choiceName(name, value)) : [];
  return [
    titleOf(name),
    sentenceOn(name),
    t(`settings.sections.${section}`),
    ...choices,
    name,
  ].join(' ');
}
