/** The history as the watch writes it: offsets and detections together, or neither. */
import type { Analysis, Incident, Session } from '../contract/model';
import type {
  FilePosition,
  FoundDetection,
  ReadRecord,
  Result,
  WatchStore,
} from '../contract/watch';
import { SELECT_DETECTIONS } from './queries';
import { toDetection, toPosition } from './rows';
import { attempt } from './sql';
import type { Sql } from './sql';

export class Store implements WatchStore {
  readonly #sql: Sql;
  readonly #path: string;
  readonly #now: () => string;

  /** `now` gives the time in ISO 8601. */
  constructor(sql: Sql, path: string, now: () => string) {
    this.#sql = sql;
    this.#path = path;
    this.#now = now;
  }

  targets(): readonly string[] {
    return this.#sql.all('SELECT key FROM targets').map((row) => (row as { key: string }).key);
  }

  positions(): readonly FilePosition[] {
    const columns =
      'incarnation, path, device, inode, born, head_length, head, tail_length, tail, offset, report_from, settled';
    return this.#sql.all(`SELECT ${columns} FROM files ORDER BY rowid`).map(toPosition);
  }

  snapshot(incarnation: string): unknown {
    const text = this.#sql.value('SELECT snapshot FROM files WHERE incarnation = ?', [incarnation]);
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : null;
  }

  begin(targets: readonly string[], positions: readonly FilePosition[]): Result<null> {
    return this.#write(() => {
      for (const position of positions) this.#putPosition(position, undefined);
      for (const key of targets) {
        this.#sql.run('INSERT OR IGNORE INTO targets (key, since) VALUES (?, ?)', [
          key,
          this.#now(),
        ]);
      }
      return null;
    });
  }

  record(reads: readonly ReadRecord[]): Result<readonly string[]> {
    return this.#write(() => {
      const fresh: string[] = [];
      for (const read of reads) {
        const { incarnation } = read.position;
        this.#putPosition(read.position, read.snapshot);
        // Sessions first: then a message's words are indexed once, together with its host.
        if (read.analysis !== null) this.#putSessions(read, read.analysis);
        for (const detection of read.detections) {
          if (this.#putDetection(incarnation, detection)) fresh.push(detection.id);
        }
        if (read.analysis !== null) this.#putIncidents(read, read.analysis);
      }
      return fresh;
    });
  }

  untold(): readonly FoundDetection[] {
    return this.#sql.all(`${SELECT_DETECTIONS} WHERE d.told = 0 ORDER BY d.seq`).map(toDetection);
  }

  told(ids: readonly string[]): Result<null> {
    return this.#write(() => {
      for (const id of ids) this.#sql.run('UPDATE detections SET told = 1 WHERE id = ?', [id]);
      return null;
    });
  }

  #write<T>(action: () => T): Result<T> {
    return attempt(this.#path, () => this.#sql.transaction(action));
  }

  #putPosition(position: FilePosition, snapshot: unknown): void {
    const { identity, fingerprint } = position;
    this.#sql.run(
      `INSERT INTO files (incarnation, path, device, inode, born, head_length, head, tail_length, tail, offset,
                          report_from, settled, updated, snapshot)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (incarnation) DO UPDATE SET
         path = excluded.path, device = excluded.device, inode = excluded.inode, born = excluded.born,
         head_length = excluded.head_length, head = excluded.head,
         tail_length = excluded.tail_length, tail = excluded.tail, offset = excluded.offset,
         report_from = excluded.report_from, settled = excluded.settled, updated = excluded.updated,
         snapshot = coalesce(excluded.snapshot, snapshot)`,
      [
        position.incarnation,
        position.path,
        identity.device,
        identity.inode,
        identity.born,
        fingerprint.headLength,
        fingerprint.head,
        fingerprint.tailLength,
        fingerprint.tail,
        position.offset,
        position.reportFrom,
        position.settled ? 1 : 0,
        this.#now(),
        snapshot === undefined ? null : JSON.stringify(snapshot),
      ],
    );
  }

  /** True if it was not there before: the same bytes may be read again after a crash. */
  #putDetection(incarnation: string, detection: FoundDetection): boolean {
    const changes = this.#sql.run(
      `INSERT OR IGNORE INTO detections
         (id, incarnation, file, detected_at, entry, severity, message, voice, line, offset, session, time, captures)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        detection.id,
        incarnation,
        detection.file,
        detection.detectedAt,
        detection.entry,
        detection.severity,
        detection.message,
        detection.voice,
        detection.line,
        detection.offset,
        detection.session,
        detection.time,
        JSON.stringify(detection.captures),
      ],
    );
    return changes > 0;
  }

  /** Sessions in which something was detected. */
  #putSessions(read: ReadRecord, analysis: Analysis): void {
    const touched = new Set(read.detections.map(({ session }) => session));
    for (const session of analysis.sessions) {
      if (touched.has(session.index)) this.#putSession(read.position.incarnation, session);
    }
  }

  #putSession(incarnation: string, session: Session): void {
    this.#sql.run(
      `INSERT INTO sessions (incarnation, number, host, user, started_at, facts) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (incarnation, number) DO UPDATE SET
         host = excluded.host, user = excluded.user, started_at = excluded.started_at, facts = excluded.facts`,
      [
        incarnation,
        session.index,
        session.host,
        session.user,
        session.startedAt,
        JSON.stringify(session.facts),
      ],
    );
  }

  /** The incidents of sessions in which something was detected, as they look now. */
  #putIncidents(read: ReadRecord, analysis: Analysis): void {
    const { incarnation } = read.position;
    const detectedAt = new Map<number, string>();
    for (const each of read.detections) {
      if (!detectedAt.has(each.session)) detectedAt.set(each.session, each.detectedAt);
    }
    const kept = new Map([...detectedAt.keys()].map((session) => [session, new Set<string>()]));
    for (const incident of analysis.incidents) {
      const its = kept.get(incident.session);
      const at = detectedAt.get(incident.session);
      if (its === undefined || at === undefined) continue;
      const id = this.#putIncident(read, analysis, incident, at);
      if (id !== null) its.add(id);
    }
    for (const [session, its] of kept) this.#dropIncidents(incarnation, session, its);
  }

  /** Gives the incident's id, or null if nothing of it is stored. */
  #putIncident(
    read: ReadRecord,
    analysis: Analysis,
    incident: Incident,
    detectedAt: string,
  ): string | null {
    const idOf = (index: number): readonly string[] => {
      const id = read.ids[index];
      return id === undefined || id === '' ? [] : [id];
    };
    const ids = incident.detections.flatMap(idOf);
    const isRoot = (index: number): boolean => analysis.detections[index]?.entry === incident.entry;
    // The root may be from before the watch began, and is not stored then: another stands for it.
    const stored = this.#stored([...incident.detections.filter(isRoot).flatMap(idOf), ...ids]);
    const [id] = ids;
    if (id === undefined || stored === null) return null;
    this.#sql.run(
      `INSERT INTO incidents (id, incarnation, session, entry, root, count, detections, causes, fixes, detected_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET
         entry = excluded.entry, root = excluded.root, count = excluded.count,
         detections = excluded.detections, causes = excluded.causes, fixes = excluded.fixes`,
      [
        id,
        read.position.incarnation,
        incident.session,
        incident.entry,
        stored,
        incident.count,
        JSON.stringify(ids),
        JSON.stringify(incident.causes),
        JSON.stringify(incident.fixes),
        detectedAt,
      ],
    );
    return id;
  }

  /** The first of these ids that is stored. */
  #stored(ids: readonly string[]): string | null {
    for (const id of ids) {
      if (this.#sql.value('SELECT 1 FROM detections WHERE id = ?', [id]) !== undefined) return id;
    }
    return null;
  }

  /** Incidents that have become part of another one. */
  #dropIncidents(incarnation: string, session: number, kept: ReadonlySet<string>): void {
    const rows = this.#sql.all('SELECT id FROM incidents WHERE incarnation = ? AND session = ?', [
      incarnation,
      session,
    ]);
    for (const row of rows) {
      const { id } = row as { id: string };
      if (!kept.has(id)) this.#sql.run('DELETE FROM incidents WHERE id = ?', [id]);
    }
  }
}
