/** Paths that are not followed, each with the reason, named once. */
import type { FileStatus } from '../contract/watch';

export class Notes {
  readonly #notes = new Map<string, FileStatus>();

  /** True if this was not known. */
  set(status: FileStatus): boolean {
    const before = this.#notes.get(status.path);
    this.#notes.set(status.path, status);
    return before?.state !== status.state || before.reason !== status.reason;
  }

  get(path: string): FileStatus | undefined {
    return this.#notes.get(path);
  }

  /** True if there was something to delete. */
  delete(path: string): boolean {
    return this.#notes.delete(path);
  }

  all(): readonly FileStatus[] {
    return [...this.#notes.values()];
  }

  /** All but the copies and odd things that are left alone for good reason still change: all are looked at again. */
  paths(): readonly string[] {
    return [...this.#notes.keys()];
  }
}
