/** Which file a file is: told by the file system's numbers, and by hashes of what was read. */
import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import type { FileIdentity, FilePosition, Fingerprint } from '../contract/watch';

/** Bytes at the start of a file, and before the offset, that are hashed. */
const HEAD_BYTES = 1024;
const TAIL_BYTES = 256;

/** Reads `length` bytes at `position`, or fewer at the end of the file. */
export type ReadBytes = (position: number, length: number) => Promise<Uint8Array>;

/** Stands for a file that was never read. */
export const EMPTY_FINGERPRINT: Fingerprint = {
  headLength: 0,
  head: '',
  tailLength: 0,
  tail: '',
};

/** Devices that keep times of creation: one file on them has shown it. */
const keepsBirth = new Set<bigint>();

/**
 * Learns whether a device keeps times of creation. Where it does not, either 0 or the time of the
 * last change stands in their place. In a new file the two are equal anyway, so that one file alone
 * does not tell; any other on the same device, or its folder, does.
 */
export function learnBirth(stats: BigIntStats): void {
  if (stats.birthtimeNs > 0n && stats.birthtimeNs !== stats.ctimeNs) keepsBirth.add(stats.dev);
}

/** The file system's numbers for a file. */
export function identityOf(stats: BigIntStats): FileIdentity {
  learnBirth(stats);
  return {
    device: String(stats.dev),
    inode: String(stats.ino),
    born: keepsBirth.has(stats.dev) ? String(stats.birthtimeNs) : null,
  };
}

/** Key under which files with the same numbers meet; what was born at different times differs still. */
export function identityKey(identity: FileIdentity): string {
  return `${identity.device}:${identity.inode}`;
}

/** True if the numbers are those of one file. Inode numbers are used again soon after a deletion. */
export function sameIdentity(left: FileIdentity, right: FileIdentity): boolean {
  return (
    left.inode !== '0' &&
    left.inode === right.inode &&
    left.device === right.device &&
    bornAlike(left, right)
  );
}

/** True unless both times of creation are known and differ. */
export function bornAlike(left: FileIdentity, right: FileIdentity): boolean {
  return left.born === null || right.born === null || left.born === right.born;
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

/** Hashes what lies before `offset`; the bytes must have been read already. */
export async function takeFingerprint(read: ReadBytes, offset: number): Promise<Fingerprint> {
  const headLength = Math.min(HEAD_BYTES, offset);
  const tailLength = Math.min(TAIL_BYTES, offset);
  if (offset === 0) return EMPTY_FINGERPRINT;
  const head = await read(0, headLength);
  const tail =
    offset <= HEAD_BYTES
      ? head.subarray(offset - tailLength)
      : await read(offset - tailLength, tailLength);
  return { headLength, head: hash(head), tailLength, tail: hash(tail) };
}

/** True if a file of `size` bytes still begins with what was read from it up to the position's offset. */
export async function continues(
  read: ReadBytes,
  size: number,
  position: Pick<FilePosition, 'offset' | 'fingerprint'>,
): Promise<boolean> {
  const { offset, fingerprint } = position;
  if (size < offset) return false;
  if (offset === 0) return true;
  const now = await takeFingerprint(read, offset);
  return now.head === fingerprint.head && now.tail === fingerprint.tail;
}

/** A name for the `count`-th content (from 0) that was found under these numbers and this path. */
export function incarnationName(path: string, identity: FileIdentity, count: number): string {
  return digest([path, identityKey(identity), String(count)]);
}

/** The permanent id of what stands at `offset` of one incarnation. */
export function detectionId(incarnation: string, offset: number, entry: string): string {
  return digest([incarnation, String(offset), entry]);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 24);
}
