/**
 * An engine that began in the middle of a file. The engine counts from where it was started; here
 * lines, offsets and sessions are made those of the file.
 */
import type { Analysis, Detection } from '../contract/model';
import type { EngineFactory, LogEngine } from './engine-port';

/** What lies before the engine's first byte. */
export interface Base {
  readonly bytes: number;
  readonly lines: number;
  readonly sessions: number;
}

export const FILE_START: Base = { bytes: 0, lines: 0, sessions: 0 };

interface Stored {
  readonly base: Base;
  /** Byte of the file that comes next. */
  readonly next: number;
  readonly engine: unknown;
}

/** Starts an engine at `base`. */
export function startEngine(create: EngineFactory, base: Base): LogEngine {
  return new PositionedEngine(create(), base, base.bytes);
}

/**
 * Takes up what `snapshot()` gave, also after a way through JSON, to go on at byte `next` of the
 * file. Throws if the snapshot is of another make or of another place.
 */
export function restoreEngine(create: EngineFactory, snapshot: unknown, next: number): LogEngine {
  if (!isStored(snapshot)) throw new TypeError('not a snapshot of a positioned engine');
  if (snapshot.next !== next) throw new RangeError('a snapshot of another place in the file');
  return new PositionedEngine(create(snapshot.engine), snapshot.base, next);
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  if (!('base' in value && 'engine' in value && 'next' in value)) return false;
  const base: unknown = value.base;
  if (typeof base !== 'object' || base === null) return false;
  return (['bytes', 'lines', 'sessions'] as const).every(
    (name) => name in base && Number.isSafeInteger((base as Record<string, unknown>)[name]),
  );
}

class PositionedEngine implements LogEngine {
  readonly #engine: LogEngine;
  readonly #base: Base;

  /** What was placed once stays the same object, by which others know it again. */
  readonly #placed = new WeakMap<Detection, Detection>();
  #next: number;

  constructor(engine: LogEngine, base: Base, next: number) {
    this.#engine = engine;
    this.#base = base;
    this.#next = next;
  }

  feed(chunk: Uint8Array): readonly Detection[] {
    this.#next += chunk.length;
    return this.#engine.feed(chunk).map((detection) => this.#place(detection));
  }

  flush(): readonly Detection[] {
    return this.#engine.flush().map((detection) => this.#place(detection));
  }

  finish(): readonly Detection[] {
    return this.#engine.finish().map((detection) => this.#place(detection));
  }

  analysis(): Analysis {
    const analysis = this.#engine.analysis();
    if (this.#base.bytes === 0) return analysis;
    const { lines, sessions, bytes } = this.#base;
    return {
      ...analysis,
      bytes: analysis.bytes + bytes,
      sessions: analysis.sessions.map((each) => ({
        ...each,
        index: each.index + sessions,
        facts: {
          ...each.facts,
          phases: moved(each.facts.phases, lines),
          idleGaps: moved(each.facts.idleGaps, lines),
        },
      })),
      detections: analysis.detections.map((each) => this.#place(each)),
      incidents: analysis.incidents.map((incident) => ({
        ...incident,
        session: incident.session + sessions,
        causes: incident.causes.map((cause) => ({
          ...cause,
          evidence: cause.evidence.map((each) =>
            each.line === null ? each : { ...each, line: each.line + lines },
          ),
        })),
      })),
    };
  }

  get held(): number {
    return this.#engine.held;
  }

  forget(): void {
    this.#engine.forget();
  }

  snapshot(): Stored {
    return { base: this.#base, next: this.#next, engine: this.#engine.snapshot() };
  }

  #place(detection: Detection): Detection {
    if (this.#base.bytes === 0) return detection;
    let placed = this.#placed.get(detection);
    if (placed === undefined) {
      placed = {
        ...detection,
        line: detection.line + this.#base.lines,
        offset: detection.offset + this.#base.bytes,
        session: detection.session + this.#base.sessions,
      };
      this.#placed.set(detection, placed);
    }
    return placed;
  }
}

/** Places in a log, counted from the start of the file instead of the engine's. */
const moved = <T extends { readonly line: number }>(
  places: readonly T[] | null,
  lines: number,
): readonly T[] | null => places?.map((place) => ({ ...place, line: place.line + lines })) ?? null;
