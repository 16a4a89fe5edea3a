/** Settings as they come from a file: each value is taken or refused by itself. Pure. */
import * as v from 'valibot';
import { DEFAULT_SETTINGS, SETTING_NAMES, SETTING_SCHEMAS } from '../contract/settings';
import type { SettingName, Settings, SettingsChange } from '../contract/settings';

export interface SettingValues {
  /** What could be taken. */
  readonly values: SettingsChange;
  /** Names of known settings whose values were refused. */
  readonly refused: readonly SettingName[];
  /** What this version does not know: a newer one may have written it. */
  readonly foreign: Readonly<Record<string, unknown>>;
}

/** Null if this is no object with settings at all. */
export function settingValues(content: unknown): SettingValues | null {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
  const values: Record<string, unknown> = {};
  const refused: SettingName[] = [];
  const foreign: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(content)) {
    if (!isName(name)) {
      foreign[name] = value;
      continue;
    }
    const parsed = v.safeParse(SETTING_SCHEMAS[name], value);
    if (parsed.success) values[name] = parsed.output;
    else refused.push(name);
  }
  // Each value was checked by the schema of its own name.
  return { values: values, refused, foreign };
}

export function withDefaults(values: SettingsChange): Settings {
  return { ...DEFAULT_SETTINGS, ...values };
}

function isName(name: string): name is SettingName {
  return (SETTING_NAMES as readonly string[]).includes(name);
}
