/** The bytes of a log that was read, to be looked at again: of a file, or of a pasted text. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { PathProblem } from '../watch/whole-file';

export interface LogBytes {
  /** Up to `length` bytes from `position` on; fewer only at the end. */
  read(position: number, length: number): Promise<Buffer>;
}

export const bytesOfText = (text: Uint8Array): LogBytes => ({
  read: (position, length) =>
    Promise.resolve(
      Buffer.from(text.buffer, text.byteOffset + position).subarray(
        0,
        Math.min(length, text.length - position),
      ),
    ),
});

/**
 * Opens the log, lets it be used, closes it.
 * @param bytes how many of it were analysed; line numbers mean nothing in one that became shorter.
 * @throws PathProblem if it is gone or was overwritten.
 */
export async function withLogBytes<T>(
  path: string,
  bytes: number,
  use: (log: LogBytes) => Promise<T>,
): Promise<T> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => {
    throw new PathProblem({
      path,
      code: 'log-gone',
      message: 'The log can no longer be read. It was moved, deleted or closed to you.',
    });
  });
  try {
    const info = await file.stat();
    if (!info.isFile() || info.size < bytes) {
      throw new PathProblem({
        path,
        code: 'log-changed',
        message: 'The log has been overwritten since it was analysed. Analyse it again.',
      });
    }
    return await use({ read: (position, length) => readAt(file, position, length) });
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const rest = length - filled;
    const { bytesRead } = await file.read(buffer, filled, rest, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
