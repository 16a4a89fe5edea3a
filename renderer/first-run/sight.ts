/** What saved sessions let the companion see, by how they log. Pure. */
import type { SavedSession } from '../../main/contract/watch';

/** `nearly` all errors, only those before the `login` is through, or `nothing`. */
export const SIGHTS = ['nearly', 'login', 'nothing'] as const;
export type Sight = (typeof SIGHTS)[number];

export function sightOf(type: SavedSession['log']['type']): Sight {
  switch (type) {
    case 'ssh-packets':
    case 'ssh-raw':
      return 'nearly';
    case 'printable':
    case 'session-output':
      return 'login';
    case 'none':
      return 'nothing';
  }
}

/** How many sessions there are of each. */
export function sights(
  sessions: readonly { readonly log: Pick<SavedSession['log'], 'type'> }[],
): Readonly<Record<Sight, number>> {
  const counts = { nearly: 0, login: 0, nothing: 0 };
  for (const { log } of sessions) counts[sightOf(log.type)] += 1;
  return counts;
}
