/** Reads one log; whatever goes wrong with it is a value. */
import { stat } from 'node:fs/promises';
import type { EntrySummary } from '../contract/entry';
import type { Problem } from '../contract/model';
import type { Engine } from '../engine/index';
import { analyseFile, PathProblem } from '../watch/whole-file';
import type { KeptAnswer, LogSource, ReadAnswer } from './messages';
import { pack, summarise } from './summary';

export async function readLog(path: string, createEngine: () => Engine): Promise<ReadAnswer> {
  try {
    return { ok: true, value: await analyseFile(path, createEngine) };
  } catch (error) {
    return { ok: false, problem: problemOf(path, error) };
  }
}

/**
 * Reads a log that is to be looked at: what was found is summarised and packed.
 * @param progress called with the bytes read so far.
 */
export async function keepLog(
  log: LogSource,
  createEngine: () => Engine,
  entries: ReadonlyMap<string, EntrySummary>,
  progress: (bytes: number) => void,
): Promise<KeptAnswer> {
  const path = 'path' in log ? log.path : '';
  let engine: Engine | null = null;
  const create = (): Engine => (engine = createEngine());
  const places: number[] = [1, 0];
  try {
    const analysis =
      'path' in log
        ? await analyseFile(log.path, create, {
            progress: (bytes, { line, offset }) => {
              if (line !== places.at(-2)) places.push(line, offset);
              progress(bytes);
            },
          })
        : analyseText(log.text, create());
    const lines = linesOf(engine);
    // One that was removed while it was read was read all the same.
    const after = 'path' in log ? await stat(log.path).catch(() => null) : null;
    return {
      ok: true,
      value: {
        summary: summarise(analysis, lines, entries),
        size: after?.size ?? analysis.bytes,
        writtenAt: after?.mtimeMs ?? 0,
        packed: pack(analysis),
        places: Float64Array.from(places),
      },
    };
  } catch (error) {
    return { ok: false, problem: problemOf(path, error) };
  }
}

/** The last line end begins a line only if something stands in it. */
const linesOf = (engine: Engine | null): number => (engine?.position.line ?? 1) - 1;

function analyseText(text: Uint8Array, engine: Engine): ReturnType<Engine['analysis']> {
  engine.feed(text);
  engine.finish();
  return engine.analysis();
}

/** An error that nothing expected is told as well, and keeps no other log from being read. */
export function problemOf(path: string, error: unknown): Problem {
  if (error instanceof PathProblem) return error.problem;
  const reason = error instanceof Error ? error.message : String(error);
  return {
    path,
    code: 'internal',
    message: `Something went wrong that nothing expected: ${reason}`,
  };
}
