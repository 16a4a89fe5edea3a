/** The database library, narrowed to what is used, with errors as values. */
import Database from 'libsql';
import type { Problem } from '../contract/model';
import type { Result } from '../contract/watch';

export type Value = string | number | null;

/** One connection. Everything is synchronous; errors are thrown and become Problems at the border. */
export class Sql {
  readonly #db: Database.Database;
  readonly #prepared = new Map<string, Database.Statement>();

  /** Throws where the file cannot be opened or made; `wait` is how long to wait for a lock, in milliseconds. */
  constructor(path: string, wait = 0) {
    this.#db = new Database(path, { timeout: wait });
  }

  exec(text: string): void {
    this.#db.exec(text);
  }

  /** Runs one statement; gives how many rows it changed. */
  run(text: string, values: readonly Value[] = []): number {
    return this.#statement(text).run([...values]).changes;
  }

  all(text: string, values: readonly Value[] = []): readonly unknown[] {
    return this.#statement(text).all([...values]);
  }

  /** The first column of the first row; undefined if there is none. */
  value(text: string, values: readonly Value[] = []): unknown {
    const row = this.all(text, values)[0];
    return typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined;
  }

  /** All of it or nothing. */
  transaction<T>(action: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = action();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk ends the transaction by itself.
      if (this.#db.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#prepared.clear();
    this.#db.close();
  }

  #statement(text: string): Database.Statement {
    let statement = this.#prepared.get(text);
    if (statement === undefined) {
      statement = this.#db.prepare(text);
      this.#prepared.set(text, statement);
    }
    return statement;
  }
}

export function sqliteCode(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'UNKNOWN';
}

export function isCorruption(error: unknown): boolean {
  return /^SQLITE_(?:CORRUPT|NOTADB)/.test(sqliteCode(error));
}

export function isBusy(error: unknown): boolean {
  return /^SQLITE_(?:BUSY|LOCKED)/.test(sqliteCode(error));
}

/** Does something with the database at `path`; what is thrown becomes a Problem. */
export function attempt<T>(path: string, action: () => T): Result<T> {
  try {
    return { ok: true, value: action() };
  } catch (error) {
    return { ok: false, problem: problemOf(path, error) };
  }
}

/** What went wrong, and what can be done about it. */
export function problemOf(path: string, error: unknown): Problem {
  const code = sqliteCode(error);
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'SQLITE_FULL' || detail.includes('ENOSPC')) {
    return {
      path,
      code: 'disk-full',
      message:
        'The disk is full, so the history cannot be written. What is found is kept in memory and stored once there is room.',
    };
  }
  if (isCorruption(error)) {
    return {
      path,
      code: 'history-corrupt',
      message: 'The history is damaged. It is set aside and a new one begun at the next start.',
    };
  }
  if (isBusy(error)) {
    return {
      path,
      code: 'history-busy',
      message:
        'Another program is using the history. What is found is kept in memory and stored as soon as it is free.',
    };
  }
  if (code === 'SQLITE_READONLY' || code === 'SQLITE_PERM') {
    return {
      path,
      code: 'history-read-only',
      message: 'The history cannot be written. Check that you may write to its folder.',
    };
  }
  return { path, code: 'history-failed', message: `The history could not be used: ${detail}` };
}
