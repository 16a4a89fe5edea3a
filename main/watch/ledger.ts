/** All positions that are known, found by path or by the file system's numbers. No file is touched. */
import { basename, dirname, join } from 'node:path';
import type { FileIdentity, FilePosition } from '../contract/watch';
import { identityKey, incarnationName, sameIdentity } from './identity';
import { rotationOrigins } from './names';

export class Ledger {
  readonly #positions = new Map<string, FilePosition>();
  readonly #byPath = new Map<string, Set<string>>();
  readonly #byKey = new Map<string, Set<string>>();
  readonly #byInode = new Map<string, Set<string>>();

  constructor(positions: readonly FilePosition[]) {
    for (const position of positions) this.put(position);
  }

  get(incarnation: string): FilePosition | undefined {
    return this.#positions.get(incarnation);
  }

  put(position: FilePosition): void {
    const before = this.#positions.get(position.incarnation);
    this.#positions.set(position.incarnation, position);
    if (before?.path === position.path && before.identity === position.identity) return;
    if (before !== undefined) {
      for (const [index, key] of this.#keys(before)) index.get(key)?.delete(position.incarnation);
    }
    for (const [index, key] of this.#keys(position)) {
      const set = index.get(key) ?? new Set<string>();
      set.add(position.incarnation);
      index.set(key, set);
    }
  }

  #keys(position: FilePosition): readonly (readonly [Map<string, Set<string>>, string])[] {
    return [
      [this.#byPath, position.path],
      [this.#byKey, identityKey(position.identity)],
      [this.#byInode, position.identity.inode],
    ];
  }

  /** Positions of files with these numbers, latest first. */
  ofIdentity(identity: FileIdentity): readonly FilePosition[] {
    return this.#of(this.#byKey, identityKey(identity)).filter((position) =>
      sameIdentity(position.identity, identity),
    );
  }

  /** Positions whose device number alone differs: those change when a drive is mounted anew. */
  ofMovedDevice(identity: FileIdentity): readonly FilePosition[] {
    return this.#of(this.#byInode, identity.inode).filter(
      (position) => identity.born !== null && position.identity.born === identity.born,
    );
  }

  ofPath(path: string): readonly FilePosition[] {
    return this.#of(this.#byPath, path);
  }

  /** Positions in the same folder of which rotation could have made a copy under this name. */
  rotatedTo(path: string): readonly FilePosition[] {
    return rotationOrigins(basename(path)).flatMap((name) =>
      this.ofPath(join(dirname(path), name)),
    );
  }

  #of(index: ReadonlyMap<string, ReadonlySet<string>>, key: string): FilePosition[] {
    const found: FilePosition[] = [];
    for (const incarnation of index.get(key) ?? []) {
      const position = this.#positions.get(incarnation);
      if (position !== undefined) found.push(position);
    }
    return found.reverse();
  }

  /** A name that no position has yet, the same one each time the same things happen. */
  newIncarnation(path: string, identity: FileIdentity): string {
    for (let count = 0; ; count += 1) {
      const name = incarnationName(path, identity, count);
      if (!this.#positions.has(name)) return name;
    }
  }
}
