/** Mutes: which of them an incident meets, and which are over. Pure. */
import type { Mute, MuteKind, MuteScope } from '../../contract/quiet';

/** What an incident is known by. */
export interface MuteSubject {
  readonly entry: string;
  readonly host: string | null;
  readonly session: string;
}

const MINUTE = 60_000;

/** The mute that an incident meets at this moment (milliseconds since 1970); null if none. */
export function muteFor(mutes: readonly Mute[], subject: MuteSubject, now: number): Mute | null {
  return mutes.find((mute) => lasts(mute, now) && fits(mute, subject)) ?? null;
}

export function lasts({ until }: Mute, now: number): boolean {
  return until === null || Date.parse(until) > now;
}

/** Mutes everything: "no notifications for an hour". */
export function isSnooze({ entry, host, session }: MuteScope): boolean {
  return entry === null && host === null && session === null;
}

/** When the last snooze that holds now ends, in milliseconds since 1970; null if there is none, or no end. */
export function snoozeEnd(mutes: readonly Mute[], now: number): number | null {
  const ends = mutes.flatMap((mute) =>
    isSnooze(mute) && mute.until !== null && lasts(mute, now) ? [Date.parse(mute.until)] : [],
  );
  return ends.length === 0 ? null : Math.max(...ends);
}

/** Null where the incident does not tell: a host that is not known cannot be muted. */
export function scopeOf(kind: MuteKind, subject: MuteSubject): MuteScope | null {
  const nothing: MuteScope = { entry: null, host: null, session: null };
  switch (kind) {
    case 'here':
      return { ...nothing, entry: subject.entry, host: subject.host };
    case 'entry':
      return { ...nothing, entry: subject.entry };
    case 'host':
      return subject.host === null ? null : { ...nothing, host: subject.host };
    case 'session':
      return { ...nothing, session: subject.session };
  }
}

/**
 * The mutes with one more; one with the same scope is replaced, those that are over are dropped.
 *
 * @param minutes null for ever
 */
export function withMute(
  mutes: readonly Mute[],
  scope: MuteScope,
  minutes: number | null,
  now: number,
): readonly Mute[] {
  const { entry, host, session } = scope;
  const id = JSON.stringify([entry, host?.toLowerCase() ?? null, session]);
  const until = minutes === null ? null : new Date(now + minutes * MINUTE).toISOString();
  const mute: Mute = { id, entry, host, session, since: new Date(now).toISOString(), until };
  return [mute, ...mutes.filter((other) => other.id !== id && lasts(other, now))];
}

function fits(mute: Mute, subject: MuteSubject): boolean {
  if (mute.entry !== null && mute.entry !== subject.entry) return false;
  if (mute.session !== null && mute.session !== subject.session) return false;
  return mute.host === null || mute.host.toLowerCase() === subject.host?.toLowerCase();
}
