/** Holds what the engine reads in a recorded log against what a person reads in it. */
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LogType } from '../../main/contract/model';
import type { Recorded } from './record';
import type { Reading } from './scenario';

/** Where logs go that the engine reads in another way, to be looked at. */
const ASIDE = join(import.meta.dirname, '../../node_modules/.cache/corpus');

/** The part of an expectation that is compared; all but `about` is missing if the test refused it. */
interface Expected {
  readonly logType?: LogType;
  readonly sessions: readonly { readonly port: number | null; readonly endedBy: string | null }[];
  readonly detections: readonly { readonly entry: string }[];
  readonly incidents: readonly { readonly entry: string; readonly cause?: string }[];
}

/** One line for each difference. A log with one is moved out of the transcripts. */
export function compare(recorded: readonly Recorded[]): string[] {
  rmSync(ASIDE, { recursive: true, force: true });
  const differences: string[] = [];
  for (const { file, reading } of recorded) {
    const expected = `${file}.expected.json`;
    const found = differencesOf(JSON.parse(readFileSync(expected, 'utf8')) as Expected, reading);
    if (found.length === 0) continue;
    differences.push(...found.map((difference) => `${basename(file)}: ${difference}`));
    mkdirSync(ASIDE, { recursive: true });
    for (const path of [file, expected]) renameSync(path, join(ASIDE, basename(path)));
  }
  return differences;
}

function differencesOf(expected: Expected, { tells, more = {} }: Reading): string[] {
  if (expected.logType === undefined) {
    return [tells.length > 0 ? `nothing read, but ${list(tells)} is there` : 'a false alarm'];
  }
  const [session] = expected.sessions;
  const pairs: [string, string, string | undefined][] = [
    ['entries', list(expected.detections.map(({ entry }) => entry)), list(tells)],
    [
      'incidents',
      list(expected.incidents.map(({ entry }) => entry)),
      more.roots && list(more.roots),
    ],
    ['cause', String(expected.incidents[0]?.cause), more.cause],
    ['sessions', String(expected.sessions.length), more.sessions?.toString()],
    ['port', String(session?.port), more.port?.toString()],
    ['end', String(session?.endedBy), more.endedBy],
    ['log type', expected.logType, more.logType],
  ];
  return pairs.flatMap(([what, engine, person]) =>
    person === undefined || engine === person
      ? []
      : [`${what}: the engine reads ${engine}, a person ${person}`],
  );
}

const list = (ids: readonly string[]): string =>
  [...new Set(ids)].toSorted().join(' ') || 'nothing';
