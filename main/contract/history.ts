/** What the history can be asked. Times are ISO 8601; lists are newest first. */
import type { Facts } from './facts';
import type { IncidentState } from './incident';
import type { RankedCause, Severity } from './model';
import type { FoundDetection } from './watch';

/** An incident as it is kept: what the engine found, with the detection that tells it best. */
export interface StoredIncident {
  /** Permanent: the id of its first detection. */
  readonly id: string;
  readonly file: string;
  /** The same for all of one session of PuTTY's; a log that is written anew holds others. */
  readonly session: string;
  readonly entry: string;
  readonly severity: Severity;
  /** PuTTY's own words for the root of it. */
  readonly message: string;
  readonly line: number;
  readonly offset: number;
  readonly captures: Readonly<Record<string, string>>;
  readonly host: string | null;
  readonly user: string | null;
  /** The log's time stamp, or when the line was read where the log has none. */
  readonly time: string;
  readonly detectedAt: string;
  readonly count: number;
  /** Ids, in the order of the file. */
  readonly detections: readonly string[];
  readonly causes: readonly RankedCause[];
  readonly fixes: readonly string[];
  readonly state: IncidentState;
  readonly facts: Facts;
}

/** Which part of the history; what is not named does not matter. */
export interface HistoryFilter {
  /** The session's host, or its address where the log names no host; capital letters do not matter. */
  readonly host?: string;
  readonly entry?: string;
  readonly severities?: readonly Severity[];
  /** Absolute path of the log. */
  readonly file?: string;
  /** The number of PuTTY's session in its log, from 0; says something together with `file`. */
  readonly session?: number;
  /** From this moment on. It is when the line was read: times in logs have no zone. */
  readonly from?: string;
  /** Before this moment. */
  readonly to?: string;
  /** Words, or beginnings of words, that all stand in the message, the host or the user. */
  readonly text?: string;
}

export interface ListQuery extends HistoryFilter {
  readonly limit: number;
  /** Only what is older than the item with this id. */
  readonly before?: string;
  /** Only what is newer than the item with this id. */
  readonly since?: string;
}

/** A detection with what its session is known by. */
export interface HistoryRecord extends FoundDetection {
  readonly host: string | null;
  readonly user: string | null;
}

export interface HistoryTotals {
  readonly incidents: number;
  /** Incidents that nobody has looked at. */
  readonly open: number;
}

export interface HistoryCounts extends HistoryTotals {
  readonly detections: number;
  readonly byEntry: Readonly<Record<string, number>>;
  /** Incidents by host; those without a known host are left out. */
  readonly byHost: Readonly<Record<string, number>>;
}

/** What an incident is about, for an index of the whole history. */
export interface IncidentSubject {
  readonly id: string;
  readonly entry: string;
  readonly host: string | null;
}

export interface HistoryQueries {
  detections(query: ListQuery): readonly FoundDetection[];
  records(query: ListQuery): readonly HistoryRecord[];
  incidents(query: ListQuery): readonly StoredIncident[];
  /** Null if there is none with this id. */
  incident(id: string): StoredIncident | null;
  /** Cheap, however long the history is. */
  totals(): HistoryTotals;
  /** Goes through the whole history. */
  counts(): HistoryCounts;
  subjects(query: Pick<ListQuery, 'limit' | 'before'>): readonly IncidentSubject[];
}

export interface EntryCount {
  readonly entry: string;
  readonly severity: Severity;
  /** Incidents. */
  readonly count: number;
  /** Different days on which it was seen. */
  readonly days: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** Connections that broke after about the same silence: a firewall forgets them. */
export interface SilentDrops {
  /** Incidents in which a connection broke. */
  readonly drops: number;
  /** How many of them there were in the last seven days. */
  readonly lastWeek: number;
  /** Those of `drops` that came after this silence. */
  readonly alike: number;
  /** The silence in seconds, in the middle of them. */
  readonly seconds: number;
  /** Keepalives at this distance, in seconds, would prevent it. */
  readonly keepaliveSeconds: number;
  /** Where PuTTY has the setting. */
  readonly panel: string;
}

export interface HostSummary {
  readonly host: string;
  readonly incidents: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Most frequent first. */
  readonly entries: readonly EntryCount[];
  /** Null where nothing speaks for it. */
  readonly silentDrops: SilentDrops | null;
}

/** The same entry with the same host, again and again. */
export interface RecurringProblem extends EntryCount {
  readonly host: string | null;
}

/** The same entry again and again, wherever it was. */
export interface ProblemSummary extends EntryCount {
  /** Different hosts on which it was seen; those that are not known are left out. */
  readonly hosts: number;
}

export interface DayCount {
  /** `2026-11-22`, in the time zone of this computer. */
  readonly day: string;
  readonly incidents: number;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
}

export interface HistoryInsights {
  /** Those with the most incidents first. */
  hosts(filter: HistoryFilter): readonly HostSummary[];
  /** What came at least this often; most frequent first. */
  recurring(filter: HistoryFilter, atLeast: number): readonly RecurringProblem[];
  /** The same over all hosts. */
  problems(filter: HistoryFilter, atLeast: number): readonly ProblemSummary[];
  /** Days on which something happened, oldest first. */
  days(filter: HistoryFilter): readonly DayCount[];
}
