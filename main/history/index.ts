/** The history: what was read, what was found, kept over restarts and crashes. */
export { csvHead, csvRow, exportJson } from './export';
export { RECURRING } from './insights';
export { openHistory, readHistory } from './open';
export type { History, HistoryReader, OpenedHistory } from './open';
