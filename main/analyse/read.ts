/** Reads one log; whatever goes wrong with it is a value. */
import type { Problem } from '../contract/model';
import type { Engine } from '../engine/index';
import { analyseFile, PathProblem } from '../watch/whole-file';
import type { ReadAnswer } from './messages';

export async function readLog(path: string, createEngine: () => Engine): Promise<ReadAnswer> {
  try {
    return { ok: true, analysis: await analyseFile(path, createEngine) };
  } catch (error) {
    return { ok: false, problem: problemOf(path, error) };
  }
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
