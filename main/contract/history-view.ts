/** The history as the window shows it, beyond single incidents. */
import type { Severity } from './model';

export const EXPORT_FORMATS = ['json', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What to do about something that keeps happening on a host. */
export interface HostAdvice {
  /** Id of the catalogue entry that it is about. */
  readonly entry: string;
  readonly text: string;
  /** `Connection > Seconds between keepalives (0 to turn off)`, or null. */
  readonly panel: string | null;
}

export interface HostView {
  readonly host: string;
  /** Incidents. */
  readonly total: number;
  /** Most frequent first. */
  readonly entries: readonly {
    readonly entry: string;
    readonly severity: Severity;
    readonly count: number;
    /** ISO 8601. */
    readonly lastSeen: string;
  }[];
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly advice: readonly HostAdvice[];
}
