/** What the user can choose. Read from a file that people edit, so it is always checked by the schema. */
import * as v from 'valibot';
import { LANGUAGE_CHOICES } from './language';
import type { LanguageChoice } from './language';
import { shortcutFault, USUAL_SHORTCUT } from './shortcut';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const folder = v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096));

const shortcut = v.nullable(
  v.pipe(
    v.string(),
    v.maxLength(80),
    v.check((text) => shortcutFault(text) === null, 'This shortcut cannot be used.'),
  ),
);

/** Days; 0 for ever. */
const days = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(36_500));

export const settingsSchema = v.object({
  /** Folders to watch besides those that PuTTY's saved sessions name; absolute paths. */
  folders: v.optional(v.pipe(v.array(folder), v.maxLength(100)), []),
  theme: v.optional(v.picklist(THEMES), 'system'),
  language: v.optional(v.picklist(LANGUAGE_CHOICES), 'system'),
  startAtLogin: v.optional(v.boolean(), false),
  /** Whether a found error is shown as a notification of the system. */
  notifications: v.optional(v.boolean(), true),
  /** How long the history is kept. */
  keepDays: v.optional(days, 0),
  /** Opens the search window from anywhere; null for none. */
  searchShortcut: v.optional(shortcut, USUAL_SHORTCUT),
  /** Explains what is in the clipboard; null for none. */
  clipboardShortcut: v.optional(shortcut, null),
});

export interface Settings {
  readonly folders: readonly string[];
  readonly theme: Theme;
  readonly language: LanguageChoice;
  readonly startAtLogin: boolean;
  readonly notifications: boolean;
  /** How many days the history is kept; 0 for ever. */
  readonly keepDays: number;
  readonly searchShortcut: string | null;
  readonly clipboardShortcut: string | null;
}

export const DEFAULT_SETTINGS: Settings = v.parse(settingsSchema, {});

/** One or more settings with their new values; unknown names are refused. */
export const settingsChangeSchema = v.strictObject({
  folders: v.exactOptional(v.pipe(v.array(folder), v.maxLength(100))),
  theme: v.exactOptional(v.picklist(THEMES)),
  language: v.exactOptional(v.picklist(LANGUAGE_CHOICES)),
  startAtLogin: v.exactOptional(v.boolean()),
  notifications: v.exactOptional(v.boolean()),
  keepDays: v.exactOptional(days),
  searchShortcut: v.exactOptional(shortcut),
  clipboardShortcut: v.exactOptional(shortcut),
});

export type SettingsChange = Partial<Settings>;
