/** The only file of the window that talks to the main process. */
import type { Bridge } from '../main/contract/channels';
import type { Answer, Args, Channel, EventName, Events } from '../main/contract/ipc';
import type { Problem } from '../main/contract/model';

declare global {
  interface Window {
    readonly puttyknife: Bridge;
  }
}

/** A request that was answered with a problem; its sentence can be shown as it is. */
export class AskError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'AskError';
  }
}

/** Asks the main process; throws an AskError if it answers with a problem. */
export async function ask<C extends Channel>(channel: C, args: Args<C>): Promise<Answer<C>> {
  const outcome = await window.puttyknife.ask[channel](args);
  if (!outcome.ok) throw new AskError(outcome.problem);
  return outcome.value;
}

/** Listens for an event; what it returns ends the listening. */
export function on<E extends EventName>(name: E, listener: (value: Events[E]) => void): () => void {
  return window.puttyknife.on[name](listener);
}

/** Absolute paths of what was dropped or pasted; of what has none, nothing. */
export function droppedPaths(files: readonly File[]): readonly string[] {
  return window.puttyknife.pathsOf(files);
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
