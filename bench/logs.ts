/** Large logs for measuring, made of real ones: the login once, then what happened in the session over and over. */
import { closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const TRANSCRIPTS = join(import.meta.dirname, '../catalogue/transcripts/healthy');
const BLOCK = 8 << 20;

export type Kind = 'terminal' | 'packets';

interface Source {
  readonly file: string;
  /** The line with which the session starts, and the first that belongs to its end. */
  readonly start: string;
  readonly end: string;
}

const SOURCES: Readonly<Record<Kind, Source>> = {
  terminal: { file: 'ordinary-session--session.log', start: 'Last login', end: '\rlogout' },
  packets: {
    file: 'ordinary-session--sshlog.log',
    start: 'Event Log: Started a shell/command',
    end: 'Event Log: Session sent command exit status',
  },
};

/** Makes a log of `megabytes` in `folder`, or takes the one that is there; gives its path. */
export function largeLog(folder: string, kind: Kind, megabytes: number): string {
  const path = join(folder, `${kind}-${String(megabytes)}.log`);
  const size = megabytes << 20;
  if (existsSync(path) && statSync(path).size === size) return path;
  const { file, ...marks } = SOURCES[kind];
  const source = readFileSync(join(TRANSCRIPTS, file));
  const start = source.indexOf(marks.start);
  const end = source.indexOf(marks.end);
  if (start < 0 || end < start) throw new Error(`${file} has no session any more`);
  const session = source.subarray(start, end);
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
