/**
 * What the log doctor says about PuTTY's saved sessions. Settings go by PuTTY's own names for them
 * (`LogType`, `PingIntervalSecs`), and their values are text, as PuTTY stores them.
 */
import type { Result, SavedSession } from './watch';

/** One setting to be changed; null where the session does not have it, so PuTTY's own value holds. */
export interface SettingChange {
  readonly key: string;
  readonly from: string | null;
  readonly to: string;
}

export const FINDING_SEVERITIES = ['trouble', 'advice', 'fine'] as const;
/** `trouble` hides errors, gives secrets away or keeps the session from working. */
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

export const FINDING_TOPICS = ['logging', 'connection', 'login', 'encryption'] as const;
export type FindingTopic = (typeof FINDING_TOPICS)[number];

export interface Finding {
  /** Permanent name of what was looked at, such as `log-type`. */
  readonly id: string;
  readonly topic: FindingTopic;
  readonly severity: FindingSeverity;
  readonly title: string;
  readonly why: string;
  /** Where PuTTY has the setting: `Session/Logging > Session logging`. */
  readonly panel: string | null;
  /** What to set there, in the panel's own words; null where there is nothing to set. */
  readonly set: string | null;
  /** The same as settings to write; empty where only a person can decide. */
  readonly change: readonly SettingChange[];
}

/** Catalogue entries of one category. */
export interface CategoryEntries {
  readonly category: string;
  readonly entries: readonly string[];
}

/** What the present way of logging lets the companion see. */
export interface Visibility {
  readonly sees: readonly CategoryEntries[];
  /** What another way of logging would show. */
  readonly hides: readonly CategoryEntries[];
}

export interface SessionReport extends Visibility {
  readonly name: string;
  readonly host: string | null;
  readonly protocol: string | null;
  readonly log: SavedSession['log'];
  /** One sentence on what can be seen. */
  readonly summary: string;
  /** What the log keeps about the user, as it is set now. */
  readonly privacy: readonly string[];
  /** The same with the changes of the topic `logging` made; empty if there are none to make. */
  readonly privacyAfter: readonly string[];
  readonly findings: readonly Finding[];
}

/** A copy of one session's settings from before they were changed. */
export interface Backup {
  readonly id: string;
  readonly session: string;
  /** ISO 8601 in UTC. */
  readonly madeAt: string;
  /** The file, or the key of the registry. */
  readonly place: string;
  readonly changes: readonly SettingChange[];
}

/** The part of the doctor that writes; nothing is written by any other call. */
export interface Doctor {
  examine(): Promise<Result<readonly SessionReport[]>>;
  /** Makes the changes of these findings in one saved session, after a backup. */
  apply(session: string, findings: readonly string[]): Promise<Result<Backup>>;
  /** Puts a session back as it was; refuses if it was changed since. */
  undo(backup: string): Promise<Result<Backup>>;
  /** Newest first; those that were undone are gone. */
  backups(): Promise<Result<readonly Backup[]>>;
}
