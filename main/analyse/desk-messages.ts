/** What the desk's thread is asked and tells; the requests of the window go through nearly as they are. */
import type {
  AnalysedDetails,
  AnalysisBatch,
  AnalysisSource,
  AnalysisView,
  ReportPreview,
  ViewedLines,
} from '../contract/analysis-view';
import type { Args, ReportWish } from '../contract/ipc';
import type { Problem } from '../contract/model';

export interface DeskRequests {
  start: (args: AnalysisSource) => { readonly id: string };
  cancel: (args: { readonly id: string }) => null;
  get: (args: Args<'analysis.get'>) => AnalysisView | null;
  details: (args: Args<'analysis.details'>) => AnalysedDetails;
  lines: (args: Args<'analysis.lines'>) => ViewedLines;
  find: (args: Args<'analysis.find'>) => { readonly line: number } | null;
  /** Where a log lies. */
  path: (args: { readonly id: string; readonly file: number }) => { readonly path: string };
  preview: (args: ReportWish) => ReportPreview;
  text: (args: ReportWish) => { readonly text: string };
  /** Writes the report into a file. */
  save: (args: { readonly wish: ReportWish; readonly file: string }) => null;
}

export type DeskCall = keyof DeskRequests;
export type DeskArgs<C extends DeskCall> = Parameters<DeskRequests[C]>[0];
export type DeskAnswer<C extends DeskCall> = ReturnType<DeskRequests[C]>;

export type DeskRequest = {
  [C in DeskCall]: { readonly number: number; readonly call: C; readonly args: DeskArgs<C> };
}[DeskCall];

export type DeskMessage =
  | { readonly kind: 'batch'; readonly batch: AnalysisBatch }
  | { readonly kind: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly number: number; readonly problem: Problem };

/** What the desk's thread is started with. */
export interface DeskSettings {
  /** Path of the reading threads' program. */
  readonly program: string;
  readonly threads: number;
  /** Of Puttyknife, for reports. */
  readonly version: string;
}
