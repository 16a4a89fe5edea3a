/** The log of our own errors: one small file that a bug report can be written from. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const LARGEST = 512 * 1024;

/** Tells the own log what failed, and with which error. */
export type Failed = (what: string, thrown?: unknown) => void;

export class OwnLog {
  constructor(private readonly file: string) {}

  /** Adds one entry. Written at once, because the process may be about to end; never throws. */
  write(what: string, thrown?: unknown): void {
    const detail = thrown === undefined ? '' : `: ${describe(thrown)}`;
    const entry = `${new Date().toISOString()} ${what}${detail}\n`;
    try {
      mkdirSync(path.dirname(this.file), { recursive: true });
      this.#turnOver();
      appendFileSync(this.file, entry, { mode: 0o600 });
    } catch {
      process.stderr.write(entry);
    }
  }

  #turnOver(): void {
    try {
      if (statSync(this.file).size > LARGEST) renameSync(this.file, `${this.file}.1`);
    } catch {
      // There is no file yet.
    }
  }
}

function describe(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.stack ?? thrown.message;
  return String(thrown);
}
