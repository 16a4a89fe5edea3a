/** What PuTTY's ordinary lines tell of a session: a table from wordings to facts. */
import type { Facts } from '../contract/facts';
import type { Teller } from './session-state';

type Rule = readonly [RegExp, (tell: Teller, groups: readonly string[], whole: string) => void];

/** So it is at the start of a session whose whole course the Event Log tells. */
const NOTHING_YET: Partial<Facts> = {
  connected: false,
  loggedIn: false,
  shellStarted: false,
  keysOffered: 0,
  keysRefused: 0,
  keysAccepted: 0,
  passwordsRefused: 0,
};

/** What PuTTY's ordinary lines tell (Event Log texts, and the login dialogue of a terminal). */
export const FACT_RULES: readonly Rule[] = [
  [
    /^Looking up host "([^"]+)"(?: \(IPv[46]\))?(?: for (SSH|Telnet|rlogin|SUPDUP|main) connection)?$/,
    (tell, [host = '', protocol]) => {
      tell.set({ host });
      if (!protocol) return;
      // A raw connection has no other name for itself (otherbackends/raw.c).
      tell.set({ protocol: protocol === 'main' ? 'raw' : protocol.toLowerCase() });
      tell.setUnknown(NOTHING_YET);
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
    /^Will use (\w+(?: \d)?) proxy at \S+ to connect to (\S+):(\d+)$/,
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
    /^Initialised ([^(]+?)(?: \([^)]*\))? (?:outbound|client->server) encryption$/,
    (tell, [cipher = '']) => {
      tell.set({ cipher });
    },
  ],
  [
    /^Initialised ([^(]+?)(?: \([^)]*\))? outbound MAC algorithm/,
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
    /^Offer of public key accepted$/,
    (tell) => {
      tell.count('keysAccepted');
    },
  ],
  [
    // OpenSSH names the line of its file of keys first, which is nobody else's business.
    /^Remote debug message: (?:\S+:\d+: )?(.{1,300})/,
    (tell, [remark = '']) => {
      tell.add('serverRemarks', remark.trim());
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
    /^(?:Disconnected: )?No supported authentication methods available \(server sent: ([^()]*)\)$/,
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
