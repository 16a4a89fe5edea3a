/**
 * Whether the computer's clock may be believed when old history is to be deleted. A clock that an empty
 * battery set to 2099 makes everything old, and what is deleted is deleted for good. So a clock that is
 * far ahead of when the program was last used deletes nothing, until a start on a later day finds
 * it going on from there: then it was a long pause.
 */
import type { Sql } from './sql';

/** In milliseconds since 1970. */
export interface Belief {
  readonly believed: number;
  /** A time that was too far ahead to be believed; null if the clock is believed. */
  readonly doubted: number | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** A program in daily use sees its clock more often than this. */
const MOST_AHEAD_MS = 30 * DAY_MS;

/** What is believed once the clock shows `now`; `starting` at the first look after a start. */
export function believe(before: Belief, now: number, starting: boolean): Belief {
  const { believed, doubted } = before;
  if (now - believed <= MOST_AHEAD_MS) return { believed: now, doubted: null };
  const since = doubted === null ? -1 : now - doubted;
  const goesOn = since >= 0 && since <= MOST_AHEAD_MS;
  if (starting && goesOn && since >= DAY_MS) return { believed: now, doubted: null };
  return { believed, doubted: goesOn ? doubted : now };
}

export class TrustedClock {
  readonly #sql: Sql;
  readonly #now: () => Date;
  #belief: Belief;

  /** Looks at the clock once; throws what the database throws. */
  constructor(sql: Sql, now: () => Date) {
    this.#sql = sql;
    this.#now = now;
    const time = now().getTime();
    this.#belief = believe(stored(sql) ?? { believed: time, doubted: null }, time, true);
  }

  /** The time, or null while the clock is not believed. */
  now(): Date | null {
    const time = this.#now();
    this.#belief = believe(this.#belief, time.getTime(), false);
    this.save();
    return this.#belief.doubted === null ? time : null;
  }

  /** Keeps what is believed for the next start. */
  save(): void {
    const { believed, doubted } = this.#belief;
    this.#sql.run(
      `INSERT INTO clock (id, believed, doubted) VALUES (1, ?, ?)
       ON CONFLICT (id) DO UPDATE SET believed = excluded.believed, doubted = excluded.doubted`,
      [believed, doubted],
    );
  }
}

function stored(sql: Sql): Belief | null {
  const row = sql.all('SELECT believed, doubted FROM clock')[0];
  return (row as Belief | undefined) ?? null;
}
