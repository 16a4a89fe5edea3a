/** What the user can choose. Read from a file that people edit, so each value is checked by its schema. */
import * as v from 'valibot';
import { LANGUAGE_CHOICES } from './language';
import type { LanguageChoice } from './language';
import { redactionSchema } from './redaction';
import type { RedactionChoice } from './redaction';
import { shortcutFault, USUAL_SHORTCUT } from './shortcut';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The least severe error that makes a notification; security warnings are above all. */
export const NOTIFY_LEVELS = ['info', 'warning', 'error', 'security'] as const;
export type NotifyLevel = (typeof NOTIFY_LEVELS)[number];

/** Times of the day, `22:00`, local. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface Settings {
  /** Folders to watch besides those that PuTTY's saved sessions name; absolute paths. */
  readonly folders: readonly string[];
  /** Whether a found error is shown as a notification of the system. */
  readonly notifications: boolean;
  readonly notifyFrom: NotifyLevel;
  /** The same error with the same host is told again after so many minutes at the earliest. */
  readonly notifyAgainMinutes: number;
  /** An error is told once it came so many times ... */
  readonly notifyAfter: number;
  /** ... in so many minutes. */
  readonly notifyWithinMinutes: number;
  /** Hours in which notifications wait; null for none. */
  readonly quietHours: QuietHours | null;
  /** Security warnings do not wait for the end of quiet hours. */
  readonly securityAlways: boolean;
  readonly sound: boolean;
  /** Opens the search window from anywhere; null for none. */
  readonly searchShortcut: string | null;
  /** Explains what is in the clipboard; null for none. */
  readonly clipboardShortcut: string | null;
  readonly theme: Theme;
  readonly language: LanguageChoice;
  readonly startAtLogin: boolean;
  /** Whether the watch goes on when the window is closed. */
  readonly closeToTray: boolean;
  /** How many days the history is kept; 0 for ever. */
  readonly keepDays: number;
  /** What reports for others take out unless it is chosen anew there. */
  readonly redact: RedactionChoice;
}

export type SettingName = keyof Settings;

/** Smallest and largest value of the settings that are numbers. */
export const RANGES = {
  notifyAgainMinutes: [0, 1440],
  notifyAfter: [1, 100],
  notifyWithinMinutes: [1, 1440],
  keepDays: [0, 36_500],
} as const satisfies Partial<Record<SettingName, readonly [number, number]>>;

const whole = (name: keyof typeof RANGES): v.GenericSchema<unknown, number> =>
  v.pipe(v.number(), v.integer(), v.minValue(RANGES[name][0]), v.maxValue(RANGES[name][1]));

const folder = v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096));

const shortcut = v.nullable(
  v.pipe(
    v.string(),
    v.maxLength(80),
    v.check((text) => shortcutFault(text) === null, 'This shortcut cannot be used.'),
  ),
);

const timeOfDay = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/));

export const SETTING_SCHEMAS: {
  readonly [N in SettingName]: v.GenericSchema<unknown, Settings[N]>;
} = {
  folders: v.pipe(v.array(folder), v.maxLength(100)),
  notifications: v.boolean(),
  notifyFrom: v.picklist(NOTIFY_LEVELS),
  notifyAgainMinutes: whole('notifyAgainMinutes'),
  notifyAfter: whole('notifyAfter'),
  notifyWithinMinutes: whole('notifyWithinMinutes'),
  quietHours: v.nullable(v.object({ from: timeOfDay, to: timeOfDay })),
  securityAlways: v.boolean(),
  sound: v.boolean(),
  searchShortcut: shortcut,
  clipboardShortcut: shortcut,
  theme: v.picklist(THEMES),
  language: v.picklist(LANGUAGE_CHOICES),
  startAtLogin: v.boolean(),
  closeToTray: v.boolean(),
  keepDays: whole('keepDays'),
  redact: redactionSchema,
};

/** Whether a value can be that of this setting. */
export function settingFits(name: SettingName, value: unknown): boolean {
  return v.is(SETTING_SCHEMAS[name], value);
}

export const SETTING_NAMES = Object.keys(SETTING_SCHEMAS) as readonly SettingName[];

export const DEFAULT_SETTINGS: Settings = {
  folders: [],
  notifications: true,
  notifyFrom: 'warning',
  notifyAgainMinutes: 10,
  notifyAfter: 1,
  notifyWithinMinutes: 10,
  quietHours: null,
  securityAlways: true,
  sound: false,
  searchShortcut: USUAL_SHORTCUT,
  clipboardShortcut: null,
  theme: 'system',
  language: 'system',
  startAtLogin: false,
  closeToTray: true,
  keepDays: 0,
  // What is not named is taken out, so that a kind which is new one day is as well.
  redact: {},
};

export type SettingsChange = Partial<Settings>;

/** One or more settings with their new values; unknown names are refused. */
export const settingsChangeSchema = v.strictObject(
  Object.fromEntries(SETTING_NAMES.map((name) => [name, v.exactOptional(SETTING_SCHEMAS[name])])),
) as v.GenericSchema<unknown, SettingsChange>;
