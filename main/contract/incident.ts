/** An incident as the desktop shows it: what the engine found, with where and when it was found. */
import type { Facts } from './facts';
import type { RankedCause, Severity } from './model';

/** `open` until the user has looked at the explanation. */
export type IncidentState = 'open' | 'seen';

/** What a list needs of an incident. */
export interface IncidentRow {
  /** Permanent: the same event has the same id after a restart. */
  readonly id: string;
  /** Id of the catalogue entry. */
  readonly entry: string;
  readonly severity: Severity;
  /** A sentence about this session, ready to show. */
  readonly headline: string;
  /** PuTTY's own words. */
  readonly message: string;
  /** The same for all that happened in one of PuTTY's sessions, and for nothing else. */
  readonly session: string;
  readonly host: string | null;
  readonly user: string | null;
  /** ISO 8601: the log's time stamp, or when the line was read where the log has none. */
  readonly time: string;
  /** How many of PuTTY's messages belong to this event. */
  readonly count: number;
  readonly state: IncidentState;
}

/** All that an explanation needs. */
export interface IncidentView extends IncidentRow {
  /** Absolute path of the log. */
  readonly file: string;
  /** Line of the file on which the message starts, from 1. */
  readonly line: number;
  /** Byte of the file at which the message starts. */
  readonly offset: number;
  /** Most likely first. */
  readonly causes: readonly RankedCause[];
  /** Fix ids in the order to try them. */
  readonly fixes: readonly string[];
  readonly captures: Readonly<Record<string, string>>;
  readonly facts: Facts;
  /** The login went through after it; missing where that is not kept. */
  readonly recovered?: boolean;
}

export interface IncidentPage {
  /** Newest first. */
  readonly items: readonly IncidentRow[];
  readonly total: number;
  /** Id to ask for the next page with, or null on the last one. */
  readonly next: string | null;
}

/** A few lines of a log around a message. */
export interface LogExcerpt {
  readonly file: string;
  readonly lines: readonly {
    /** From 1. */
    readonly number: number;
    readonly text: string;
    readonly marked: boolean;
  }[];
}
