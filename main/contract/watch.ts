/**
 * What the watch, the history and whoever shows them agree on: which files are followed, how far
 * each has been read, and what was found. Times are ISO 8601 in UTC, sizes and offsets are bytes.
 */
import type { Analysis, Detection, Problem } from './model';

/** Where to look for logs. A pattern is a PuTTY log file name with `&Y`, `&H` and the like in it. */
export type WatchTarget =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string; readonly depth?: number }
  | { readonly kind: 'pattern'; readonly pattern: string };

/** What the file system says about which file this is; the numbers are decimal strings, as they may exceed 2^53. */
export interface FileIdentity {
  readonly device: string;
  /** `0` where the file system has no stable number. */
  readonly inode: string;
  /** Time of creation in nanoseconds; null where the file system does not tell. */
  readonly born: string | null;
}

/** Hashes of what has been read already, to tell growth from other content under the same name. */
export interface Fingerprint {
  readonly headLength: number;
  readonly head: string;
  /** The bytes that end at the offset. */
  readonly tailLength: number;
  readonly tail: string;
}

/** How far one file has been read. A file that is overwritten or truncated becomes another incarnation. */
export interface FilePosition {
  readonly incarnation: string;
  readonly path: string;
  readonly identity: FileIdentity;
  readonly fingerprint: Fingerprint;
  readonly offset: number;
  /** What ends at or before this byte was there before the watch began and is not reported. */
  readonly reportFrom: number;
  /** False if bytes were read after which the engine may still hold something back. */
  readonly settled: boolean;
}

export type FileState = 'following' | 'waiting' | 'unreadable' | 'ignored';

export interface FileStatus {
  readonly path: string;
  readonly size: number;
  readonly offset: number;
  readonly lastReadAt: string | null;
  readonly state: FileState;
  /** Why it is not being followed; null while it is. */
  readonly reason: string | null;
}

export interface FolderStatus {
  readonly path: string;
  readonly state: 'watching' | 'polling' | 'missing' | 'unreadable';
  readonly reason: string | null;
}

export interface WatchStatus {
  readonly files: readonly FileStatus[];
  readonly folders: readonly FolderStatus[];
}

/** A detection as it is stored and told. The same detection has the same id for ever. */
export interface FoundDetection extends Detection {
  readonly id: string;
  readonly file: string;
  readonly detectedAt: string;
}

/** One step of reading one file. */
export interface ReadRecord {
  readonly position: FilePosition;
  /** The engine's state at that offset; undefined leaves what is stored as it is. */
  readonly snapshot: unknown;
  /** New ones only. */
  readonly detections: readonly FoundDetection[];
  /** All that is known of the file now; null where nothing was detected. */
  readonly analysis: Analysis | null;
  /** Ids of `analysis.detections`, index by index; empty for those from before the watch began. */
  readonly ids: readonly string[];
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Where the watch keeps what it must not forget. Each call is one transaction: all of it or nothing. */
export interface WatchStore {
  /** Targets that have been watched before: an unknown file in one of them is a new file. */
  targets(): readonly string[];
  positions(): readonly FilePosition[];
  /** The engine's state that was recorded last for this incarnation; null if there is none. */
  snapshot(incarnation: string): unknown;
  /** Remembers targets together with the files that were there already. */
  begin(targets: readonly string[], positions: readonly FilePosition[]): Result<null>;
  /** Stores offsets and detections together; gives the ids that were not stored before. */
  record(reads: readonly ReadRecord[]): Result<readonly string[]>;
  /** Detections that were stored but perhaps never told, oldest first. */
  untold(): readonly FoundDetection[];
  told(ids: readonly string[]): Result<null>;
}

/** PuTTY's logging settings of one saved session. */
export interface SavedSession {
  readonly name: string;
  readonly host: string | null;
  readonly port: number | null;
  readonly protocol: string | null;
  readonly log: {
    readonly type: 'none' | 'printable' | 'session-output' | 'ssh-packets' | 'ssh-raw';
    /** As set in PuTTY, with its `&` codes. */
    readonly fileName: string;
    /** Absolute, with its `&` codes; null if nothing is logged. */
    readonly pattern: string | null;
    /** True where PuTTY's name is relative, so the folder is a guess. */
    readonly guessed: boolean;
    readonly whenExists: 'overwrite' | 'append' | 'ask';
    readonly flush: boolean;
    readonly header: boolean;
    readonly omitPasswords: boolean;
    readonly omitData: boolean;
  };
}
