/** One log that is being followed: where it stands, and one step of reading it further. */
import type { BigIntStats } from 'node:fs';
import type { Detection } from '../contract/model';
import type {
  FilePosition,
  FileState,
  FileStatus,
  FoundDetection,
  ReadRecord,
} from '../contract/watch';
import type { Clock } from './clock';
import { continues, detectionId, identityOf, sameIdentity, takeFingerprint } from './identity';
import { LogHandle, codeOf, foundInstead, reasonOf } from './log-handle';
import type { LogSession } from './log-session';

/** Bytes that are read at once: the size of the buffer that a watch has for it. */
export const CHUNK_BYTES = 256 * 1024;

/** What one step of reading showed. */
export type Step =
  | { readonly kind: 'read'; readonly more: boolean; readonly found: readonly FoundDetection[] }
  /** Other content stands under the same name and number: overwritten or truncated. */
  | { readonly kind: 'overwritten' }
  /** Another file, or none, stands under the name. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'unreadable' };

/** Changes whenever the file does; read and unread files alike. */
export function signatureOf(stats: BigIntStats): string {
  return `${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`;
}

export class TrackedFile {
  readonly session: LogSession;
  position: FilePosition;
  /** Something may have been written since the last read. */
  pending = true;
  /** The position has moved since it was stored. */
  dirty = false;
  state: FileState = 'following';
  reason: string | null = null;
  size: number;
  /** When it last grew, by the clock's `elapsed`: decides how often it is looked at. */
  grewAt: number;
  /** Milliseconds since 1970. */
  lastReadAt: number | null = null;
  /** When to decide what the engine holds back, if nothing more comes, by `elapsed`; null if it holds nothing. */
  decision: { readonly at: number; readonly what: 'lines' | 'all' } | null = null;
  #signature = '';
  readonly #ids = new WeakMap<Detection, string>();

  constructor(position: FilePosition, session: LogSession, stats: BigIntStats, clock: Clock) {
    this.position = position;
    this.session = session;
    this.size = Number(stats.size);
    // A file that was changed in the future was changed now: clocks of servers go wrong.
    this.grewAt = clock.elapsed() - Math.max(0, clock.now() - Number(stats.mtimeMs));
    this.pending = this.size !== position.offset || !position.settled;
  }

  get path(): string {
    return this.position.path;
  }

  status(): FileStatus {
    return {
      path: this.path,
      size: this.size,
      offset: this.position.offset,
      lastReadAt: this.lastReadAt === null ? null : new Date(this.lastReadAt).toISOString(),
      state: this.state,
      reason: this.reason,
    };
  }

  /** Compares with the last look; a file that is as it was is not opened. */
  look(stats: BigIntStats): void {
    const signature = signatureOf(stats);
    if (signature !== this.#signature || this.state === 'unreadable') this.pending = true;
    this.#signature = signature;
    this.size = Number(stats.size);
  }

  /**
   * Reads up to `limit` bytes on and feeds them to the engine; nothing is stored yet. `buffer` is
   * used until this resolves, and holds nothing of value then.
   */
  async read(limit: number, clock: Clock, buffer: Uint8Array): Promise<Step> {
    let log: LogHandle;
    try {
      log = await LogHandle.open(this.path);
    } catch (error) {
      if (foundInstead(error).kind === 'absent' || codeOf(error) === 'EINVAL')
        return { kind: 'moved' };
      this.#setUnreadable(error);
      return { kind: 'unreadable' };
    }
    try {
      return await this.#read(log, limit, clock, buffer);
    } catch (error) {
      this.#setUnreadable(error);
      return { kind: 'unreadable' };
    } finally {
      await log.close();
    }
  }

  async #read(log: LogHandle, limit: number, clock: Clock, buffer: Uint8Array): Promise<Step> {
    const identity = identityOf(log.stats);
    if (!sameIdentity(identity, this.position.identity)) {
      if (identity.inode !== '0' || this.position.identity.inode !== '0') return { kind: 'moved' };
    }
    const size = Number(log.stats.size);
    if (!(await continues(log.read, size, this.position))) return { kind: 'overwritten' };
    await this.session.prepare(log.read, this.position.offset);
    const end = Math.min(size, this.position.offset + limit);
    let offset = this.position.offset;
    const found: Detection[] = [];
    while (offset < end) {
      const length = Math.min(buffer.length, end - offset);
      const chunk = await log.readInto(buffer, offset, length);
      if (chunk.length === 0) break;
      // Whoever truncates and writes while we read must not have both contents taken for one: what
      // is in doubt is not fed, and the next step finds the file overwritten.
      if ((await log.size()) < offset + chunk.length) break;
      found.push(...this.session.feed(chunk));
      offset += chunk.length;
    }
    this.size = size;
    this.state = 'following';
    this.reason = null;
    if (offset > this.position.offset) {
      this.grewAt = clock.elapsed();
      this.lastReadAt = clock.now();
      this.dirty = true;
      const fingerprint = await takeFingerprint(log.read, offset);
      const born = this.position.identity.born ?? identity.born;
      const known = { ...this.position.identity, born };
      this.position = { ...this.position, identity: known, fingerprint, offset, settled: false };
    }
    this.pending = offset < size;
    return { kind: 'read', more: this.pending, found: this.report(found, clock.now()) };
  }

  /** Gives detections their ids and the time, in milliseconds since 1970; those that were in the file before the watch began are left out. */
  report(detections: readonly Detection[], now: number): readonly FoundDetection[] {
    return detections
      .filter((each) => !this.#isOld(each))
      .map((each) => ({
        id: this.#idOf(each),
        file: this.path,
        detectedAt: new Date(now).toISOString(),
        ...each,
      }));
  }

  /** A message that was there when the watch began; one of which the end came later is new. */
  #isOld(detection: Detection): boolean {
    return detection.offset + Buffer.byteLength(detection.message) <= this.position.reportFrom;
  }

  #idOf(detection: Detection): string {
    let id = this.#ids.get(detection);
    if (id === undefined) {
      id = detectionId(this.position.incarnation, detection.offset, detection.entry);
      this.#ids.set(detection, id);
    }
    return id;
  }

  /** What is to be stored after a step; `whole` if no other may come. */
  record(
    found: readonly FoundDetection[],
    analysis = found.length > 0 ? this.session.analysis() : null,
    whole = false,
  ): ReadRecord {
    return {
      position: this.position,
      snapshot: this.session.toStore(whole),
      detections: found,
      analysis,
      ids: (analysis?.detections ?? []).map((each) => (this.#isOld(each) ? '' : this.#idOf(each))),
    };
  }

  #setUnreadable(error: unknown): void {
    this.state = 'unreadable';
    this.reason = reasonOf(codeOf(error));
    this.pending = false;
  }
}
