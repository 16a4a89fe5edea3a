/** Where no algorithm is agreed on, the two lists are what a person needs to see. */
import type { AlgorithmOffer, FactName } from '../contract/facts';
import type { Detection, Evidence } from '../contract/model';
import type { SessionState } from './session-state';

/** The lists that an entry is about: in both directions where they can differ. */
const LISTS: Readonly<Record<string, readonly (keyof AlgorithmOffer)[]>> = {
  'no-common-key-exchange': ['keyExchange'],
  'no-common-host-key-algorithm': ['hostKey'],
  'no-common-cipher': ['cipherClientToServer', 'cipherServerToClient'],
  'no-common-mac': ['macClientToServer', 'macServerToClient'],
  'no-common-compression': ['compression'],
};

const SIDES: readonly (readonly [FactName & ('clientOffer' | 'serverOffer'), string])[] = [
  ['clientOffer', 'PuTTY offers'],
  ['serverOffer', 'the server offers'],
];

/** Both sides' lists, each with the line of its packet; a side that the log does not show is left out. */
export function mismatch(
  detection: Detection,
  { facts, factLines }: Pick<SessionState, 'facts' | 'factLines'>,
): Evidence[] {
  const lists = LISTS[detection.entry];
  if (!lists) return [];
  const towardsClient = detection.captures['direction'] === 'server-to-client';
  const list = towardsClient ? lists.at(-1) : lists[0];
  return SIDES.flatMap(([fact, side]) => {
    const names = list && facts[fact]?.[list];
    if (!names) return [];
    return [{ line: factLines[fact] ?? null, text: `${side}: ${names.join(', ') || 'none'}` }];
  });
}
