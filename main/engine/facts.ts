/** Collects what one session's lines and packets tell, each fact with the line it stands on. */
import { UNKNOWN_FACTS } from '../contract/facts';
import type { EntrySummary } from '../contract/entry';
import type { FactName, Facts } from '../contract/facts';
import type { Session, SessionEnd } from '../contract/model';
import type { Utterance } from './log';
import type { PacketFact } from './packets';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One session as it is being read; plain data. */
export interface SessionState {
  index: number;
  line: number;
  startedAt: string | null;
  facts: Mutable<Facts>;
  /** The line of the file that told a fact. */
  factLines: Partial<Record<FactName, number>>;
  lastTime: string | null;
  endedBy: SessionEnd | null;
  /** The last thing that was said ends a session. */
  lastWasFatal: boolean;
}

export const newSession = (
  index: number,
  line: number,
  startedAt: string | null,
): SessionState => ({
  index,
  line,
  startedAt,
  facts: { ...UNKNOWN_FACTS },
  factLines: {},
  lastTime: null,
  endedBy: null,
  lastWasFatal: false,
});

export function toSession(state: SessionState): Session {
  const { facts } = state;
  return {
    index: state.index,
    startedAt: state.startedAt,
    host: facts.host,
    port: facts.port,
    user: facts.user,
    protocol: facts.protocol,
    clientVersion: facts.clientVersion,
    serverVersion: facts.serverVersion,
    endedBy: state.endedBy ?? (state.lastWasFatal ? 'error' : null),
    facts: { ...facts },
  };
}

/** Sets one or more facts, told by the line. */
class Teller {
  constructor(
    private readonly session: SessionState,
    private readonly line: number,
  ) {}

  get facts(): Facts {
    return this.session.facts;
  }
  set(facts: Partial<Facts>): void {
    Object.assign(this.session.facts, facts);
    for (const name of Object.keys(facts) as FactName[]) this.session.factLines[name] = this.line;
  }
  /** What is so at the start of a session whose whole course will be told. */
  setUnknown(facts: Partial<Facts>): void {
    for (const [name, value] of Object.entries(facts) as [FactName, never][]) {
      if (this.session.facts[name] === null) this.set({ [name]: value });
    }
  }
  count(
    name: FactName &
      ('keysOffered' | 'keysRefused' | 'passwordsRefused' | 'failedAddresses' | 'rekeys'),
  ): void {
    this.set({ [name]: (this.session.facts[name] ?? 0) + 1 });
  }
  add(name: FactName & ('methodsTried' | 'forwardings'), value: string): void {
    const known = this.session.facts[name] ?? [];
    if (!known.includes(value)) this.set({ [name]: [...known, value] });
  }
  end(by: SessionEnd): void {
    this.session.endedBy = by;
  }
}

type Rule = readonly [RegExp, (tell: Teller, groups: readonly string[], whole: string) => void];

/** So it is at the start of a session whose whole course the Event Log tells. */
const NOTHING_YET: Partial<Facts> = {
  connected: false,
  loggedIn: false,
  shellStarted: false,
  keysOffered: 0,
  keysRefused: 0,
  passwordsRefused: 0,
};

/** What PuTTY's ordinary lines tell (Event Log texts, and the login dialogue of a terminal). */
const RULES: readonly Rule[] = [
  [
    /^Looking up host "([^"]+)"(?: \(IPv[46]\))?(?: for (SSH|Telnet|rlogin|SUPDUP|main) connection)?$/,
    (tell, [host = '', protocol]) => {
      tell.set({ host });
      if (protocol && protocol !== 'main') tell.set({ protocol: protocol.toLowerCase() });
      if (protocol) tell.setUnknown(NOTHING_YET);
    },
  ],
  [
    /^Leaving host lookup to proxy of "([^"]+)"/,
    (tell, [host = '']) => {
      tell.set({ host });
    },
  ],
  [
    /^Connecting to (\S+?)(?: port (\d+))?$/,
    (tell, [address = '', port]) => {
      // Where a proxy is used, this is the proxy's address and port.
      if (tell.facts.proxy !== null) return;
      tell.set({ address, ...(port === undefined ? {} : { port: Number(port) }) });
    },
  ],
  [
    /^Connected to (\S+)/,
    (tell, [address = '']) => {
      tell.set({ address, connected: true });
    },
  ],
  [
    /^Failed to connect to (\S+): /,
    (tell) => {
      tell.count('failedAddresses');
      if (tell.facts.connected === null) tell.set({ connected: false });
    },
  ],
  [
    /^Will use (.+?) proxy at .+ to connect to (\S+?):(\d+)$/,
    (tell, [proxy = '', host = '', port]) => {
      tell.set({ proxy, host, port: Number(port) });
    },
  ],
  [
    /^Starting local proxy command: /,
    (tell) => {
      tell.set({ proxy: 'local' });
    },
  ],
  [
    /^We claim version: (.+)$/,
    (tell, [clientVersion = '']) => {
      const release = /Release_(\d\.\d+)/.exec(clientVersion)?.[1];
      tell.set({ clientVersion, protocol: 'ssh', ...(release ? { puttyVersion: release } : {}) });
    },
  ],
  [
    /^(?:Remote|Server) version: (.+)$/,
    (tell, [serverVersion = '']) => {
      const version = /^SSH-(\d+\.\d+)-/.exec(serverVersion)?.[1];
      tell.set({
        serverVersion,
        protocol: 'ssh',
        connected: true,
        ...(version ? { serverProtocol: version } : {}),
      });
    },
  ],
  [
    /^Doing (.+) key exchange(?:,| using| with|$)/,
    (tell, [keyExchange = '']) => {
      tell.set({ keyExchange });
    },
  ],
  [
    /^(\S+) (\d+ SHA256:\S+|\d+ [0-9a-f]{2}(?::[0-9a-f]{2}){15})$/,
    (tell, [hostKeyAlgorithm = '', hostKeyFingerprint = '']) => {
      if (tell.facts.hostKeyFingerprint === null)
        tell.set({ hostKeyAlgorithm, hostKeyFingerprint });
    },
  ],
  [
    /^Initialised (.+?)(?: \(.*\))? (?:outbound|client->server) encryption$/,
    (tell, [cipher = '']) => {
      tell.set({ cipher });
    },
  ],
  [
    /^Initialised (.+?)(?: \(.*\))? outbound MAC algorithm/,
    (tell, [mac = '']) => {
      tell.set({ mac });
    },
  ],
  [
    /^(?:Initiating key re-exchange|Remote side initiated key re-exchange)/,
    (tell) => {
      tell.count('rekeys');
    },
  ],
  [
    /^Reading (?:key|certificate) file "(.*)"$/,
    (tell, [keyFile = '']) => {
      tell.set({ keyFile });
    },
  ],
  [
    /^Pageant has (\d+) SSH-[12] keys$/,
    (tell, [agentKeys]) => {
      tell.set({ agentKeys: Number(agentKeys) });
    },
  ],
  [
    /^(?:Offered public key|Trying Pageant key #\d+|Trying public key ".*")$/,
    (tell) => {
      tell.count('keysOffered');
      tell.add('methodsTried', 'publickey');
    },
  ],
  [
    /^Server refused (?:our|public) (?:public )?key/,
    (tell) => {
      tell.count('keysRefused');
      tell.add('methodsTried', 'publickey');
    },
  ],
  [
    /^Attempting keyboard-interactive authentication$|^Using keyboard-interactive authentication\.$|^Keyboard-interactive authentication prompts from server:$/,
    (tell) => {
      tell.add('methodsTried', 'keyboard-interactive');
    },
  ],
  [
    /^(?:Trying gssapi-with-mic\.\.\.|Attempting GSSAPI authentication)$/,
    (tell) => {
      tell.add('methodsTried', 'gssapi-with-mic');
    },
  ],
  [
    /^Sent password$/,
    (tell) => {
      tell.add('methodsTried', 'password');
    },
  ],
  [
    /^(?:Access denied|Password authentication failed)$/,
    (tell) => {
      tell.count('passwordsRefused');
    },
  ],
  [
    /^Further authentication required$/,
    (tell) => {
      tell.set({ partialSuccess: true });
    },
  ],
  [
    /server sent: ([^()]*)\)/,
    (tell, [methods = '']) => {
      tell.set({ methodsLeft: methods.split(',').filter((method) => method !== '') });
    },
  ],
  [
    /^(?:Access granted|Authentication successful)$/,
    (tell) => {
      tell.set({ loggedIn: true });
    },
  ],
  [
    /^Started a shell\/command$/,
    (tell) => {
      tell.set({ loggedIn: true, shellStarted: true });
    },
  ],
  [
    /^(?:Requesting X11 forwarding|X11 forwarding enabled)$/,
    (tell) => {
      tell.set({ x11Forwarding: true });
    },
  ],
  [
    /^Agent forwarding enabled$/,
    (tell) => {
      tell.set({ agentForwarding: true });
    },
  ],
  [
    /^(?:Local (?:IPv[46] )?port \S+ (?:SOCKS dynamic )?forwarding|Requesting remote port \S+ forward) ?.*$/,
    (tell, _groups, whole) => {
      tell.add('forwardings', whole);
    },
  ],
  [
    /in batch mode$/,
    (tell) => {
      tell.set({ batch: true });
    },
  ],
  [
    /^(?:Session|Server) sent command exit status (\d+)$/,
    (tell, [status]) => {
      tell.set({ exitStatus: Number(status) });
      tell.end('closed');
    },
  ],
  [
    /^(?:All channels closed|Main session channel closed|Remote side closed network connection)$/,
    (tell) => {
      tell.end('closed');
    },
  ],
  [
    /^Opening serial device (.+)$/,
    (tell, [device = '']) => {
      tell.set({ protocol: 'serial', host: device });
    },
  ],
  [
    /^(?:client|server) (?:sub)?negotiation: /,
    (tell) => {
      tell.set({ protocol: tell.facts.protocol ?? 'telnet' });
    },
  ],
  // The terminal's login dialogue.
  [
    /^(?:login as: (.+)|(?:Using|Sent) username "(.*)"\.?)$/,
    (tell, [typed, configured]) => {
      tell.set({ user: typed ?? configured ?? '', protocol: 'ssh' });
    },
  ],
  [
    /^([^ @]+)@([^ ]+)'s password: *$/,
    (tell, [user = '', host = '']) => {
      tell.set({ user, host, protocol: 'ssh' });
      tell.add('methodsTried', 'password');
    },
  ],
  [
    /^Authenticating with public key ".*"/,
    (tell) => {
      tell.add('methodsTried', 'publickey');
    },
  ],
];

const LONGEST_TELLING_LINE = 4096;

/** Captures of a detection that are facts of its session as well. */
const CAPTURED_FACTS = ['host', 'user', 'keyFile'] as const;

/** Categories of failures after which PuTTY may try the next key or ask again. */
export const LOGIN_CATEGORIES: ReadonlySet<string> = new Set([
  'authentication',
  'key-file',
  'agent',
]);

/** Learns from one utterance; `entry` is the one it matched, if any. */
export function learn(
  session: SessionState,
  utterance: Utterance,
  entry: EntrySummary | undefined,
): void {
  const tell = new Teller(session, utterance.line);
  const text = utterance.text.replace(/^(?:FATAL ERROR|Fatal|ERROR|Error): /, '');
  if (text.startsWith('Network error: ')) tell.set({ platform: 'windows' });
  // Server's lists of algorithms are the longest that a line tells.
  for (const [pattern, rule] of text.length <= LONGEST_TELLING_LINE ? RULES : []) {
    const found = pattern.exec(text);
    if (found) rule(tell, found.slice(1), found[0]);
  }
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
  if (utterance.time !== null) pass(session, utterance.time);
  session.lastWasFatal = isFatal(utterance, entry);
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
    case 'disconnect':
    case 'channel-open-failure':
    case 'global-request':
      return;
  }
}

/** Session data came from the server; `bytes` of it. */
export function receive(session: SessionState, bytes: number): void {
  session.facts.bytesReceived = (session.facts.bytesReceived ?? 0) + bytes;
}

/** A time stamp of the log was read: how long it was silent before. */
export function pass(session: SessionState, time: string): void {
  const before = session.lastTime ?? session.startedAt;
  session.lastTime = time;
  session.startedAt ??= time;
  if (before === null) return;
  const idle = secondsBetween(before, time);
  const { facts } = session;
  // The silence before a burst is what matters; stamps have steps of a second.
  if (idle === 0 && facts.idleSeconds !== null) return;
  facts.idleSeconds = idle;
  facts.longestIdleSeconds = Math.max(facts.longestIdleSeconds ?? 0, idle);
  facts.durationSeconds = secondsBetween(session.startedAt, time);
}

/** Both are local times of one computer; a clock set back counts as no time. */
function secondsBetween(from: string, to: string): number {
  const seconds = (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
