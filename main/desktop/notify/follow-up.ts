/** What is told later about what was held back: counts of the same, of a crowd, of quiet hours. Pure. */
import { isTooSoon } from './doorman';
import type { Rules } from './doorman';
import type { Memory, Subject, Summary } from './memory';
import { snoozeEnd } from './mutes';
import { isQuiet, quietEnd } from './quiet-hours';

export type FollowUp =
  /** The same error with the same host came `count` more times. */
  | { readonly kind: 'again'; readonly incident: string; readonly count: number }
  /** So many came too fast to be told one by one. */
  | { readonly kind: 'crowd'; readonly count: number }
  /** So many came while nothing was to be told. */
  | { readonly kind: 'silence'; readonly count: number };

const MINUTE = 60_000;
/** Milliseconds for which a crowd is counted before it is told, and before it is told again. */
const COUNT_FOR = 2000;
const COUNT_AGAIN = 30_000;
/** Milliseconds after which nobody needs to be told any more: the program did not run. */
const STALE = 60 * MINUTE;
/** How long a crowd's count goes on after its last notification, in milliseconds. */
const CROWD_OVER = 5 * MINUTE;

/** What is to be told now, and the memory after that. */
export function dueFollowUps(
  memory: Memory,
  rules: Rules,
  now: number,
): { readonly due: readonly FollowUp[]; readonly memory: Memory } {
  const due: FollowUp[] = [];
  const silent = !rules.notifications || silentUntil(memory, rules, now) !== null;
  const subjects = memory.subjects.map((subject): Subject => {
    if (subject.counted === 0 || silent || isTooSoon(subject, rules, now)) return subject;
    if (now - againAt(subject.told, rules) < STALE) {
      due.push({ kind: 'again', incident: subject.latest, count: subject.counted });
    }
    return { ...subject, counted: 0, told: now, incident: subject.latest };
  });
  const crowd = silent ? memory.crowd : told(memory.crowd, now, 'crowd', due);
  const silence = silent ? memory.silence : told(memory.silence, now, 'silence', due);
  return { due, memory: { ...memory, subjects, crowd, silence } };
}

/** When there will be something to tell, in milliseconds since 1970; null if nothing waits. */
export function nextFollowUp(memory: Memory, rules: Rules, now: number): number | null {
  if (!rules.notifications) return null;
  const times = memory.subjects.flatMap(({ counted, told }) =>
    counted === 0 ? [] : [againAt(told, rules)],
  );
  if (memory.crowd !== null) times.push(crowdAt(memory.crowd));
  if (memory.silence !== null) times.push(now);
  if (times.length === 0) return null;
  return Math.max(Math.min(...times), silentUntil(memory, rules, now) ?? now);
}

/** When the silence that holds now ends; null if there is none. */
function silentUntil(memory: Memory, rules: Rules, now: number): number | null {
  const quiet =
    rules.quietHours !== null && isQuiet(rules.quietHours, new Date(now))
      ? quietEnd(rules.quietHours, new Date(now))
      : null;
  const snooze = snoozeEnd(memory.mutes, now);
  return quiet === null ? snooze : Math.max(quiet, snooze ?? 0);
}

function againAt(told: number | null, rules: Rules): number {
  return (told ?? 0) + rules.notifyAgainMinutes * MINUTE;
}

function crowdAt({ count, said, since, told }: Summary): number {
  if (told === null) return since + COUNT_FOR;
  return count > said ? told + COUNT_AGAIN : told + CROWD_OVER;
}

function told(
  summary: Summary | null,
  now: number,
  kind: 'crowd' | 'silence',
  due: FollowUp[],
): Summary | null {
  if (summary === null) return null;
  if (kind === 'silence') {
    due.push({ kind, count: summary.count });
    return null;
  }
  if (now < crowdAt(summary)) return summary;
  if (summary.count === summary.said) return null;
  due.push({ kind, count: summary.count });
  return { ...summary, told: now, said: summary.count };
}
