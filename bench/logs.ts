/** Large logs for measuring, made of real ones: the login once, then the session over and over. */
import { closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const TRANSCRIPTS = join(import.meta.dirname, '../catalogue/transcripts/healthy');
const BLOCK = 8 << 20;

export type Kind = 'terminal' | 'packets';

const SOURCES: Readonly<Record<Kind, { readonly file: string; readonly sessionStart: string }>> = {
  terminal: { file: 'ordinary-session--session.log', sessionStart: 'Last login' },
  packets: { file: 'ordinary-session--sshlog.log', sessionStart: 'Event Log: Opened main channel' },
};

/** Makes a log of `megabytes` in `folder`, or takes the one that is there; gives its path. */
export function largeLog(folder: string, kind: Kind, megabytes: number): string {
  const path = join(folder, `${kind}-${String(megabytes)}.log`);
  const size = megabytes << 20;
  if (existsSync(path) && statSync(path).size === size) return path;
  const { file, sessionStart } = SOURCES[kind];
  const source = readFileSync(join(TRANSCRIPTS, file));
  const start = source.indexOf(sessionStart);
  const session = source.subarray(start);
  const block = Buffer.concat(
    Array.from({ length: Math.ceil(BLOCK / session.length) }, () => session),
  );
  const out = openSync(path, 'w');
  try {
    let written = writeSync(out, source.subarray(0, start));
    while (written < size) written += writeSync(out, block.subarray(0, size - written));
  } finally {
    closeSync(out);
  }
  return path;
}
