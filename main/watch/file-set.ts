/**
 * Which files are followed, and under which names: brought into line with what stands on the disk.
 * A log that is renamed keeps its position; one that is overwritten or deleted gives it up.
 */
import type { BigIntStats } from 'node:fs';
import type { FilePosition, FileStatus, WatchStore } from '../contract/watch';
import { claimFor, findContinuation, holds } from './claims';
import type { Claim } from './claims';
import type { Clock } from './clock';
import type { EngineFactory } from './engine-port';
import type { Folders } from './folders';
import { EMPTY_FINGERPRINT, identityOf, sameIdentity, takeFingerprint } from './identity';
import { Ledger } from './ledger';
import { lookAt, withLog } from './log-handle';
import type { Found } from './log-handle';
import { LogSession } from './log-session';
import { Notes } from './notes';
import type { Root } from './roots';
import { TrackedFile, signatureOf } from './tracked-file';

export interface FileSetOptions {
  readonly from: 'start' | 'end';
  readonly createEngine: EngineFactory;
  readonly store: WatchStore;
  readonly folders: Folders;
  readonly clock: Clock;
  /** A path whose file is to be looked at in the next turn. */
  readonly hint: (path: string) => void;
  /** A file is no longer followed; its session can still say what it held back. */
  readonly gone: (file: TrackedFile) => void;
}

/** Each of these costs a wake-up of the thread pool, so there are few; nothing is opened. */
const LOOKS_AT_ONCE = 128;
const OPEN_AT_ONCE = 16;

export class FileSet {
  readonly #options: FileSetOptions;
  readonly #ledger: Ledger;
  readonly #tracked = new Map<string, TrackedFile>();
  readonly #notes = new Notes();
  readonly #changed = new Set<string>();
  /** Sizes of files that were there at first, but could not be read then. */
  readonly #firstSizes = new Map<string, number>();
  /** Paths that were found to hold what is followed elsewhere, as they were then. */
  readonly #doubles = new Map<string, string>();
  #roots: readonly Root[] = [];

  constructor(options: FileSetOptions) {
    this.#options = options;
    this.#ledger = new Ledger(options.store.positions());
  }

  setRoots(roots: readonly Root[]): void {
    this.#roots = roots;
  }

  files(): readonly TrackedFile[] {
    return [...this.#tracked.values()];
  }

  /** Paths that are named in the status without being followed. */
  notedPaths(): readonly string[] {
    return this.#notes.paths();
  }

  statuses(): readonly FileStatus[] {
    return [...this.files().map((file) => file.status()), ...this.#notes.all()];
  }

  /** Statuses that changed since the last call. */
  takeChanges(): readonly FileStatus[] {
    const changes: FileStatus[] = [];
    for (const path of this.#changed) {
      changes.push(this.#tracked.get(path)?.status() ?? this.#notes.get(path) ?? goneFrom(path));
    }
    this.#changed.clear();
    return changes;
  }

  /** The file's position or state is another now. */
  touched(file: TrackedFile): void {
    this.#ledger.put(file.position);
    this.#changed.add(file.path);
  }

  /** Other content took the place of what was followed here; the old content may go on as a copy. */
  async overwritten(file: TrackedFile): Promise<void> {
    this.#tracked.delete(file.path);
    await this.#resettle([file]);
  }

  /**
   * Brings what is followed into line with what stands at these paths. `first` holds the targets
   * that were watched before if this is the first look at the present ones, else it is null.
   */
  async reconcile(paths: ReadonlySet<string>, first: ReadonlySet<string> | null): Promise<void> {
    const displaced: TrackedFile[] = [];
    const arrived: { path: string; stats: BigIntStats }[] = [];
    const looks = await inGroups([...paths], LOOKS_AT_ONCE, async (path) => ({
      path,
      found: await lookAt(path),
    }));
    for (const { path, found } of looks) {
      const file = this.#tracked.get(path);
      if (file !== undefined && !this.#stays(file, found)) {
        displaced.push(file);
        this.#tracked.delete(path);
      }
      if (found.kind !== 'file') this.#note(path, found);
      else if (!this.#tracked.has(path) && this.#doubles.get(path) !== signatureOf(found.stats)) {
        arrived.push({ path, stats: found.stats });
      }
    }
    await this.#resettle(displaced);
    const claims = await inGroups(arrived, OPEN_AT_ONCE, async ({ path, stats }) => ({
      path,
      stats,
      claim: await claimFor(path, stats, this.#ledger, this.#followedAt, first !== null),
    }));
    for (const { path, stats, claim } of claims) {
      if (!this.#tracked.has(path)) await this.#settle(path, stats, claim, first);
    }
  }

  async #settle(
    path: string,
    stats: BigIntStats,
    claim: Claim,
    first: ReadonlySet<string> | null,
  ): Promise<void> {
    this.#doubles.delete(path);
    if (claim.kind === 'double') {
      this.#setDouble(path, stats, claim.reason);
      return;
    }
    if (claim.kind === 'new') {
      await this.#adopt(path, stats, first);
      return;
    }
    const other = this.#followedAt(claim.position.incarnation);
    if (other === null) {
      this.#follow(claim.position, path, stats);
      return;
    }
    const holder = this.#tracked.get(other);
    if (holder === undefined || (await holds(other, holder.position))) {
      this.#setDouble(path, stats, `This is another name of ${other}.`);
      return;
    }
    // It was renamed, or copied and then truncated, and its old name's turn has not come.
    this.#tracked.delete(other);
    this.#options.hint(other);
    this.#move(holder, path, stats);
  }

  /** True if the followed file still stands at its path; then it is marked for reading if it changed. */
  #stays(file: TrackedFile, found: Found): boolean {
    if (found.kind === 'unreadable') {
      file.state = 'unreadable';
      file.reason = found.reason;
      this.#changed.add(file.path);
      return true;
    }
    if (found.kind !== 'file') return false;
    const identity = identityOf(found.stats);
    const numberless = identity.inode === '0' && file.position.identity.inode === '0';
    if (!numberless && !sameIdentity(identity, file.position.identity)) return false;
    file.look(found.stats);
    return true;
  }

  /** Looks for the new names of files that lost theirs; those that have none are done with. */
  async #resettle(displaced: TrackedFile[]): Promise<void> {
    for (let file = displaced.pop(); file !== undefined; file = displaced.pop()) {
      const place = await findContinuation(file.position);
      if (place === null) {
        await this.letGo(file);
        continue;
      }
      const holder = this.#tracked.get(place.path);
      if (holder !== undefined) {
        this.#tracked.delete(place.path);
        displaced.push(holder);
      }
      this.#move(file, place.path, place.stats);
    }
  }

  /** Goes on with a followed file under another name. */
  #move(file: TrackedFile, path: string, stats: BigIntStats): void {
    file.position = { ...file.position, path, identity: identityOf(stats) };
    file.dirty = true;
    file.pending = true;
    file.look(stats);
    this.#ledger.put(file.position);
    this.#tracked.set(path, file);
    this.#notes.delete(path);
    this.#changed.add(path);
  }

  /** A file is gone, or is no longer asked for: what it held back is decided. */
  async letGo(file: TrackedFile): Promise<void> {
    this.#tracked.delete(file.path);
    this.#changed.add(file.path);
    this.#options.gone(file);
    this.#ledger.put(file.position);
    file.session.release();
    const root = this.#roots.find((each) => each.file === file.path);
    if (root === undefined) return;
    const found = await lookAt(file.path);
    if (found.kind === 'absent') this.#note(file.path, found);
  }

  async #adopt(path: string, stats: BigIntStats, first: ReadonlySet<string> | null): Promise<void> {
    const size = Number(stats.size);
    const identity = identityOf(stats);
    for (const position of this.#ledger.ofIdentity(identity)) {
      const other = this.#followedAt(position.incarnation);
      // Two names of one new file arrived together.
      if (other !== null && (await holds(other, position))) {
        this.#setDouble(path, stats, `This is another name of ${other}.`);
        return;
      }
    }
    const roots = this.#options.folders.rootsOf(path);
    if (
      first !== null &&
      this.#options.from === 'end' &&
      !roots.some((root) => first.has(root.key))
    ) {
      this.#firstSizes.set(path, size);
    }
    const skipped = Math.min(this.#firstSizes.get(path) ?? 0, size);
    const fingerprint =
      skipped === 0
        ? EMPTY_FINGERPRINT
        : await withLog(path, async (log) => takeFingerprint(log.read, skipped));
    if (fingerprint === null) {
      const found = await lookAt(path);
      const reason =
        found.kind === 'unreadable' ? found.reason : 'You do not have permission to read it.';
      this.#setNote(path, size, 'unreadable', reason);
      return;
    }
    this.#firstSizes.delete(path);
    const incarnation = this.#ledger.newIncarnation(path, identity);
    this.#follow(
      {
        incarnation,
        path,
        identity,
        fingerprint,
        offset: skipped,
        reportFrom: skipped,
        settled: true,
      },
      path,
      stats,
    );
  }

  #follow(position: FilePosition, path: string, stats: BigIntStats): void {
    const identity = identityOf(stats);
    const placed = {
      ...position,
      path,
      identity: { ...identity, born: identity.born ?? position.identity.born },
    };
    const session = new LogSession(this.#options.createEngine, () =>
      this.#options.store.snapshot(position.incarnation),
    );
    const file = new TrackedFile(placed, session, stats, this.#options.clock);
    file.look(stats);
    // What an earlier run read last may still wait to be decided.
    file.pending = file.size !== placed.offset || !placed.settled;
    file.dirty = position.path !== path;
    this.#ledger.put(placed);
    this.#tracked.set(path, file);
    this.#notes.delete(path);
    this.#changed.add(path);
  }

  readonly #followedAt = (incarnation: string): string | null => {
    const path = this.#ledger.get(incarnation)?.path;
    return path !== undefined && this.#tracked.get(path)?.position.incarnation === incarnation
      ? path
      : null;
  };

  #note(path: string, found: Exclude<Found, { kind: 'file' }>): void {
    const explicit = this.#roots.some((root) => root.file === path);
    if (found.kind === 'absent') {
      this.#doubles.delete(path);
      this.#options.folders.missed(path);
      if (found.link) {
        const reason = 'This link leads to no file now. It is followed as soon as there is one.';
        this.#setNote(path, 0, 'waiting', reason);
      } else if (explicit)
        this.#setNote(
          path,
          0,
          'waiting',
          'There is no such file yet. It is followed as soon as there is one.',
        );
      else if (this.#notes.delete(path)) this.#changed.add(path);
    } else if (!this.#tracked.has(path)) {
      this.#setNote(path, 0, found.kind === 'other' ? 'ignored' : 'unreadable', found.reason);
    }
  }

  /** What is followed under another name is compared with it again only when it changes. */
  #setDouble(path: string, stats: BigIntStats, reason: string): void {
    this.#doubles.set(path, signatureOf(stats));
    this.#setNote(path, Number(stats.size), 'ignored', reason);
  }

  #setNote(path: string, size: number, state: FileStatus['state'], reason: string): void {
    if (this.#notes.set({ path, size, offset: 0, lastReadAt: null, state, reason }))
      this.#changed.add(path);
  }
}

/** Told once, when a path is no longer followed; it is not in `statuses` then. */
function goneFrom(path: string): FileStatus {
  const reason = 'The file is gone.';
  return { path, size: 0, offset: 0, lastReadAt: null, state: 'waiting', reason };
}

/** Does the same to all, `atOnce` at a time, and keeps the order. */
async function inGroups<T, R>(
  items: readonly T[],
  atOnce: number,
  action: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(action))));
  }
  return results;
}
