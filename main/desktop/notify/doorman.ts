/**
 * Decides whether an incident is told by a notification, and if not, why: pure. Times are
 * milliseconds since 1970, since what is decided here must hold over a restart.
 */
import type { Severity } from '../../contract/model';
import type { HoldReason } from '../../contract/quiet';
import type { NotifyLevel, Settings } from '../../contract/settings';
import { heldBack } from './held';
import type { Memory, Subject } from './memory';
import { isSnooze, muteFor } from './mutes';
import { isQuiet } from './quiet-hours';

/** An incident that just happened, or went on. */
export interface Arrival {
  readonly incident: string;
  /** Id of a catalogue entry. */
  readonly entry: string;
  readonly host: string | null;
  /** Name of the saved session, or the log's path. */
  readonly session: string;
  readonly severity: Severity;
}

export type Rules = Pick<
  Settings,
  | 'notifications'
  | 'notifyFrom'
  | 'notifyAgainMinutes'
  | 'notifyAfter'
  | 'notifyWithinMinutes'
  | 'quietHours'
  | 'securityAlways'
>;

export type Verdict =
  /** `counted` of the same came since it was told last. */
  | { readonly kind: 'tell'; readonly counted: number }
  /** The incident was told and goes on: its notification is brought up to date, if it is still there. */
  | { readonly kind: 'more' }
  | { readonly kind: 'hold'; readonly reason: HoldReason };

export interface Decision {
  readonly verdict: Verdict;
  readonly memory: Memory;
}

const MINUTE = 60_000;
/** At most so many different notifications in so many milliseconds; one more counts the rest. */
export const CROWD = 3;
export const CROWD_WITHIN = 60_000;
/** Subjects that are remembered; more than anybody has hosts with trouble at the same time. */
const MOST_SUBJECTS = 300;

const RANK: Readonly<Record<NotifyLevel, number>> = { info: 0, warning: 1, error: 2, security: 3 };

/** The same error with the same host. Where the host is not known, the session stands for it. */
export function subjectKey({ entry, host, session }: Arrival): string {
  return JSON.stringify(host === null ? [entry, null, session] : [entry, host.toLowerCase()]);
}

/**
 * @param known what was decided about this incident before, null if it is new. One that was held
 *   back is judged again whenever it goes on, but counted once.
 */
export function decide(
  memory: Memory,
  rules: Rules,
  arrival: Arrival,
  known: 'told' | 'held' | null,
  now: number,
): Decision {
  const key = subjectKey(arrival);
  const before = memory.subjects.find((subject) => subject.key === key);
  if (known === 'told' || (known === null && before?.incident === arrival.incident)) {
    return { verdict: { kind: 'more' }, memory };
  }
  const isNew = known === null;
  const subject = isNew
    ? arrived(before, key, arrival, rules, now)
    : (before ?? unheard(key, arrival));
  const reason = reasonToHold(memory, rules, arrival, subject, now);
  if (reason === null) {
    const told: Subject = { ...subject, told: now, counted: 0, incident: arrival.incident };
    return {
      verdict: { kind: 'tell', counted: subject.counted },
      memory: withLane(withSubject(memory, told), arrival.severity, now),
    };
  }
  if (!isNew) return { verdict: { kind: 'hold', reason }, memory };
  const counted = reason === 'again' ? { ...subject, counted: subject.counted + 1 } : subject;
  return {
    verdict: { kind: 'hold', reason },
    memory: heldBack(withSubject(memory, counted), { key, reason, arrival, now }),
  };
}

function reasonToHold(
  memory: Memory,
  rules: Rules,
  arrival: Arrival,
  subject: Subject,
  now: number,
): HoldReason | null {
  if (!rules.notifications) return 'off';
  const security = arrival.severity === 'security';
  const urgent = security && rules.securityAlways;
  const mute = muteFor(memory.mutes, arrival, now);
  // Who wants an hour of silence means the noise; who mutes a host means that host.
  if (mute !== null && !(urgent && isSnooze(mute))) return 'muted';
  if (RANK[arrival.severity] < RANK[rules.notifyFrom]) return 'severity';
  if (!urgent && isQuiet(rules.quietHours, new Date(now))) return 'quiet';
  // A changed host key is told at the first time, whatever else is asked for.
  if (!security && subject.arrivals.length < rules.notifyAfter) return 'few';
  if (isTooSoon(subject, rules, now)) return 'again';
  return isCrowded(memory, arrival.severity, now) ? 'crowd' : null;
}

/** A clock that was set back must not keep anything silent. */
export function isTooSoon({ told }: Subject, rules: Rules, now: number): boolean {
  return told !== null && now >= told && now - told < rules.notifyAgainMinutes * MINUTE;
}

function unheard(key: string, { incident }: Arrival): Subject {
  return { key, told: null, counted: 0, incident: null, latest: incident, arrivals: [] };
}

function arrived(
  before: Subject | undefined,
  key: string,
  arrival: Arrival,
  rules: Rules,
  now: number,
): Subject {
  const last = before ?? unheard(key, arrival);
  const from = now - rules.notifyWithinMinutes * MINUTE;
  const arrivals = [...last.arrivals.filter((time) => time > from && time <= now), now];
  return { ...last, latest: arrival.incident, arrivals: arrivals.slice(-rules.notifyAfter) };
}

/** Security has a lane of its own: no crowd of broken connections may hide a changed host key. */
function isCrowded(memory: Memory, severity: Severity, now: number): boolean {
  return recent(memory.lanes[laneOf(severity)], now).length >= CROWD;
}

function withLane(memory: Memory, severity: Severity, now: number): Memory {
  const lane = laneOf(severity);
  return {
    ...memory,
    lanes: { ...memory.lanes, [lane]: [...recent(memory.lanes[lane], now), now] },
  };
}

function laneOf(severity: Severity): 'security' | 'usual' {
  return severity === 'security' ? 'security' : 'usual';
}

function recent(times: readonly number[], now: number): readonly number[] {
  return times.filter((time) => time <= now && now - time < CROWD_WITHIN);
}

function withSubject(memory: Memory, subject: Subject): Memory {
  const others = memory.subjects.filter(({ key }) => key !== subject.key);
  return { ...memory, subjects: [...others, subject].slice(-MOST_SUBJECTS) };
}
