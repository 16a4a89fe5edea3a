/** What kind of value each fact has: decides which conditions can be asked of it. */
import type { AlgorithmOffer, FactName, Facts } from '../main/contract/facts';

type KindOf<T> = [T] extends [readonly string[]]
  ? 'list'
  : [T] extends [AlgorithmOffer]
    ? 'offer'
    : [T] extends [string]
      ? 'text'
      : [T] extends [number]
        ? 'number'
        : [T] extends [boolean]
          ? 'flag'
          : 'course';

/** `course`: what happened in which order; drawn, and hardly ever asked. */
export type FactKind = 'list' | 'offer' | 'text' | 'number' | 'flag' | 'course';

/** The type makes the compiler complain where this table and main/contract/facts.ts differ. */
export const FACT_KINDS: { readonly [Name in FactName]: KindOf<NonNullable<Facts[Name]>> } = {
  program: 'text',
  platform: 'text',
  puttyVersion: 'text',
  host: 'text',
  address: 'text',
  port: 'number',
  user: 'text',
  protocol: 'text',
  clientVersion: 'text',
  serverVersion: 'text',
  greeting: 'text',
  serverProtocol: 'text',
  failedAddresses: 'number',
  connected: 'flag',
  keyExchange: 'text',
  hostKeyAlgorithm: 'text',
  hostKeyFingerprint: 'text',
  cipher: 'text',
  mac: 'text',
  clientOffer: 'offer',
  serverOffer: 'offer',
  agentKeys: 'number',
  keysOffered: 'number',
  keysRefused: 'number',
  keysAccepted: 'number',
  keyFile: 'text',
  passwordsRefused: 'number',
  methodsTried: 'list',
  methodsLeft: 'list',
  prompts: 'list',
  partialSuccess: 'flag',
  loggedIn: 'flag',
  shellStarted: 'flag',
  proxy: 'text',
  x11Forwarding: 'flag',
  agentForwarding: 'flag',
  forwardings: 'list',
  channelsRefused: 'number',
  batch: 'flag',
  rekeys: 'number',
  bytesReceived: 'number',
  idleSeconds: 'number',
  longestIdleSeconds: 'number',
  durationSeconds: 'number',
  exitStatus: 'number',
  disconnect: 'text',
  banner: 'text',
  serverRemarks: 'list',
  phases: 'course',
  idleGaps: 'course',
};

/** The questions that can be asked of each kind, and the type that `equals` compares with. */
export const QUESTIONS: Readonly<Record<FactKind, readonly string[]>> = {
  list: ['has', 'lacks', 'contains', 'known'],
  offer: ['contains', 'known'],
  text: ['equals', 'contains', 'known'],
  number: ['equals', 'above', 'below', 'known'],
  flag: ['equals', 'known'],
  course: ['known'],
};

export const EQUALS_TYPE: Readonly<Record<FactKind, 'string' | 'number' | 'boolean' | null>> = {
  list: null,
  offer: null,
  text: 'string',
  number: 'number',
  flag: 'boolean',
  course: null,
};
