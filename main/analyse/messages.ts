/** What the threads that read logs are told and tell. */
import type { Analysis, Problem } from '../contract/model';

/** To a thread: read this log. */
export interface ReadRequest {
  readonly path: string;
}

/** From a thread: what the log gave, or why it gave nothing. */
export type ReadAnswer =
  | { readonly ok: true; readonly analysis: Analysis }
  | { readonly ok: false; readonly problem: Problem };
