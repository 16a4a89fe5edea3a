/**
 * Several lines that are one event become one incident, and its causes are ranked by what the
 * session shows.
 */
import type { EntrySummary } from '../contract/entry';
import type { Detection, Incident, RankedCause } from '../contract/model';
import { evaluate } from './conditions';
import type { Circumstances } from './conditions';
import { LOGIN_CATEGORIES } from './facts';
import { mismatch } from './mismatch';
import { toSession } from './session-state';
import type { SessionState } from './session-state';

/** The incidents of one session. `first` is the index of its first detection in the file. */
export function diagnose(
  session: SessionState,
  detections: readonly Detection[],
  first: number,
  entries: ReadonlyMap<string, EntrySummary>,
): Incident[] {
  const failed = toSession(session).endedBy === 'error';
  const groups = new Map<string, number[]>();
  detections.forEach((detection, index) => {
    const group = groupOf(detection, session, entries, failed);
    if (group === null) return;
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [index]);
    else members.push(index);
  });
  const seen = new Map<string, number>();
  for (const detection of detections) {
    if (!seen.has(detection.entry)) seen.set(detection.entry, detection.line);
  }
  return [...groups.values()].map((members) => {
    const root = rootOf(
      members.map((member) => at(detections, member)),
      entries,
    );
    const entry = entries.get(root.entry);
    const causes = entry ? rankCauses(entry, root, session, seen) : [];
    return {
      entry: root.entry,
      session: session.index,
      count: members.length,
      detections: members.map((member) => first + member),
      recovered: isRecovered(at(detections, members.at(-1) ?? 0), session),
      causes,
      fixes: entry ? fixesInOrder(entry, causes) : [],
    };
  });
}

/** Detections with the same group are one event; null where nothing went wrong after all. */
function groupOf(
  detection: Detection,
  session: SessionState,
  entries: ReadonlyMap<string, EntrySummary>,
  failed: boolean,
): string | null {
  const category = entries.get(detection.entry)?.category ?? '';
  const { loggedIn, keysOffered, keysRefused } = session.facts;
  if (detection.entry === 'key-refused' && loggedIn === true) {
    // With several keys in the agent all but one are refused, and that is how it should be.
    const oneWasAccepted =
      keysOffered !== null && keysRefused !== null && keysOffered > keysRefused;
    if (oneWasAccepted) return null;
  }
  if (detection.voice === 'relayed') return detection.entry;
  if (failed && loggedIn !== true) return 'not-logged-in';
  if (LOGIN_CATEGORIES.has(category)) return detection.entry;
  return failed && category !== 'forwarding' ? 'ended' : detection.entry;
}

/** Whether the login went through after the detection. */
const isRecovered = ({ line }: Detection, { facts }: SessionState): boolean =>
  facts.phases?.some((phase) => phase.phase === 'session' && phase.line > line) ?? false;

/** A security warning if there is one, else the last thing that went wrong by itself. */
function rootOf(
  members: readonly Detection[],
  entries: ReadonlyMap<string, EntrySummary>,
): Detection {
  const causes = members.filter((member) => entries.get(member.entry)?.consequence !== true);
  const candidates = causes.length > 0 ? causes : members;
  const root = candidates.find((member) => member.severity === 'security') ?? candidates.at(-1);
  return root ?? at(members, 0);
}

/** How much a cause's place in the entry counts: the first is the most common. */
const prior = (index: number): number => 1 / (index + 1);
const SPEAKS_FOR = 4;
const SPEAKS_AGAINST = 0.25;

export function rankCauses(
  entry: EntrySummary,
  detection: Detection,
  session: Pick<SessionState, 'facts' | 'factLines'>,
  seen: ReadonlyMap<string, number>,
): RankedCause[] {
  const known: Circumstances = {
    facts: session.facts,
    factLines: session.factLines,
    captures: detection.captures,
    line: detection.line,
    seen,
  };
  const lists = mismatch(detection, session);
  const weighed = entry.causes.map((cause, index) => {
    const verdict = cause.when ? evaluate(cause.when, known) : { holds: null, evidence: [] };
    const factor = verdict.holds === null ? 1 : verdict.holds ? SPEAKS_FOR : SPEAKS_AGAINST;
    return { id: cause.id, weight: prior(index) * factor, evidence: verdict.evidence };
  });
  const total = weighed.reduce((sum, cause) => sum + cause.weight, 0);
  return weighed
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ id, weight, evidence }, rank) => ({
      id,
      score: Math.round((weight / total) * 1000) / 1000,
      evidence: rank === 0 ? [...lists, ...evidence] : evidence,
    }));
}

function fixesInOrder(entry: EntrySummary, causes: readonly RankedCause[]): string[] {
  const ordered = causes.flatMap(
    (ranked) => entry.causes.find((cause) => cause.id === ranked.id)?.fixes ?? [],
  );
  return [...new Set(ordered)];
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${String(index)}`);
  return value;
}
