/**
 * What can be known about one PuTTY session. A fact that the log does not tell is null, never guessed.
 *
 * The catalogue's `when` conditions and `{placeholders}` may name only these facts (and the
 * captures of the entry's own patterns), so this file is the vocabulary that the engine and the
 * catalogue share.
 */

/** The algorithm name-lists of one side's SSH_MSG_KEXINIT (RFC 4253, section 7.1), in its order of preference. */
export interface AlgorithmOffer {
  readonly keyExchange: readonly string[];
  readonly hostKey: readonly string[];
  readonly cipherClientToServer: readonly string[];
  readonly cipherServerToClient: readonly string[];
  readonly macClientToServer: readonly string[];
  readonly macServerToClient: readonly string[];
  readonly compression: readonly string[];
}

/** What a session goes through, in this order; a second login in one session gives `login` twice. */
export type PhaseName = 'connect' | 'key-exchange' | 'host-key' | 'login' | 'session' | 'end';

export interface Phase {
  readonly phase: PhaseName;
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** Local time as it stood in the log, or null. */
  readonly time: string | null;
}

/** A silence of at least a minute. */
export interface IdleGap {
  /** Line of the last time stamp before it, from 1. */
  readonly line: number;
  readonly seconds: number;
  /** When it began. */
  readonly time: string;
}

export interface Facts {
  /** Program that wrote the log: `putty`, `plink`, `pscp`, `psftp`, `puttygen`, `pageant`. */
  readonly program: string | null;
  /** `windows` or `unix`, told by wordings that only one of them uses. */
  readonly platform: string | null;
  /** PuTTY's release, e.g. `0.78`, from the version string it sends. */
  readonly puttyVersion: string | null;
  readonly host: string | null;
  /** Network address last connected to. */
  readonly address: string | null;
  readonly port: number | null;
  readonly user: string | null;
  /** `ssh`, `telnet`, `rlogin`, `serial`, `raw`, `supdup`. */
  readonly protocol: string | null;
  readonly clientVersion: string | null;
  /** The server's version string, e.g. `SSH-2.0-OpenSSH_9.2p1`. */
  readonly serverVersion: string | null;
  /** What was answered before any version string, if that is all; only raw data tells it. */
  readonly greeting: string | null;
  /** SSH protocol version that the server's string announces: `2.0`, `1.99`, `1.5`. */
  readonly serverProtocol: string | null;
  /** Addresses that were tried and failed. */
  readonly failedAddresses: number | null;
  /** True once the TCP connection (or the proxy's) stood. */
  readonly connected: boolean | null;
  readonly keyExchange: string | null;
  readonly hostKeyAlgorithm: string | null;
  readonly hostKeyFingerprint: string | null;
  readonly cipher: string | null;
  readonly mac: string | null;
  readonly clientOffer: AlgorithmOffer | null;
  readonly serverOffer: AlgorithmOffer | null;
  /** Keys that Pageant reported for this session. */
  readonly agentKeys: number | null;
  /** Public keys offered to the server, from the agent and from files. */
  readonly keysOffered: number | null;
  /** Offered public keys that the server refused. */
  readonly keysRefused: number | null;
  /** Offered public keys that the server would take, if PuTTY proved that it has the private half. */
  readonly keysAccepted: number | null;
  /** Key file that PuTTY read. */
  readonly keyFile: string | null;
  /** Passwords (or keyboard-interactive answers) that the server refused. */
  readonly passwordsRefused: number | null;
  /** SSH authentication method names tried, in order, each once. */
  readonly methodsTried: readonly string[] | null;
  /** Methods the server said can continue (SSH_MSG_USERAUTH_FAILURE or a message's own list). */
  readonly methodsLeft: readonly string[] | null;
  /** What the server asked the user for (keyboard-interactive): `Password:`, `Verification code:`. */
  readonly prompts: readonly string[] | null;
  /** True if the server accepted one method and asked for another as well. */
  readonly partialSuccess: boolean | null;
  /** True once the server accepted the login. */
  readonly loggedIn: boolean | null;
  /** True once a shell or command was started. */
  readonly shellStarted: boolean | null;
  /** `SOCKS 5`, `HTTP`, `SSH`, `local`, ...: the proxy that PuTTY was told to use. */
  readonly proxy: string | null;
  readonly x11Forwarding: boolean | null;
  readonly agentForwarding: boolean | null;
  /** Port forwardings asked for, as PuTTY words them: `Local port 8080 forwarding to db:5432`. */
  readonly forwardings: readonly string[] | null;
  /** Channels, such as forwarded connections, that the other side would not open. */
  readonly channelsRefused: number | null;
  /** True if prompts were impossible (`-batch`). */
  readonly batch: boolean | null;
  /** Key re-exchanges after the first. */
  readonly rekeys: number | null;
  /** Bytes of session data received, from the packets' sizes. */
  readonly bytesReceived: number | null;
  /** Seconds of silence before the last thing that happened; needs time stamps in the log. */
  readonly idleSeconds: number | null;
  /** Longest silence in the session, in seconds. */
  readonly longestIdleSeconds: number | null;
  /** Seconds from the session's start to its last time stamp. */
  readonly durationSeconds: number | null;
  readonly exitStatus: number | null;
  /** What was said with an SSH_MSG_DISCONNECT: `type 2: Too many authentication failures`. */
  readonly disconnect: string | null;
  /** Text of the server's banner before the login (SSH_MSG_USERAUTH_BANNER). */
  readonly banner: string | null;
  /** What the server remarked for whoever looks for a fault (SSH_MSG_DEBUG), each once. */
  readonly serverRemarks: readonly string[] | null;
  /** The phases that the log tells of, in its order. */
  readonly phases: readonly Phase[] | null;
  /** Needs time stamps in the log. */
  readonly idleGaps: readonly IdleGap[] | null;
}

export type FactName = keyof Facts;

/** Every fact with nothing known; also the list of fact names at run time. */
export const UNKNOWN_FACTS: Facts = {
  program: null,
  platform: null,
  puttyVersion: null,
  host: null,
  address: null,
  port: null,
  user: null,
  protocol: null,
  clientVersion: null,
  serverVersion: null,
  greeting: null,
  serverProtocol: null,
  failedAddresses: null,
  connected: null,
  keyExchange: null,
  hostKeyAlgorithm: null,
  hostKeyFingerprint: null,
  cipher: null,
  mac: null,
  clientOffer: null,
  serverOffer: null,
  agentKeys: null,
  keysOffered: null,
  keysRefused: null,
  keysAccepted: null,
  keyFile: null,
  passwordsRefused: null,
  methodsTried: null,
  methodsLeft: null,
  prompts: null,
  partialSuccess: null,
  loggedIn: null,
  shellStarted: null,
  proxy: null,
  x11Forwarding: null,
  agentForwarding: null,
  forwardings: null,
  channelsRefused: null,
  batch: null,
  rekeys: null,
  bytesReceived: null,
  idleSeconds: null,
  longestIdleSeconds: null,
  durationSeconds: null,
  exitStatus: null,
  disconnect: null,
  banner: null,
  serverRemarks: null,
  phases: null,
  idleGaps: null,
};
