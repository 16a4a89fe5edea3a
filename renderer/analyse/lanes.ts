/**
 * What the timeline draws of a session: pure. A lane is as wide as its session is long, and
 * each phase gets at least a share of it that can be seen, since a login of a second would vanish
 * beside a session of an hour. Where the log has no times, the phases stand in their order.
 */
import type { AnalysedIncident, AnalysedSession } from '../../main/contract/analysis-view';
import type { IdleGap, PhaseName } from '../../main/contract/facts';
import type { Severity } from '../../main/contract/model';

/** Places are shares of the lane's width, from 0 to 1. */
export interface LanePart {
  readonly phase: PhaseName;
  readonly from: number;
  readonly to: number;
  /** Null where the log has no times. */
  readonly seconds: number | null;
}

export interface LaneGap {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

export interface LaneMark {
  readonly at: number;
  readonly severity: Severity;
  readonly headline: string;
}

export interface Lane {
  /** False if only the order is known. */
  readonly timed: boolean;
  readonly parts: readonly LanePart[];
  readonly gaps: readonly LaneGap[];
  readonly marks: readonly LaneMark[];
}

/** The smallest share of a lane that a phase gets, and the most that all of these take together. */
const SMALLEST = 0.07;
const MOST = 0.6;

interface Stretch {
  readonly phase: PhaseName;
  readonly line: number;
  readonly start: number | null;
  readonly end: number | null;
}

/** Seconds since 1970 of a log's local time, as if it were UTC; null for a time that is none. */
function secondsOf(time: string | null): number | null {
  const milliseconds = time === null ? Number.NaN : Date.parse(`${time}Z`);
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}

/** @param incidents of the session; those of others are left out. */
export function lane(session: AnalysedSession, incidents: readonly AnalysedIncident[]): Lane {
  const own = incidents.filter((incident) => incident.session === session.index);
  const stretches = stretchesOf(session);
  const timed =
    stretches.length > 0 && stretches.every(({ start, end }) => start !== null && end !== null);
  const parts = timed ? byTime(stretches) : inOrder(stretches);
  const place = (seconds: number | null, line: number): number =>
    timed && seconds !== null ? atTime(stretches, parts, seconds) : atLine(stretches, parts, line);
  return {
    timed,
    parts,
    gaps: timed ? gapsOf(session.idleGaps ?? [], (seconds) => place(seconds, 0)) : [],
    marks: own.map(({ time, line, severity, headline }) => ({
      at: place(secondsOf(time), line),
      severity,
      headline,
    })),
  };
}

/** Each phase with where it begins and ends; the last one ends with the session. */
function stretchesOf(session: AnalysedSession): readonly Stretch[] {
  const phases = session.phases ?? [];
  const begun = secondsOf(session.startedAt ?? phases[0]?.time ?? null);
  const ended =
    begun === null || session.durationSeconds === null ? null : begun + session.durationSeconds;
  return phases.map(({ phase, line, time }, at) => {
    const start = secondsOf(time);
    const next = phases[at + 1];
    const end = next === undefined ? (ended ?? start) : secondsOf(next.time);
    // A clock that was put back in the middle of a session draws nothing backwards.
    return { phase, line, start, end: start === null || end === null ? end : Math.max(start, end) };
  });
}

/** The end is a moment, not a phase that one is in. */
const weightOf = ({ phase }: Stretch): number => (phase === 'end' ? 0.25 : 1);

function byTime(stretches: readonly Stretch[]): readonly LanePart[] {
  const lengths = stretches.map(({ start, end }) => (end ?? 0) - (start ?? 0));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const smallest = Math.min(SMALLEST, MOST / stretches.length);
  const least = stretches.map((stretch) => smallest * weightOf(stretch));
  const free = 1 - least.reduce((sum, share) => sum + share, 0);
  // All within one second: only the order is left to be drawn.
  const shares = lengths.map((length, at) => (least[at] ?? 0) + (length / total) * free);
  return laid(stretches, total === 0 ? stretches.map(weightOf) : shares, lengths);
}

function inOrder(stretches: readonly Stretch[]): readonly LanePart[] {
  return laid(stretches, stretches.map(weightOf), null);
}

/** One after the other, as wide as their shares of the whole. */
function laid(
  stretches: readonly Stretch[],
  shares: readonly number[],
  seconds: readonly number[] | null,
): readonly LanePart[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let from = 0;
  return stretches.map(({ phase }, at) => {
    const to = at === stretches.length - 1 ? 1 : from + (shares[at] ?? 0) / whole;
    const part = { phase, from, to, seconds: seconds?.[at] ?? null };
    from = to;
    return part;
  });
}

function atTime(
  stretches: readonly Stretch[],
  parts: readonly LanePart[],
  seconds: number,
): number {
  // The last one that has begun: of phases within the same second the one that came of it.
  const index = Math.max(
    0,
    stretches.findLastIndex(({ start }) => start !== null && start <= seconds),
  );
  const stretch = stretches[index];
  const part = parts[index];
  if (stretch === undefined || part === undefined) return 0;
  if (stretch.start === null || stretch.end === null) return 0;
  const length = stretch.end - stretch.start;
  const share = length === 0 ? 0.5 : (seconds - stretch.start) / length;
  return part.from + (part.to - part.from) * Math.min(1, Math.max(0, share));
}

function atLine(stretches: readonly Stretch[], parts: readonly LanePart[], line: number): number {
  if (parts.length === 0) return 1;
  const index = Math.max(
    0,
    stretches.findLastIndex((stretch) => stretch.line <= line),
  );
  const part = parts[index];
  return part === undefined ? 0 : (part.from + part.to) / 2;
}

function gapsOf(gaps: readonly IdleGap[], place: (seconds: number) => number): readonly LaneGap[] {
  return gaps.flatMap(({ time, seconds }) => {
    const begun = secondsOf(time);
    if (begun === null) return [];
    return [{ from: place(begun), to: place(begun + seconds), seconds }];
  });
}
