/** Which of the catalogue's messages a way of logging shows, and which it keeps from the companion. */
import type { CategoryEntries, Visibility } from '../contract/doctor';
import type { EntrySummary } from '../contract/entry';
import type { Voice } from '../contract/model';
import type { SavedSession } from '../contract/watch';

type LogType = SavedSession['log']['type'];

/** Whose words stand in each kind of log (PuTTY's logging.c). */
const VOICES: Readonly<Record<LogType, readonly Voice[]>> = {
  none: [],
  printable: ['putty', 'relayed'],
  'session-output': ['putty', 'relayed'],
  'ssh-packets': ['event-log', 'packet'],
  'ssh-raw': ['event-log', 'packet'],
};

/** Messages that are in no kind of log, such as those of a wrong command line, are left out of both. */
export function visibility(type: LogType, entries: readonly EntrySummary[]): Visibility {
  const inSome = new Set(Object.values(VOICES).flat());
  const loggable = entries.filter(
    (entry) => entry.programs.includes('putty') && speaks(entry, inSome),
  );
  const shown = new Set(VOICES[type]);
  return {
    sees: byCategory(loggable.filter((entry) => speaks(entry, shown))),
    hides: byCategory(loggable.filter((entry) => !speaks(entry, shown))),
  };
}

const speaks = (entry: EntrySummary, voices: ReadonlySet<Voice>): boolean =>
  entry.patterns.some((pattern) => pattern.voices.some((voice) => voices.has(voice)));

function byCategory(entries: readonly EntrySummary[]): readonly CategoryEntries[] {
  const categories = new Map<string, string[]>();
  for (const { category, id } of entries) {
    const ids = categories.get(category) ?? [];
    categories.set(category, [...ids, id]);
  }
  return [...categories]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([category, ids]) => ({ category, entries: ids.sort() }));
}

const SUMMARIES: Readonly<Record<LogType, string>> = {
  none: 'Nothing is logged, so no error of this session can be seen.',
  printable:
    'Only what PuTTY prints in its window before the login is through can be seen. What ends a session is shown in a box and never written to this log.',
  'session-output':
    'Only what PuTTY prints in its window before the login is through can be seen. What ends a session is shown in a box and never written to this log.',
  'ssh-packets':
    'All lines of the Event Log can be seen, and with them the errors that end a session. Times are known only from the header.',
  'ssh-raw':
    'All lines of the Event Log can be seen, and with them the errors that end a session, with the time of each and the silence before it.',
};

export const summaryOf = (type: LogType): string => SUMMARIES[type];
