/**
 * Where to start reading a log that was there before the watch: at the header of its last session,
 * so that the engine knows who is speaking when the file grows, without reading years of logs.
 */
import type { ReadBytes } from './identity';
import { FILE_START } from './positioned-engine';
import type { Base } from './positioned-engine';

/** How far back a session's start is looked for. */
export const LOOK_BACK_BYTES = 4 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** PuTTY's header line up to its date (logging.c, logfopen_callback). */
const HEADER = Buffer.from('=~=~=~=~=~=~=~=~=~=~=~= PuTTY log ', 'latin1');
const LINE_FEED = 0x0a;

/** The last session's start before `until`, or the start of a file that is not longer than the look-back. */
export async function lastSessionStart(
  read: ReadBytes,
  until: number,
  lookBack: number = LOOK_BACK_BYTES,
): Promise<Base> {
  if (until <= lookBack) return FILE_START;
  const from = until - lookBack;
  const window = Buffer.from(await read(from, lookBack));
  const start = from + startIn(window);
  let lines = 0;
  let sessions = 0;
  // A header may lie across two chunks: each chunk is searched with the end of the one before.
  let rest: Buffer = Buffer.alloc(0);
  for (let at = 0; at < start;) {
    const chunk = Buffer.from(await read(at, Math.min(CHUNK_BYTES, start - at)));
    if (chunk.length === 0) break;
    at += chunk.length;
    lines += count(chunk, Buffer.of(LINE_FEED));
    const joined = Buffer.concat([rest, chunk]);
    sessions += count(joined, HEADER);
    rest = joined.subarray(Math.max(0, joined.length - HEADER.length + 1));
  }
  return { bytes: start, lines, sessions };
}

function startIn(window: Buffer): number {
  for (let at = window.lastIndexOf(HEADER); at > 0; at = window.lastIndexOf(HEADER, at - 1)) {
    if (window[at - 1] === LINE_FEED) return at;
  }
  const lineEnd = window.indexOf(LINE_FEED);
  return lineEnd === -1 ? 0 : lineEnd + 1;
}

function count(haystack: Buffer, needle: Buffer): number {
  let found = 0;
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1))
    found += 1;
  return found;
}
