/** Small JSON files of our own: checked when read, replaced in one step when written. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

export interface Reading<T> {
  readonly value: T;
  /** Where a file that could not be understood was put, or null. */
  readonly setAside: string | null;
}

/**
 * Reads `file` by `schema`. A missing file gives `fallback`; one that is broken is kept beside it
 * under another name, so that nothing a person wrote is lost.
 */
export function readJson<T>(
  file: string,
  schema: v.GenericSchema<unknown, T>,
  fallback: T,
  now: Date,
): Reading<T> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { value: fallback, setAside: null };
  }
  const parsed = v.safeParse(schema, parse(text));
  if (parsed.success) return { value: parsed.output, setAside: null };
  const aside = `${file}.broken-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  try {
    renameSync(file, aside);
  } catch {
    return { value: fallback, setAside: null };
  }
  return { value: fallback, setAside: aside };
}

function parse(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    // A list would pass as an object without any of its keys.
    return Array.isArray(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/**
 * Writes the value whole or not at all: a crash leaves the old file or the new one.
 *
 * @returns the text that was written.
 */
export function writeJson(file: string, value: unknown): string {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  return text;
}
