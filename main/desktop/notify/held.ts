/** The list of what was held back, and what of it will be summed up later. Pure. */
import type { HoldReason } from '../../contract/quiet';
import type { Arrival } from './doorman';
import type { Held, Memory, Summary } from './memory';
import { isSnooze, muteFor } from './mutes';

/** Rows that are kept; older ones are in the history anyway. */
const MOST_HELD = 200;

export interface Holding {
  /** The subject's key. */
  readonly key: string;
  readonly reason: HoldReason;
  readonly arrival: Arrival;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The memory with one more incident held back. */
export function heldBack(memory: Memory, { key, reason, arrival, now }: Holding): Memory {
  const id = `${reason} ${key}`;
  const before = memory.held.find((held) => held.id === id);
  const next: Held = {
    id,
    reason,
    incident: arrival.incident,
    count: (before?.count ?? 0) + 1,
    since: before?.since ?? now,
    last: now,
  };
  const others = memory.held.filter((held) => held !== before);
  const kept: Memory = { ...memory, held: [...others, next].slice(-MOST_HELD) };
  if (reason === 'crowd') return { ...kept, crowd: oneMore(memory.crowd, now) };
  const mute = reason === 'muted' ? muteFor(memory.mutes, arrival, now) : null;
  const waits = reason === 'quiet' || (mute !== null && isSnooze(mute));
  return waits ? { ...kept, silence: oneMore(memory.silence, now) } : kept;
}

function oneMore(summary: Summary | null, now: number): Summary {
  return summary === null
    ? { count: 1, since: now, told: null, said: 0 }
    : { ...summary, count: summary.count + 1 };
}

/** The memory without what is about incidents that were deleted from the history. */
export function withoutDeleted(memory: Memory, exists: (incident: string) => boolean): Memory {
  return {
    ...memory,
    subjects: memory.subjects.filter(({ latest }) => exists(latest)),
    held: memory.held.filter(({ incident }) => exists(incident)),
  };
}
