/** Which known position, if any, a file on the disk continues. */
import type { BigIntStats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FilePosition } from '../contract/watch';
import { bornAlike, continues, identityOf, sameIdentity } from './identity';
import type { Ledger } from './ledger';
import { lookAt, withLog } from './log-handle';
import { isRotationOf } from './names';

export type Claim =
  | { readonly kind: 'continues'; readonly position: FilePosition }
  /** The same bytes stand at `path` as well, and are followed there. */
  | { readonly kind: 'double'; readonly path: string; readonly reason: string }
  | { readonly kind: 'new' };

/** Path at which a position is being followed, or null if it is at rest. */
export type FollowedAt = (incarnation: string) => string | null;

/** True if the file at `path` begins with all that was read under this position. */
export async function verified(path: string, position: FilePosition): Promise<boolean> {
  const same = await withLog(path, async (log) =>
    continues(log.read, Number(log.stats.size), position),
  );
  return same === true;
}

/**
 * Finds the position that a file continues: by the file system's numbers (whatever its name is
 * now), then by its path (where those numbers changed), then as the copy that rotation made.
 * `atStart` is true for files found before anything was followed in this run.
 */
export async function claimFor(
  path: string,
  stats: BigIntStats,
  ledger: Ledger,
  followedAt: FollowedAt,
  atStart: boolean,
): Promise<Claim> {
  const identity = identityOf(stats);
  for (const position of ledger.ofIdentity(identity)) {
    const other = followedAt(position.incarnation);
    if (other !== null && (await stillAt(other, position))) {
      return { kind: 'double', path: other, reason: `This is another name of ${other}.` };
    }
    if (await verified(path, position)) return { kind: 'continues', position };
  }
  const moved = [
    ...ledger.ofMovedDevice(identity),
    ...ledger.ofPath(path).filter(
      (position) =>
        // A file that was deleted and made anew with the same content is a new one, and its time of
        // creation says so. Where that is not kept, only a file found at the start is the old one.
        bornAlike(position.identity, identity) &&
        (atStart || (position.identity.born !== null && identity.born !== null)),
    ),
  ];
  for (const position of moved) {
    if (position.offset === 0 || followedAt(position.incarnation) !== null) continue;
    if (await verified(path, position)) return { kind: 'continues', position };
  }
  for (const position of ledger.rotatedTo(path)) {
    if (position.offset === 0 || !(await verified(path, position))) continue;
    const other = followedAt(position.incarnation) ?? position.path;
    if (await holds(other, position)) {
      return { kind: 'double', path: other, reason: `This is a copy of ${other}.` };
    }
    return { kind: 'continues', position };
  }
  return { kind: 'new' };
}

async function stillAt(path: string, position: FilePosition): Promise<boolean> {
  const found = await lookAt(path);
  return found.kind === 'file' && sameIdentity(identityOf(found.stats), position.identity);
}

/** True if the file of this position is still at `path` and still holds what was read from it. */
export async function holds(path: string, position: FilePosition): Promise<boolean> {
  return (await stillAt(path, position)) && (await verified(path, position));
}

/** More entries than this are not searched for a renamed log. */
const MOST_SIBLINGS = 5000;

/**
 * Where a log that lost its name goes on: renamed in the same folder, or copied there and then
 * truncated. Null if it is gone.
 */
export async function findContinuation(
  position: FilePosition,
): Promise<{ path: string; stats: BigIntStats } | null> {
  if (position.offset === 0 && position.identity.inode === '0') return null;
  const folder = dirname(position.path);
  let names: string[];
  try {
    names = (await readdir(folder)).slice(0, MOST_SIBLINGS);
  } catch {
    return null;
  }
  const copies: { path: string; stats: BigIntStats }[] = [];
  for (const name of names) {
    const path = join(folder, name);
    if (path === position.path) continue;
    const found = await lookAt(path);
    if (found.kind !== 'file') continue;
    if (sameIdentity(identityOf(found.stats), position.identity)) {
      if (await verified(path, position)) return { path, stats: found.stats };
    } else if (position.offset > 0 && isRotationOf(path, position.path)) {
      copies.push({ path, stats: found.stats });
    }
  }
  for (const copy of copies) if (await verified(copy.path, position)) return copy;
  return null;
}
