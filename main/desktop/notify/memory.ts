/** What notifications must not forget over a restart: mutes, what was told when, what was held back. */
import * as v from 'valibot';
import { HOLD_REASONS, muteSchema } from '../../contract/quiet';
import type { HoldReason, Mute } from '../../contract/quiet';

/** The same error with the same host. Times are milliseconds since 1970. */
export interface Subject {
  /** See `subjectKey`. */
  readonly key: string;
  /** When it was told last. */
  readonly told: number | null;
  /** How many came since then. */
  readonly counted: number;
  /** The incident that was told last. */
  readonly incident: string | null;
  /** The incident that came last. */
  readonly latest: string;
  /** When it came, as far back as "only after N in M minutes" looks. */
  readonly arrivals: readonly number[];
}

/** Incidents of one subject that were held back for one reason. */
export interface Held {
  readonly id: string;
  readonly reason: HoldReason;
  /** The latest of them. */
  readonly incident: string;
  readonly count: number;
  readonly since: number;
  readonly last: number;
}

/** Incidents to be summed up in one notification. */
export interface Summary {
  readonly count: number;
  readonly since: number;
  /** When it was told last. */
  readonly told: number | null;
  /** How many it said then. */
  readonly said: number;
}

export interface Memory {
  readonly mutes: readonly Mute[];
  /** The latest last. */
  readonly subjects: readonly Subject[];
  /** The latest last. */
  readonly held: readonly Held[];
  /** What came too fast to be told one by one. */
  readonly crowd: Summary | null;
  /** What came in quiet hours, or while all was muted for a while. */
  readonly silence: Summary | null;
  /** When notifications were shown lately. */
  readonly lanes: { readonly usual: readonly number[]; readonly security: readonly number[] };
}

export const NO_MEMORY: Memory = {
  mutes: [],
  subjects: [],
  held: [],
  crowd: null,
  silence: null,
  lanes: { usual: [], security: [] },
};

const time = v.pipe(v.number(), v.integer());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const key = v.pipe(v.string(), v.maxLength(10_000));

const summary = v.nullable(v.object({ count, since: time, told: v.nullable(time), said: count }));

export const memorySchema: v.GenericSchema<unknown, Memory> = v.object({
  mutes: v.array(muteSchema),
  subjects: v.array(
    v.object({
      key,
      told: v.nullable(time),
      counted: count,
      incident: v.nullable(key),
      latest: key,
      arrivals: v.array(time),
    }),
  ),
  held: v.array(
    v.object({
      id: key,
      reason: v.picklist(HOLD_REASONS),
      incident: key,
      count,
      since: time,
      last: time,
    }),
  ),
  crowd: summary,
  silence: summary,
  lanes: v.object({ usual: v.array(time), security: v.array(time) }),
});
