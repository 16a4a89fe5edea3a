/** The phases that a session goes through, and what in a log begins each of them. */
import type { EntrySummary } from '../contract/entry';
import type { Phase, PhaseName } from '../contract/facts';
import type { Utterance } from './log-state';
import { remembering } from './recent';
import type { SessionState } from './session-state';

const ORDER: readonly PhaseName[] = [
  'connect',
  'key-exchange',
  'host-key',
  'login',
  'session',
  'end',
];

/** Texts of the Event Log and of the tools, whatever stands before them. */
const TEXTS: readonly (readonly [PhaseName, RegExp])[] = [
  [
    'connect',
    /^(?:Looking up host "|Leaving host lookup to proxy|Connecting to |Opening serial device |Will use .+ proxy at |Starting local proxy command: |Using existing shared connection at )/,
  ],
  // It has both sides' version strings then, and sends its list of algorithms at once.
  ['key-exchange', /^(?:Using SSH protocol version |Doing .+ key exchange|Received public keys$)/],
  [
    'host-key',
    /^(?:Host key fingerprint is:|Server also has .+ host key|Host key is a certificate)/,
  ],
  [
    'login',
    /^(?:Reading (?:key|certificate) file "|Pageant is running|Pageant has |Trying (?:Pageant key|public key|gssapi)|Offered public key|Attempting (?:keyboard-interactive|GSSAPI) authentication|Sent password$)/,
  ],
  [
    'session',
    /^(?:Access granted|Authentication successful|Opening main session channel|Started a shell\/command|Using (?:SFTP|SCP1)|Remote working directory is .*)$/,
  ],
];

/** Packets that begin a phase. None of the kinds that are passed over unread may stand here. */
const PACKETS: Readonly<Record<string, PhaseName>> = {
  SSH2_MSG_KEXINIT: 'key-exchange',
  SSH1_SMSG_PUBLIC_KEY: 'key-exchange',
  SSH2_MSG_SERVICE_REQUEST: 'login',
  SSH2_MSG_USERAUTH_REQUEST: 'login',
  SSH1_CMSG_USER: 'login',
  SSH2_MSG_USERAUTH_SUCCESS: 'session',
};

/** Categories of entries whose messages can only come in one phase. */
const CATEGORIES: Readonly<Record<string, PhaseName>> = {
  'key-exchange': 'key-exchange',
  'host-key': 'host-key',
  authentication: 'login',
};

export const phaseOfPacket = (name: string): PhaseName | null => PACKETS[name] ?? null;

const phaseOfText = remembering(
  (text): PhaseName | null => TEXTS.find(([, pattern]) => pattern.test(text))?.[0] ?? null,
);

/** @param entry the entry that the utterance matched, if any. */
export function phaseOfUtterance(
  { kind, text }: Pick<Utterance, 'kind' | 'text'>,
  entry: Pick<EntrySummary, 'category'> | undefined,
): PhaseName | null {
  const told = phaseOfText(text);
  if (told) return told;
  if (kind === 'login') return 'login';
  if (kind === 'approach') return 'connect';
  return CATEGORIES[entry?.category ?? ''] ?? null;
}

/**
 * Something of this phase was read. Keys are exchanged anew and prompts are shown within a session,
 * so a phase that lies behind is not entered again; only a second login is.
 */
export function enterPhase(
  session: SessionState,
  phase: PhaseName,
  line: number,
  time: string | null,
): void {
  const last = session.facts.phases?.at(-1)?.phase;
  const isLater = last === undefined || ORDER.indexOf(phase) > ORDER.indexOf(last);
  if (!isLater && !(last === 'session' && phase === 'login')) return;
  // The header is written when the connection is begun, just before its first line.
  const began: Phase = {
    phase,
    line,
    time: time ?? (last === undefined && phase === 'connect' ? session.startedAt : null),
  };
  session.facts.phases = [...(session.facts.phases ?? []), began];
}

/** The session is over, or not after all: what looked like its end was one attempt of several. */
export function enterEnd(
  session: SessionState,
  ended: boolean,
  line: number,
  time: string | null,
): void {
  if (ended) enterPhase(session, 'end', line, time);
  else if (session.facts.phases?.at(-1)?.phase === 'end') {
    session.facts.phases = session.facts.phases.slice(0, -1);
  }
}
