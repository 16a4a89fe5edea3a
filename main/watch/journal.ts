/**
 * Between the reading and the world: first a detection and the offset behind it are stored in one
 * transaction, then it is told. What was stored and perhaps not told is told at the next start, so
 * each detection is stored once, and none is missed.
 */
import type { Analysis, Incident, Problem, Session } from '../contract/model';
import type { FoundDetection, ReadRecord, WatchStore } from '../contract/watch';

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
  /** Those of the incident, in the order of the file; `incident.detections` are indexes into the file's. */
  readonly detections: readonly FoundDetection[];
  readonly session: Session | null;
}

export interface JournalEvents {
  detection(event: DetectionEvent): void;
  incident(event: IncidentEvent): void;
  problem(problem: Problem): void;
}

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
    for (const detection of untold) this.#events.detection({ detection, analysis: null });
    this.#told(untold.map((detection) => detection.id));
  }

  /** Stores and tells. A store that fails keeps nobody waiting: the detection is told and stored later. */
  write(reads: readonly ReadRecord[]): void {
    for (const read of reads) this.#keep(read);
    if (this.#kept.size === 0) return;
    const all = [...this.#kept.values()];
    const result = this.#store.record(all);
    if (result.ok) {
      this.#kept.clear();
      if (this.#trouble !== null) this.#trouble = null;
      const fresh = new Set(result.value);
      this.#tell(all, (id) => fresh.has(id) && !this.#early.has(id));
      this.#told(result.value);
      this.#early.clear();
      return;
    }
    if (this.#trouble !== result.problem.code) this.#events.problem(result.problem);
    this.#trouble = result.problem.code;
    const later = all.flatMap((read) => read.detections.map((detection) => detection.id));
    this.#tell(all, (id) => !this.#early.has(id));
    for (const id of later) this.#early.add(id);
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

  #tell(reads: readonly ReadRecord[], isNew: (id: string) => boolean): void {
    for (const read of reads) {
      const fresh = read.detections.filter((detection) => isNew(detection.id));
      for (const detection of fresh) this.#events.detection({ detection, analysis: read.analysis });
      if (read.analysis !== null && fresh.length > 0)
        this.#tellIncidents(read, read.analysis, fresh);
    }
  }

  #tellIncidents(read: ReadRecord, analysis: Analysis, fresh: readonly FoundDetection[]): void {
    const isFresh = new Set(fresh.map((detection) => detection.id));
    const detectedAt = fresh[fresh.length - 1]?.detectedAt ?? '';
    for (const incident of analysis.incidents) {
      const ids = incident.detections.map((index) => read.ids[index] ?? '');
      if (!ids.some((id) => isFresh.has(id))) continue;
      const detections: FoundDetection[] = [];
      for (const index of incident.detections) {
        const detection = analysis.detections[index];
        const id = read.ids[index];
        if (detection === undefined || id === undefined) continue;
        detections.push({ ...detection, id, file: read.position.path, detectedAt });
      }
      this.#events.incident({
        id: ids[0] ?? '',
        added: ids.every((id) => isFresh.has(id)),
        file: read.position.path,
        detectedAt,
        incident,
        detections,
        session: analysis.sessions.find((session) => session.index === incident.session) ?? null,
      });
    }
  }

  #told(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const result = this.#store.told(ids);
    // They are told again after a restart, under the same ids: a nuisance, not a loss.
    if (!result.ok) this.#events.problem(result.problem);
  }
}
