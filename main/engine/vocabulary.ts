/**
 * The lines by which PuTTY's logs are recognised and that are no errors: headers, frames of packets,
 * the login dialogue, and the Event Log's ordinary course. Wordings are those of PuTTY 0.58 to 0.84
 * (logging.c, ssh/userauth2-client.c, ssh/login1.c, utils/prompts.c, proxy/proxy.c).
 */

/** `=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:45:27 =~=~=~=~=~=~=~=~=~=~=~=` (logging.c). */
export const HEADER =
  /^(?:=~){11}= PuTTY log (\d{4})\.(\d\d)\.(\d\d) (\d\d:\d\d:\d\d) (?:=~){11}=$/;
/** Bytes that every header contains and that hardly anything else does. */
export const HEADER_MARK = '=~=~= PuTTY log ';

export const EVENT_PREFIX = 'Event Log: ';
/** A line as copied from the Event Log window: local time, a tab, the text. */
export const STAMPED = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\t(.*)$/s;

/** `Outgoing packet #0x2, type 50 / 0x32 (SSH2_MSG_USERAUTH_REQUEST)`; SSH-1 has no number. */
export const PACKET =
  /^(Incoming|Outgoing) packet (?:#0x[0-9a-f]+, )?type (\d+) \/ 0x[0-9a-f]+ \(([^)]*)\)( on behalf of downstream #\d+)?/;
export const RAW_DATA = /^(Incoming|Outgoing) raw data(?: at (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d))?$/;
/** A row of a hex dump: offset, up to 16 bytes as hex (XX where blanked), the characters. */
export const DUMP_ROW = /^ {2}[0-9a-f]{8} {2}((?:[0-9a-fX]{2} ){1,16}| {48})/;
export const OMITTED = /^ {2}\((\d+) bytes? omitted\)$/;

/**
 * None of these lines is longer, but names of hosts and files can be long. The limit also bounds
 * what a hostile line can cost.
 */
export const LONGEST_OWN_LINE = 1024;

/** Begins PuTTY's login dialogue in a terminal; nothing before it can be a login's failure. */
const LOGIN = [
  /^login as: /,
  /^Using username ".*"\.$/,
  /^Sent username ".*"$/,
  /^[^ @]+@[^ ]+'s password: *$/,
  /^Passphrase for key ".*": *$/,
  /^Authenticating with public key ".*"(?: from agent)?$/,
  /^Authenticated using RSA key ".*" from agent$/,
  /^Trying public key authentication\.$/,
  /^No passphrase required\.$/,
  /^Pre-authentication banner message from server:$/,
  /^End of banner message from server$/,
  /^Keyboard-interactive authentication prompts from (?:server|plugin):$/,
  /^End of keyboard-interactive prompts from (?:server|plugin)$/,
  /^Using keyboard-interactive authentication\.$/,
  /^Further authentication required$/,
  /^New SSH password$/,
  /^Current password \(blank for previously entered password\): *$/,
  /^Enter new password: *$/,
  /^Confirm new password: *$/,
  /^rlogin username: /,
];

/** What PuTTY prints before a login begins: how it gets to the server. */
const APPROACH = [
  /^Looking up host ".*" for (?:proxy|SSH connection|main connection)$/,
  /^Will use .+ proxy at .+ to connect to .+$/,
  /^Connecting to .+ proxy at .+$/,
  /^Starting local proxy command: /,
  /^Sending Telnet proxy command: /,
  /^Making (?:primary|proxy) SSH connection to /,
  /^Reusing a shared connection to this server\.$/,
  /^Proxy (?:username|password): /,
  /^proxy: /,
  /^pre-connect command std(?:out|err): /,
];

/** What the command-line tools say under a warning before they ask whether to go on (console.c). */
const QUESTIONS = [
  `If you trust this host, enter "y" to add the key to PuTTY's cache and carry on connecting. If you want to carry on connecting just once, without adding the key to the cache, enter "n". If you do not trust this host, press Return to abandon the connection.`,
  `If you were expecting this change and trust the new key, enter "y" to update PuTTY's cache and carry on connecting. If you want to carry on connecting but without updating the cache, enter "n". If you want to abandon the connection completely, press Return to cancel. Pressing Return is the ONLY guaranteed safe choice.`,
  'To accept the risk and continue, enter "y". To abandon the connection, enter "n".',
];
/** The question itself; what is said after the answer stands on the same line, as no one echoes it. */
export const QUESTION =
  /^(?:Store key in cache\?|Update cached key\?|Continue with connection\?) \(y\/n[^)]*\) ?/;
export const ABANDONED = 'Connection abandoned.';

/** A part of such a question, wherever the tool broke its lines. */
export function isQuestionLine(text: string): boolean {
  if (text === ABANDONED || QUESTION.test(text)) return true;
  const neutral = text.trim().replace(/\b(?:Plink|PSCP|PSFTP)'s/, "PuTTY's");
  return neutral !== '' && QUESTIONS.some((question) => question.includes(neutral));
}

/**
 * Opens and closes a frame in which the server, not PuTTY, speaks (since 0.71); the command-line tools
 * rule it off with dashes. The group is there for a banner.
 */
export const FRAME_START =
  /^(?:-- )?(?:(Pre-authentication banner message from server)|Keyboard-interactive authentication prompts from (?:server|plugin)):(?: -+)?$/;
export const FRAME_END =
  /^(?:-- )?End of (?:banner message from server|keyboard-interactive prompts from (?:server|plugin))(?: -+)?$/;

const isOneOf = (lines: readonly RegExp[], text: string): boolean =>
  text.length <= LONGEST_OWN_LINE && lines.some((line) => line.test(text));

export const isLoginLine = (text: string): boolean => isOneOf(LOGIN, text);
export const isApproachLine = (text: string): boolean => isOneOf(APPROACH, text);

/** Ordinary Event Log texts, as Plink and its sisters print them under `-v` without any prefix. */
const EVENTS = new RegExp(
  '^(?:' +
    [
      'Looking up host ".*"',
      'Leaving host lookup to proxy of "',
      'Connecting to \\S+(?: port \\d+)?$',
      'Connected to \\S+',
      'Will use .+ proxy at ',
      'We claim version: ',
      '(?:Remote|Server) version: ',
      'Using SSH protocol version \\d',
      'We believe remote version ',
      'Enabling strict key exchange semantics',
      'Doing .+ key exchange',
      'Doing Diffie-Hellman',
      'Using GSSAPI|Using SSPI|Using statically linked GSSAPI|Trying gssapi|GSSAPI |Attempting GSSAPI',
      "Server also has .+ host keys?, but we don't know (?:any of them|it)$",
      'Host key fingerprint is:$',
      '(?:ssh-|ecdsa-|rsa-)\\S+ \\d+ (?:SHA256:|[0-9a-f]{2}:)',
      'Host key is a certificate',
      'Certificate ID string is "',
      'Fingerprint of certification authority:$',
      'Certification authority matches ',
      'Accepted certificate$',
      'Storing additional host key',
      'Initialised ',
      'Will enable ',
      'Started zlib ',
      'Initiating key re-exchange ',
      'Remote side initiated key re-exchange',
      'Reading (?:key|certificate) file "',
      'Pageant is running\\. Requesting keys\\.$',
      'Pageant has \\d+ SSH-[12] keys$',
      'Pageant key #\\d+ ',
      'Trying Pageant key #\\d+',
      'Offered public key$',
      'Offer of public key accepted$',
      'Sent public key signature$',
      "Sending Pageant's response$",
      'Sending public key with certificate from ',
      'Attempting keyboard-interactive authentication$',
      'Sent (?:new )?password$',
      'Access granted$',
      'Opening main session channel$',
      'Opened main channel$',
      'Opening connection to \\S+ for ',
      'Allocated pty$',
      'Started a shell/command$',
      'Sent \\d+ environment variables$',
      'All environment variables successfully set$',
      'X11 forwarding enabled$',
      'Agent forwarding enabled$',
      'Received X11 connect request from ',
      'Opened X11 forward channel$',
      'Local (?:IPv[46] )?port \\S+ (?:SOCKS dynamic )?forwarding(?: to \\S+)?$',
      'Requesting remote port \\S+ forward to ',
      'Remote port forwarding from \\S+ enabled$',
      'Received remote port ',
      'Attempting to forward remote port to ',
      'Forwarded port opened successfully$',
      'Cancelling ',
      'Remote debug message: ',
      'Sent EOF message$',
      'Sent signal SIG',
      '(?:Session|Server) sent command exit status \\d+$',
      'Main session channel closed$',
      'All channels closed$',
      'Remote side closed network connection$',
      '----- Session restarted -----$',
      'Running with restricted process ACL',
      'Sharing this connection at ',
      'Using existing shared connection at ',
      'Connection sharing downstream #',
      '(?:Writing new|Appending|Disabled writing) session log ',
      'Received public keys$',
      'Encrypted session key$',
      'Using \\S+ encryption$',
      'Successfully started encryption$',
      'Trying public key "',
      'Authentication successful$',
      '(?:client|server) (?:sub)?negotiation: ',
      'Opening serial device ',
      'Configuring ',
      'Using (?:SFTP|SCP1)$',
      'Guessing user name: ',
      'Sending file .+, size=\\d+$',
    ].join('|') +
    ')',
);
export const isEventText = (text: string): boolean => isOneOf([EVENTS], text);
/** A host key's fingerprint; PuTTYgen and Pageant list keys in the same words. */
export const FINGERPRINT = /^\S+ \d+ (?:SHA256:\S+|[0-9a-f]{2}(?::[0-9a-f]{2}){15})(?: |$)/;

/** Starts what only a new connection's log starts with. */
export const CONNECTION_START =
  /^Looking up host ".*"(?: \(IPv[46]\))? for (?:SSH|Telnet|rlogin|SUPDUP|main) connection$|^Looking up host "[^"]*"$|^Opening serial device /;

export const FATAL = /^(?:FATAL ERROR|Fatal): |^Unable to open connection:|^ssh_init: /;
/** The command-line tools' own prefix for what is not fatal, or is about how they were called. */
export const TOOL_ERROR = /^(?:ERROR|Error|plink|pscp|psftp|puttygen|pageant): ?/;

/** A batch file or shell that shows the command it runs: a new run of one of PuTTY's tools. */
const COMMAND =
  /^(?:[A-Za-z]:\\[^>]*>|PS [^>]*>|[$#%>] ?|[^ ]+[$#%>] |\+ )\s*(?:"?[^"\s]*[\\/])?(putty|plink|pscp|psftp|puttygen|pageant)(?:\.exe)?"?(?: |$)/i;

export const isCommand = (text: string): boolean => isOneOf([COMMAND], text);

/** Titles of PuTTY's message boxes, as people copy them together with the text. */
export const DIALOG_TITLE =
  /^(?:PuTTY|PuTTYtel|Plink|PSCP|PSFTP|Pageant|PuTTYgen|pterm)\s?(?:Fatal Error|Error|Command Line Error|Security Alert|Key File Warning|Warning|Notice)$/;

/** Event Log texts after which a session's data is a file transfer. */
export const TRANSFER_START = /^Using (?:SFTP|SCP1)$/;
/** With its own prefix PuTTY shows the Event Log of the SSH connection that it uses as a proxy. */
export const PROXY_PREFIX = 'proxy: ';
export const RESTARTED = '----- Session restarted -----';

/** What PSCP and PSFTP print in their ordinary course; no server's terminal is shown there. */
const TRANSFER = [
  /^psftp> ?/,
  /^psftp: no hostname specified/,
  /^Remote working directory is /,
  /^Remote directory is now /,
  /^Listing directory /,
  /^(?:local|remote):.* => (?:local|remote):/,
  /^.+ \| +\d+ kB \| .*\| ETA: /,
];
export const isTransferLine = (text: string): boolean => isOneOf(TRANSFER, text);

/** What the X11 proxy tells an X client, which then prints it in the session (x11fwd.c). */
export const RELAYED = /^\S+ X11 proxy: /;
export const RELAYED_MARK = ' X11 proxy: ';
