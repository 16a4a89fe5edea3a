/** The log doctor as the window shows it. */
import type { Backup, SessionReport } from './doctor';
import type { FileStatus, FolderStatus } from './watch';

export interface DoctorView {
  /** By name. */
  readonly sessions: readonly SessionReport[];
  /** Changes that can be undone, newest first. */
  readonly backups: readonly Backup[];
}

/** What exactly is watched, and how far each log was read. */
export interface WatchDetails {
  readonly files: readonly FileStatus[];
  readonly folders: readonly FolderStatus[];
}
