/** Two sessions side by side: what differs between the one that works and the one that does not. Pure. */
import type { AlgorithmOffer, Facts } from '../../main/contract/facts';
import type { Session } from '../../main/contract/model';

export const COMPARED_TOPICS = [
  'connection',
  'versions',
  'algorithms',
  'login',
  'session',
] as const;
export type ComparedTopic = (typeof COMPARED_TOPICS)[number];

type OfferName =
  `client${Capitalize<keyof AlgorithmOffer>}` | `server${Capitalize<keyof AlgorithmOffer>}`;
/** What is compared; the words for it are found under these names. */
export type ComparedName =
  | Exclude<keyof Facts, 'clientOffer' | 'serverOffer' | 'phases' | 'idleGaps'>
  | OfferName
  | 'startedAt'
  | 'endedBy';

/** A value as it is shown: nothing known, one value, or several in their order. */
export type ComparedValue = null | boolean | number | string | readonly string[];

export interface Compared {
  readonly topic: ComparedTopic;
  readonly name: ComparedName;
  readonly one: ComparedValue;
  readonly other: ComparedValue;
  /** `one`: only one of the two logs tells it, so nothing can be said. */
  readonly outcome: 'differs' | 'one' | 'same';
}

const OUTCOMES = ['differs', 'one', 'same'] as const;

const FACTS: Readonly<Record<ComparedTopic, readonly (keyof Facts & ComparedName)[]>> = {
  connection: [
    'host',
    'address',
    'port',
    'user',
    'protocol',
    'proxy',
    'failedAddresses',
    'connected',
  ],
  versions: [
    'program',
    'platform',
    'puttyVersion',
    'clientVersion',
    'serverVersion',
    'greeting',
    'serverProtocol',
  ],
  algorithms: ['keyExchange', 'hostKeyAlgorithm', 'hostKeyFingerprint', 'cipher', 'mac'],
  login: [
    'methodsTried',
    'methodsLeft',
    'partialSuccess',
    'keyFile',
    'agentKeys',
    'keysOffered',
    'keysRefused',
    'keysAccepted',
    'passwordsRefused',
    'loggedIn',
    'banner',
    'batch',
  ],
  session: [
    'shellStarted',
    'x11Forwarding',
    'agentForwarding',
    'forwardings',
    'rekeys',
    'bytesReceived',
    'durationSeconds',
    'longestIdleSeconds',
    'idleSeconds',
    'exitStatus',
    'serverRemarks',
  ],
};

const OFFERED = [
  'keyExchange',
  'hostKey',
  'cipherClientToServer',
  'cipherServerToClient',
  'macClientToServer',
  'macServerToClient',
  'compression',
] as const satisfies readonly (keyof AlgorithmOffer)[];

/** What differs first, each part in the order of a session; what neither log tells is left out. */
export function compared(one: Session, other: Session): readonly Compared[] {
  const rows = COMPARED_TOPICS.flatMap((topic) => [
    ...(topic === 'connection' ? [row(topic, 'startedAt', one.startedAt, other.startedAt)] : []),
    ...FACTS[topic].map((name) => row(topic, name, one.facts[name], other.facts[name])),
    ...(topic === 'algorithms' ? offers(one.facts, other.facts) : []),
    ...(topic === 'session' ? [row(topic, 'endedBy', one.endedBy, other.endedBy)] : []),
  ]).filter(({ one: value, other: second }) => value !== null || second !== null);
  return OUTCOMES.flatMap((wanted) => rows.filter(({ outcome }) => outcome === wanted));
}

function row(
  topic: ComparedTopic,
  name: ComparedName,
  one: ComparedValue,
  other: ComparedValue,
): Compared {
  const same = JSON.stringify(one) === JSON.stringify(other);
  const outcome = same ? 'same' : one === null || other === null ? 'one' : 'differs';
  return { topic, name, one, other, outcome };
}

function offers(one: Facts, other: Facts): readonly Compared[] {
  return (['client', 'server'] as const).flatMap((side) =>
    OFFERED.map((kind) => {
      const name = `${side}${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}` as OfferName;
      const offer = `${side}Offer` as const;
      return row('algorithms', name, one[offer]?.[kind] ?? null, other[offer]?.[kind] ?? null);
    }),
  );
}

/** Parts of a list, each with whether the other list lacks it; a single value lacks nothing. */
export function itemsOf(
  value: readonly string[],
  other: ComparedValue,
): readonly { readonly text: string; readonly alone: boolean }[] {
  const known = Array.isArray(other) ? new Set<string>(other) : null;
  return value.map((text) => ({ text, alone: known !== null && !known.has(text) }));
}
