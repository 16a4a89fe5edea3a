/** How the watch is doing, in the few figures that the tray and the window show. */
import type { Problem } from './model';

export interface WatchedFolder {
  readonly path: string;
  /** Why it is watched: PuTTY's saved sessions log there, the user added it, it was given at the start, or it is the rehearsal's. */
  readonly source: 'putty' | 'settings' | 'start' | 'rehearsal';
}

export interface WatchView {
  readonly state: 'starting' | 'watching' | 'paused' | 'trouble';
  /** Logs that are followed. */
  readonly logs: number;
  readonly folders: readonly WatchedFolder[];
  /** ISO 8601; null before anything was read. */
  readonly lastReadAt: string | null;
  /** ISO 8601; null if not paused, or paused without an end. */
  readonly pausedUntil: string | null;
  /** What keeps something from being watched. */
  readonly problems: readonly Problem[];
}
