/** What the search window is told besides what it finds in the catalogue itself. */
import type { IncidentRow } from './incident';

/** What it offers before anything is typed. */
export interface SearchStart {
  /** Newest first. */
  readonly latest: readonly IncidentRow[];
  /** Most frequent first; `count` is 0 where it is common elsewhere and not in this history. */
  readonly common: readonly { readonly entry: string; readonly count: number }[];
}

export interface HostFound {
  readonly host: string;
  /** How many incidents there were. */
  readonly count: number;
  readonly latest: IncidentRow;
}

/** What the user's own history has on a query. */
export interface HistoryFound {
  readonly hosts: readonly HostFound[];
  /** Newest first. */
  readonly incidents: readonly IncidentRow[];
}

/** `refused`: another program has it, or the system gives out none. */
export type ShortcutState = 'off' | 'works' | 'refused';

export interface ShortcutsView {
  readonly search: ShortcutState;
  readonly clipboard: ShortcutState;
  /** There a shortcut arrives only while a program of the older kind is in front. */
  readonly wayland: boolean;
}
