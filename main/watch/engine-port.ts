/** The part of the engine that the watch needs, and how to get it from the engine itself. */
import type { Analysis, Detection } from '../contract/model';
import { createEngine } from '../engine/index';
import type { EngineSnapshot, Matcher } from '../engine/index';

export interface LogEngine {
  /** New detections since the last call. */
  feed(chunk: Uint8Array): readonly Detection[];
  /** Decides whole lines that were held back because a message might go on. */
  flush(): readonly Detection[];
  /** No more bytes come: everything that was held back is decided. */
  finish(): readonly Detection[];
  analysis(): Analysis;
  /** Drops sessions that are over from memory and from `analysis`. */
  forget(): void;
  /** How many detections `analysis` would give now; a snapshot is about as long. */
  readonly held: number;
  /** State of its own that survives JSON; the factory takes it back. */
  snapshot(): unknown;
}

/** Throws if the snapshot is not one of this version's. */
export type EngineFactory = (snapshot?: unknown) => LogEngine;

/** Engines that match with this catalogue. */
export function engineFactory(matcher: Matcher): EngineFactory {
  return (snapshot) => {
    if (snapshot === undefined) return createEngine(matcher);
    if (!isSnapshot(snapshot)) throw new TypeError('not a snapshot of this version');
    return createEngine(matcher, snapshot);
  };
}

const SNAPSHOT_VERSION: EngineSnapshot['version'] = 2;

/** Snapshots come from our own database: the version is what tells old ones apart. */
function isSnapshot(value: unknown): value is EngineSnapshot {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === SNAPSHOT_VERSION
  );
}
