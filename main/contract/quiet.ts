/** Which errors make no notification, and what was held back: kept in a file, so it has schemas. */
import * as v from 'valibot';
import type { IncidentRow } from './incident';

/**
 * Why no notification was shown: notifications are `off`; the user `muted` it; its `severity` is too
 * low; `quiet` hours; too `few` of them so far; told not long ago, so not `again` yet; it came in a
 * `crowd` that would have covered the screen.
 */
export const HOLD_REASONS = ['off', 'muted', 'severity', 'quiet', 'few', 'again', 'crowd'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** What is muted: all that is named must fit. Nothing named is everything. */
export interface MuteScope {
  /** Id of a catalogue entry. */
  readonly entry: string | null;
  readonly host: string | null;
  /** Name of the saved session that logs there, or the log's path if none does. */
  readonly session: string | null;
}

export interface Mute extends MuteScope {
  readonly id: string;
  /** ISO 8601. */
  readonly since: string;
  /** ISO 8601; null for ever. */
  readonly until: string | null;
}

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(5000));

export const muteSchema: v.GenericSchema<unknown, Mute> = v.object({
  id: text,
  entry: v.nullable(text),
  host: v.nullable(text),
  session: v.nullable(text),
  since: v.pipe(v.string(), v.isoTimestamp()),
  until: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
});

/** What the user mutes, seen from an incident: this error with this host, this error anywhere, ... */
export const MUTE_KINDS = ['here', 'entry', 'host', 'session'] as const;
export type MuteKind = (typeof MUTE_KINDS)[number];

/** Incidents of one kind with one host that were held back for one reason. */
export interface HeldRow {
  readonly id: string;
  readonly reason: HoldReason;
  /** The latest of them. */
  readonly row: IncidentRow;
  readonly count: number;
  /** ISO 8601. */
  readonly since: string;
  readonly last: string;
  /** The mute that held it back, if it is still there. */
  readonly mute: string | null;
}

export interface MuteRow extends Mute {
  /** The muted entry's title. */
  readonly title: string | null;
}

export interface QuietCounts {
  /** Rows of the list. */
  readonly held: number;
  readonly mutes: number;
}

export interface QuietView {
  /** Latest first. */
  readonly held: readonly HeldRow[];
  readonly mutes: readonly MuteRow[];
}

/** A notification for the window to show, where the system shows none. */
export interface WindowNotice {
  /** Null if it is about several. */
  readonly incident: string | null;
  readonly title: string;
  readonly body: string;
  readonly severity: IncidentRow['severity'];
}
