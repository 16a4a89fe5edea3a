/**
 * Reading logs on request: what the user dropped, chose, pasted or opened with the program. The
 * results are told in batches while the rest is still being read; large things (the facts of a
 * session, the lines of a log) are asked for when they are looked at.
 */
import type { Facts } from './facts';
import type { Detection, LogType, Problem, RankedCause, Session, Severity } from './model';

/** What an analysis is made of. Paths are absolute; a folder is walked. */
export type AnalysisSource =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  /** Text that was pasted or dropped; one log. */
  | { readonly kind: 'text'; readonly text: string };

/** `finding`: folders are walked; `reading`: logs are read, results come in. */
export type AnalysisState = 'finding' | 'reading' | 'done' | 'cancelled';

export interface AnalysisProgress {
  readonly id: string;
  readonly state: AnalysisState;
  /** Logs found so far; all of them once the state is `reading`. */
  readonly files: number;
  /** Logs that were read, or could not be. */
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
  /** Null until it can be told. */
  readonly bytesPerSecond: number | null;
  /** Null until it can be told; 0 once it has ended. */
  readonly secondsLeft: number | null;
  /** Files in folders that are no logs, and were passed over. */
  readonly skipped: number;
  /** Logs under way, with how far each is read. */
  readonly reading: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly bytesDone: number;
  }[];
}

/** A session as the table of results shows it. */
export interface AnalysedSession {
  /** Index in its file. */
  readonly index: number;
  readonly startedAt: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  readonly protocol: string | null;
  readonly durationSeconds: number | null;
  readonly bytesReceived: number | null;
  readonly endedBy: Session['endedBy'];
  readonly incidents: number;
  /**
   * Of its worst incident, by which it is sorted; null without one. An error after which the login
   * went through counts as a note.
   */
  readonly worst: Severity | null;
  /** What the timeline draws. */
  readonly phases: Facts['phases'];
  readonly idleGaps: Facts['idleGaps'];
}

/** An incident as the list of results shows it. */
export interface AnalysedIncident {
  /** Index in its file. */
  readonly index: number;
  readonly session: number;
  /** Id of the catalogue entry. */
  readonly entry: string;
  readonly severity: Severity;
  /** The login went through after it. */
  readonly recovered: boolean;
  /** A sentence about this session, ready to show. */
  readonly headline: string;
  /** PuTTY's own words. */
  readonly message: string;
  readonly host: string | null;
  readonly user: string | null;
  /** The log's own time stamp. */
  readonly time: string | null;
  /** Of the root message: line from 1, byte from 0. */
  readonly line: number;
  readonly offset: number;
  readonly count: number;
  /** Id of the likeliest cause; incidents with the same entry and cause are one group. */
  readonly cause: string | null;
}

/** One log as the results show it. */
export interface AnalysedFile {
  /** Place in the analysis, from 0. */
  readonly index: number;
  /** Absolute; empty for pasted text. */
  readonly path: string;
  /** What to call it: the path from the folder that was dropped, or the file's name. */
  readonly name: string;
  readonly bytes: number;
  readonly lines: number;
  readonly encoding: string;
  readonly logType: LogType;
  /** Why it gave nothing or not all; null if all is well. */
  readonly problem: Problem | null;
  /** It grew while it was read: it can be watched. */
  readonly growing: boolean;
  readonly sessions: readonly AnalysedSession[];
  readonly incidents: readonly AnalysedIncident[];
  /**
   * Of a log in which very much was found: so many of its sessions and incidents were told before,
   * and these come in addition.
   */
  readonly after?: { readonly sessions: number; readonly incidents: number };
}

/** Everything that is told of an analysis since the last batch. */
export interface AnalysisBatch {
  readonly id: string;
  readonly progress: AnalysisProgress;
  /**
   * In the order in which they were read. One that was told before, under the same index, goes on
   * if it says so, or turned out to be growing.
   */
  readonly files: readonly AnalysedFile[];
}

/** An analysis as it stands, for a window that was not there when it was told; page by page. */
export interface AnalysisView {
  readonly progress: AnalysisProgress;
  /** What was dropped, chosen or pasted, in a word or a path each; at most a hundred. */
  readonly sources: readonly string[];
  readonly files: readonly AnalysedFile[];
  /** What to ask for next; null on the last page. */
  readonly next: number | null;
}

/** What the explanation of an incident and the comparison of sessions need. */
export interface AnalysedDetails {
  readonly file: number;
  readonly session: Session;
  readonly incidents: readonly {
    readonly index: number;
    readonly causes: readonly RankedCause[];
    /** Fix ids in the order to try them. */
    readonly fixes: readonly string[];
    readonly captures: Readonly<Record<string, string>>;
    readonly detections: readonly Detection[];
  }[];
}

/** One line of a log as the viewer shows it. */
export interface ViewedLine {
  /** From 1. */
  readonly number: number;
  /** Without escape sequences, or with control characters made visible. */
  readonly text: string;
  /**
   * Only the beginning of a very long line is shown: how many characters are left out; of a line
   * beyond some thousands, its bytes are counted for characters.
   */
  readonly cut: number;
  /** How many rows of a hex dump follow that are not shown; 0 if nothing is folded. */
  readonly hidden: number;
}

/** Rows `row` to `row + lines.length - 1`; only these are read from the file. */
export interface ViewedLines {
  /** Row of the first line here, from 1; the same as its number if nothing is folded. */
  readonly row: number;
  /** Rows in all. */
  readonly rows: number;
  /** Lines in all. */
  readonly total: number;
  /** Fewer than asked for only at the end of the log. */
  readonly lines: readonly ViewedLine[];
}

/** Which lines to show: from a line (when folded, the row that holds it) or from a row on. */
export type ViewedPlace = { readonly line: number } | { readonly row: number };

/** `administrator`: a message in plain words, to be sent to whoever looks after the servers. */
export const REPORT_FORMATS = [
  'html',
  'markdown',
  'json',
  'sarif',
  'csv',
  'administrator',
] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportPreview {
  /** The beginning of it. */
  readonly text: string;
  /** Size of all of it. */
  readonly bytes: number;
  /** Whether `text` is not all of it. */
  readonly cut: boolean;
}
