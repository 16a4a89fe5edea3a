/** The history: what was read, what was found, kept over restarts and crashes. */
export { openHistory, readHistory } from './open';
export type { History, OpenedHistory } from './open';
