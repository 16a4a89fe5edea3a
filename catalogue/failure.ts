/** What a check has to say: where, what is wrong, and how to mend it. */
export interface Failure {
  /** Path as a person would open it, from the project's folder. */
  readonly file: string;
  /** Line of the file, from 1. */
  readonly line: number;
  readonly reason: string;
  readonly help: string;
}

/** `file:line: reason` and, indented below it, the help. */
export function formatFailure(failure: Failure): string {
  return `${failure.file}:${failure.line}: ${failure.reason}\n  help: ${failure.help}`;
}

/** By file, then line, so that two runs print the same. */
export function sortFailures(failures: readonly Failure[]): Failure[] {
  return [...failures].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      compare(a.reason, b.reason) ||
      compare(a.help, b.help),
  );
}

/** Order by code unit: the same on every computer, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
