/** Learns a session's facts from its lines, packets and time stamps. */
import type { EntrySummary } from '../contract/entry';
import type { IdleGap } from '../contract/facts';
import { FACT_RULES } from './fact-rules';
import type { Utterance } from './log-state';
import type { PacketFact } from './payloads';
import { enterEnd, enterPhase, phaseOfUtterance } from './phases';
import { remembering } from './recent';
import { Teller } from './session-state';
import type { SessionState } from './session-state';

const LONGEST_TELLING_LINE = 4096;

/** Captures of a detection that are facts of its session as well. */
const CAPTURED_FACTS = ['host', 'user', 'keyFile'] as const;

/** Categories of failures after which PuTTY may try the next key or ask again. */
export const LOGIN_CATEGORIES: ReadonlySet<string> = new Set([
  'authentication',
  'key-file',
  'agent',
]);

/** The rules that the text fulfils, with what they found in it. */
const rulesFor = remembering((text) => {
  // Server's lists of algorithms are the longest that a line tells.
  if (text.length > LONGEST_TELLING_LINE) return [];
  return FACT_RULES.flatMap(([pattern, rule]) => {
    const found = pattern.exec(text);
    return found ? [[rule, found] as const] : [];
  });
});

/** Learns from one utterance; `entry` is the one it matched, if any. */
export function learn(
  session: SessionState,
  utterance: Utterance,
  entry: EntrySummary | undefined,
): void {
  const tell = new Teller(session, utterance.line);
  const text = utterance.text.replace(/^(?:FATAL ERROR|Fatal|ERROR|Error): /, '');
  if (text.startsWith('Network error: ')) tell.set({ platform: 'windows' });
  for (const [rule, found] of rulesFor(text)) rule(tell, found.slice(1), found[0]);
  const captures = utterance.match?.captures ?? {};
  for (const name of CAPTURED_FACTS) {
    const value = captures[name];
    if (value !== undefined && session.facts[name] === null) tell.set({ [name]: value });
  }
  if (
    captures['port'] !== undefined &&
    session.facts.port === null &&
    captures['host'] !== undefined
  ) {
    tell.set({ port: Number(captures['port']) });
  }
  if (utterance.time !== null) pass(session, utterance.time, utterance.line);
  session.lastWasFatal = isFatal(utterance, entry);
  learnPhase(session, utterance, text, entry);
}

/** Protocols without a login of PuTTY's: once connected, the server has the word. */
const PLAIN_PROTOCOLS: ReadonlySet<string | null> = new Set(['telnet', 'rlogin', 'supdup', 'raw']);

function learnPhase(
  session: SessionState,
  { kind, line, time }: Utterance,
  text: string,
  entry: EntrySummary | undefined,
): void {
  const phase = phaseOfUtterance({ kind, text }, entry);
  if (phase) enterPhase(session, phase, line, time);
  if (text.startsWith('Connected to ') && PLAIN_PROTOCOLS.has(session.facts.protocol)) {
    enterPhase(session, 'session', line, time);
  }
  enterEnd(session, session.endedBy !== null || session.lastWasFatal, line, time);
}

/** The Event Log and the command-line tools name what ended a session last; a terminal's log never does. */
function isFatal(utterance: Utterance, entry: EntrySummary | undefined): boolean {
  if (utterance.kind === 'fatal') return true;
  if (!entry || utterance.voice !== 'event-log') return false;
  if (entry.fatal === true) return true;
  const ends = entry.severity === 'error' || entry.severity === 'security';
  return ends && !LOGIN_CATEGORIES.has(entry.category) && entry.category !== 'forwarding';
}

/** Learns from one packet. */
export function learnPacket(session: SessionState, packet: PacketFact, line: number): void {
  const tell = new Teller(session, line);
  switch (packet.kind) {
    case 'kexinit':
      tell.set(packet.incoming ? { serverOffer: packet.offer } : { clientOffer: packet.offer });
      return;
    case 'auth-request':
      tell.set({ user: packet.user });
      if (packet.method !== 'none') tell.add('methodsTried', packet.method);
      return;
    case 'auth-failure':
      tell.set({ methodsLeft: packet.methodsLeft });
      if (packet.partialSuccess) tell.set({ partialSuccess: true });
      return;
    case 'greeting':
      learnGreeting(session, packet.text, line);
      return;
    case 'banner':
      learnBanner(session, packet.text, line);
      return;
    case 'prompts':
      tell.add('methodsTried', 'keyboard-interactive');
      for (const prompt of packet.prompts) learnPrompt(session, prompt, line);
      return;
    case 'auth-method':
      tell.add('methodsTried', packet.method);
      return;
    case 'user':
      tell.set({ user: packet.user });
      return;
    case 'ssh1-offer':
      tell.set({ methodsLeft: packet.methods, serverOffer: packet.offer });
      return;
    case 'exit-status':
      tell.set({ exitStatus: packet.status });
      return;
    case 'disconnect': {
      const { reason, text } = packet;
      tell.set({ disconnect: reason === null ? text : `type ${String(reason)}: ${text}` });
      return;
    }
    case 'channel-open-failure':
      tell.count('channelsRefused');
      return;
    case 'remote-forward': {
      // The Event Log says it first, unless the log was cut.
      const port = `port ${String(packet.port)} `;
      if (session.facts.forwardings?.some((known) => known.includes(port))) return;
      tell.add('forwardings', `Requesting remote ${port}forward`);
    }
  }
}

/** What is kept of a greeting: enough to know a web server or a refusal by. */
const LONGEST_GREETING = 300;

/** Whether the raw data that come now are what the other side says first of all. */
export function isGreeting(session: SessionState): boolean {
  const isFirst = !session.answered && session.facts.connected === true;
  session.answered = true;
  return isFirst && session.facts.serverVersion === null;
}

/** Servers may say something before their version (RFC 4253, section 4.2); others have none. */
function learnGreeting(session: SessionState, text: string, line: number): void {
  const before = text.split(/^SSH-/m, 1)[0]?.replace(/\s+/g, ' ').trim() ?? '';
  if (before !== '') new Teller(session, line).set({ greeting: before.slice(0, LONGEST_GREETING) });
}

/** More prompts than any login has; what a server sends is bounded by nothing else. */
const MOST_PROMPTS = 20;

/** What the server asked the user for. */
export function learnPrompt(session: SessionState, text: string, line: number): void {
  const prompt = text.trim();
  if (prompt === '' || (session.facts.prompts?.length ?? 0) >= MOST_PROMPTS) return;
  new Teller(session, line).add('prompts', prompt.slice(0, LONGEST_TELLING_LINE));
}

/** What is kept of a banner; some servers send pages. */
const LONGEST_BANNER = 8192;

/** The server's banner, or the next part of it. */
export function learnBanner(session: SessionState, text: string, line: number): void {
  const part = text.replace(/\r\n?/g, '\n').trimEnd();
  const before = session.facts.banner;
  const banner = before === null ? part : `${before}\n${part}`;
  if ((before ?? '').length < LONGEST_BANNER) {
    new Teller(session, line).set({ banner: banner.slice(0, LONGEST_BANNER) });
  }
}

/** Session data came from the server; `bytes` of it. */
export function receive(session: SessionState, bytes: number): void {
  session.facts.bytesReceived = (session.facts.bytesReceived ?? 0) + bytes;
}

/** Shorter silences are a person thinking. */
const SHORTEST_GAP = 60;
/** Of a log of many days the longest are kept. */
const MOST_GAPS = 200;

/** A time stamp of the log was read: how long it was silent before. */
export function pass(session: SessionState, time: string, line: number): void {
  const before = session.lastTime ?? session.startedAt;
  const lineBefore = session.lastTimeLine;
  session.lastTime = time;
  session.lastTimeLine = line;
  session.startedAt ??= time;
  if (before === null) return;
  const { facts } = session;
  facts.idleGaps ??= [];
  const idle = secondsBetween(before, time);
  // The silence before a burst is what matters; stamps have steps of a second.
  if (idle === 0 && facts.idleSeconds !== null) return;
  facts.idleSeconds = idle;
  facts.longestIdleSeconds = Math.max(facts.longestIdleSeconds ?? 0, idle);
  facts.durationSeconds = secondsBetween(session.startedAt, time);
  if (idle < SHORTEST_GAP) return;
  facts.idleGaps = withGap(facts.idleGaps, { line: lineBefore, seconds: idle, time: before });
}

function withGap(gaps: readonly IdleGap[], gap: IdleGap): readonly IdleGap[] {
  const all = [...gaps, gap];
  if (all.length <= MOST_GAPS) return all;
  const shortest = all.reduce((least, each) => (each.seconds < least.seconds ? each : least));
  return all.filter((each) => each !== shortest);
}

/** Both are local times of one computer; a clock set back counts as no time. */
function secondsBetween(from: string, to: string): number {
  const seconds = (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
