/**
 * Between the reading and the world: first a detection and the offset behind it are stored in one
 * transaction, then it is told. What was stored and perhaps not told is told at the next start, so
 * each detection is stored once, and none is missed.
 */
import type { Analysis, Incident, Problem, Session } from '../contract/model';
import type { FoundDetection, ReadRecord, Result, WatchStore } from '../contract/watch';

/** Told once per detection, in the order of reading. */
export interface DetectionEvent {
  readonly detection: FoundDetection;
  /** All that is known of its file; null for one that an earlier run stored but did not tell. */
  readonly analysis: Analysis | null;
}

/** An incident that is new, or that has come to hold more detections. */
export interface IncidentEvent {
  /** Permanent: the id of its first detection. */
  readonly id: string;
  readonly added: boolean;
  readonly file: string;
  readonly detectedAt: string;
  readonly incident: Incident;
  /** Ids of its detections that came since the watch began, in the order of the file. */
  readonly ids: readonly string[];
  /** The one of them that tells the incident best. */
  readonly root: FoundDetection;
  readonly session: Session | null;
}

export interface JournalEvents {
  detection(event: DetectionEvent): void;
  incident(event: IncidentEvent): void;
  problem(problem: Problem): void;
  /** What was told under this code is over. */
  solved(code: string): void;
}

const NOTHING_TO_STORE: Result<null> = { ok: true, value: null };

export class Journal {
  readonly #store: WatchStore;
  readonly #events: JournalEvents;
  /** What the store would not take, by incarnation. */
  readonly #kept = new Map<string, ReadRecord>();
  /** Told although they could not be stored. */
  readonly #early = new Set<string>();
  #trouble: string | null = null;

  constructor(store: WatchStore, events: JournalEvents) {
    this.#store = store;
    this.#events = events;
  }

  /** True if something waits to be stored. */
  get waiting(): boolean {
    return this.#kept.size > 0;
  }

  /** Tells what an earlier run may not have told. */
  catchUp(): void {
    const untold = this.#store.untold();
    const told = untold.filter((detection) =>
      this.#say(() => this.#events.detection({ detection, analysis: null })),
    );
    this.#told(told.map((detection) => detection.id));
  }

  /** Stores and tells. A store that fails keeps nobody waiting: the detection is told and stored later. */
  write(reads: readonly ReadRecord[]): void {
    for (const read of reads) this.#keep(read);
    if (this.#kept.size === 0) return;
    const all = [...this.#kept.values()];
    const result = this.#store.record(all);
    if (result.ok) {
      this.#kept.clear();
      const fresh = new Set(result.value);
      const silent = this.#tell(all, (id) => fresh.has(id) && !this.#early.has(id));
      this.#told(result.value.filter((id) => !silent.has(id)));
      this.#early.clear();
      return;
    }
    this.heard(result);
    const later = all.flatMap((read) => read.detections.map((detection) => detection.id));
    const silent = this.#tell(all, (id) => !this.#early.has(id));
    for (const id of later) if (!silent.has(id)) this.#early.add(id);
  }

  /** Tells what keeps the store from working, once, and that it works again. */
  heard(result: Result<unknown>): void {
    const code = result.ok ? null : result.problem.code;
    if (code === this.#trouble) return;
    if (this.#trouble !== null) this.#events.solved(this.#trouble);
    this.#trouble = code;
    if (!result.ok) this.#events.problem(result.problem);
  }

  #keep(read: ReadRecord): void {
    const before = this.#kept.get(read.position.incarnation);
    if (before === undefined) {
      this.#kept.set(read.position.incarnation, read);
      return;
    }
    const known = new Set(before.detections.map((detection) => detection.id));
    this.#kept.set(read.position.incarnation, {
      position: read.position,
      snapshot: read.snapshot === undefined ? before.snapshot : read.snapshot,
      detections: [...before.detections, ...read.detections.filter((each) => !known.has(each.id))],
      analysis: read.analysis ?? before.analysis,
      ids: read.analysis === null ? before.ids : read.ids,
    });
  }

  /** Gives the ids of those that could not be told. */
  #tell(reads: readonly ReadRecord[], isNew: (id: string) => boolean): ReadonlySet<string> {
    const silent = new Set<string>();
    for (const read of reads) {
      const { analysis } = read;
      const fresh = read.detections.filter((detection) => isNew(detection.id));
      for (const detection of fresh) {
        const told = this.#say(() => this.#events.detection({ detection, analysis }));
        if (!told) silent.add(detection.id);
      }
      if (analysis !== null && fresh.length > 0) this.#tellIncidents(read, analysis, fresh);
    }
    return silent;
  }

  /** One listener that fails must not keep the others' news back; what it missed comes at the next start. */
  #say(event: () => void): boolean {
    try {
      event();
      return true;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      const message = `A message that was found could not be reported: ${detail}`;
      this.#events.problem({ path: null, code: 'report-failed', message });
      return false;
    }
  }

  #tellIncidents(read: ReadRecord, analysis: Analysis, fresh: readonly FoundDetection[]): void {
    const isFresh = new Set(fresh.map((detection) => detection.id));
    const detectedAt = fresh[fresh.length - 1]?.detectedAt ?? '';
    for (const incident of analysis.incidents) {
      // PuTTY's own words are those of the root cause, not of what followed from it.
      let root: FoundDetection | null = null;
      const ids: string[] = [];
      for (const index of incident.detections) {
        const detection = analysis.detections[index];
        const id = read.ids[index];
        if (detection === undefined || id === undefined || id === '') continue;
        ids.push(id);
        if (root === null || (root.entry !== incident.entry && detection.entry === incident.entry))
          root = { ...detection, id, file: read.position.path, detectedAt };
      }
      const [first] = ids;
      if (first === undefined || root === null || !ids.some((id) => isFresh.has(id))) continue;
      const event: IncidentEvent = {
        id: first,
        added: ids.every((id) => isFresh.has(id)),
        file: read.position.path,
        detectedAt,
        incident,
        ids,
        root,
        session: analysis.sessions.find((session) => session.index === incident.session) ?? null,
      };
      this.#say(() => this.#events.incident(event));
    }
  }

  #told(ids: readonly string[]): void {
    // Where it fails they are told again after a restart, under the same ids: a nuisance, not a loss.
    this.heard(ids.length === 0 ? NOTHING_TO_STORE : this.#store.told(ids));
  }
}
