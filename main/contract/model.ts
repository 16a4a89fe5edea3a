/** The words that every part of Puttyknife shares. See ARCHITECTURE.md for how they flow. */
import type { Facts } from './facts';

/** What a file or a session in it turned out to be; the names are those of `analyze --json`. */
export const LOG_TYPES = [
  'printable',
  'session-output',
  'ssh-packets',
  'ssh-raw',
  'event-log',
  'console',
  'text',
] as const;
export type LogType = (typeof LOG_TYPES)[number];

/** Who is speaking in a piece of text. Only text that PuTTY itself said may be matched. */
export const VOICES = [
  'event-log',
  'putty',
  'dialog',
  'console',
  'packet',
  'relayed',
  'remote',
] as const;
export type Voice = (typeof VOICES)[number];

export const SEVERITIES = ['error', 'security', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One recognised message of PuTTY's. */
export interface Detection {
  /** Id of the catalogue entry. */
  readonly entry: string;
  readonly severity: Severity;
  /** PuTTY's text as it stood in the file; line breaks of a wrapped message are kept as `\n`. */
  readonly message: string;
  readonly voice: Voice;
  /** Line of the file, from 1. */
  readonly line: number;
  /** Byte of the file at which the message starts. */
  readonly offset: number;
  /** Index of the session in its file, from 0. */
  readonly session: number;
  /** Local time as it stood in the log, `2026-11-22T05:45:27`, or null; see docs/decisions/0004. */
  readonly time: string | null;
  readonly captures: Readonly<Record<string, string>>;
}

/** How a session ended; null while nothing tells. */
export type SessionEnd = 'closed' | 'error' | 'new-session';

export interface Session {
  readonly index: number;
  readonly startedAt: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  readonly protocol: string | null;
  readonly clientVersion: string | null;
  readonly serverVersion: string | null;
  readonly endedBy: SessionEnd | null;
  readonly facts: Facts;
}

export interface Evidence {
  /** Line of the file, from 1; null for a fact that no single line tells. */
  readonly line: number | null;
  readonly text: string;
}

export interface RankedCause {
  readonly id: string;
  /** 0 to 1; the scores of one incident's causes sum to 1. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** Detections of one session that are one event, under its root cause. */
export interface Incident {
  readonly entry: string;
  readonly session: number;
  readonly count: number;
  /** Indexes into the file's detections, in the order of the file. */
  readonly detections: readonly number[];
  /** The login went through after it, as with a wrong password before the right one. */
  readonly recovered: boolean;
  /** Most likely first. */
  readonly causes: readonly RankedCause[];
  /** Fix ids in the order to try them. */
  readonly fixes: readonly string[];
}

/** All that reading one log gives. */
export interface Analysis {
  readonly encoding: string;
  readonly logType: LogType;
  readonly bytes: number;
  readonly sessions: readonly Session[];
  readonly detections: readonly Detection[];
  readonly incidents: readonly Incident[];
}

/** An error of our own: a code for programs and a sentence that a person can act on. */
export interface Problem {
  readonly path: string | null;
  readonly code: string;
  readonly message: string;
}
