/** Many calls in a short time become one. */
import { SYSTEM_CLOCK } from './settle';
import type { Clock } from './settle';

/** Gives a function that runs `task` once, `delay` milliseconds after the first of the calls to it. */
export function coalesced(
  task: () => void,
  delay: number,
  clock: Clock = SYSTEM_CLOCK,
): () => void {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    clock.after(delay, () => {
      waits = false;
      task();
    });
  };
}
