/** Which files the arguments of `analyze` mean. */
import type { Problem } from '../contract/model';
import { findLogs } from '../analyse/find-logs';

export interface Input {
  /** As it was named, or found in a folder; `-` is standard input. */
  readonly path: string;
  /** Bytes; 0 where that is not known. */
  readonly size: number;
}

export interface Inputs {
  readonly files: readonly Input[];
  readonly problems: readonly Problem[];
  /** Files in folders that are no logs, and were passed over. */
  readonly skipped: number;
}

/** Resolves files as they are and folders to the logs in them, in the order of their paths. */
export async function findInputs(paths: readonly string[]): Promise<Inputs> {
  const files: Input[] = [];
  const problems: Problem[] = [];
  let skipped = 0;
  for (const path of paths) {
    const found: Input[] = [];
    for await (const finding of findLogs([path])) {
      if (finding.kind === 'log') found.push({ path: finding.path, size: finding.size });
      else if (finding.kind === 'problem') problems.push(finding.problem);
      else skipped += finding.count;
    }
    found.sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const file of found) files.push(file);
  }
  return { files, problems, skipped };
}
