/** The compiled catalogue as the desktop uses it: summaries always, bodies from the first explanation on. */
import type { EntryBody, EntrySummary } from '../contract/entry';
import { createMatcher } from '../engine/index';
import type { Matcher } from '../engine/index';
import { problem, ProblemError } from './problem';

export interface Knowledge {
  readonly entries: readonly EntrySummary[];
  readonly matcher: Matcher;
  entry(id: string): EntrySummary | undefined;
  /** Throws a ProblemError if there is no such entry. */
  body(id: string): Promise<EntryBody>;
}

/** `readBodies` gives the bodies by id; it is called once, when the first one is wanted. */
export function createKnowledge(
  entries: readonly EntrySummary[],
  readBodies: () => Promise<Readonly<Record<string, EntryBody>>>,
): Knowledge {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  let bodies: Promise<Readonly<Record<string, EntryBody>>> | null = null;
  return {
    entries,
    matcher: createMatcher(entries),
    entry: (id) => byId.get(id),
    async body(id) {
      bodies ??= readBodies();
      const all = await bodies;
      const body = Object.hasOwn(all, id) ? all[id] : undefined;
      if (body === undefined) {
        throw new ProblemError(problem('no-entry', 'This message is not in the catalogue.'));
      }
      return body;
    },
  };
}
