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

export interface ListQuery {
  readonly limit: number;
  /** Only what is older than the item with this id. */
  readonly before?: string;
  /** Only what is newer than the item with this id. */
  readonly since?: string;
  /** Only what happened in sessions with this host. */
  readonly host?: string;
}

export interface HistoryCounts {
  readonly detections: number;
  readonly incidents: number;
  /** Incidents that nobody has looked at. */
  readonly open: number;
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
  incidents(query: ListQuery): readonly StoredIncident[];
  /** Null if there is none with this id. */
  incident(id: string): StoredIncident | null;
  counts(): HistoryCounts;
  subjects(query: Pick<ListQuery, 'limit' | 'before'>): readonly IncidentSubject[];
}
