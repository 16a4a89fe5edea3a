/** What the threads that read logs are told and tell. */
import type { Analysis, Problem } from '../contract/model';
import type { Reading } from './summary';

/** A log to read: a file, or the bytes of a text that was pasted. */
export type LogSource = { readonly path: string } | { readonly text: Uint8Array };

/**
 * To a thread: read this log. `whole` wants all that was found; `kept` wants a summary and the rest
 * in a compact form, and is told how far the reading is.
 */
export interface ReadRequest {
  readonly log: LogSource;
  readonly want: 'whole' | 'kept';
}

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** From a thread: how many bytes were read so far. */
export interface ReadProgress {
  readonly progress: number;
}

/** From a thread: what the log gave, or why it gave nothing. */
export type ReadAnswer = Answer<Analysis>;
export type KeptAnswer = Answer<Reading>;
