/** Following logs: where PuTTY writes them, what was written, what it means. */
export { createCompanion } from './companion';
export type { Companion, CompanionEvents, CompanionOptions } from './companion';
export { engineFactory } from './engine-port';
export type { EngineFactory } from './engine-port';
export type { DetectionEvent, IncidentEvent } from './journal';
export { memoryStore } from './memory-store';
export { targetAt } from './roots';
export { parseLogName } from './names';
export { readSavedSessions } from './putty-sessions';
export { targetsOf } from './session-settings';
