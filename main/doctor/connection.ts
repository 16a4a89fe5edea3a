/** What else in a saved session makes trouble: keepalives, the login, and old encryption. */
import type { Finding } from '../contract/doctor';
import type { KeyFileState, Settings, Surroundings } from './settings';

/** Short enough for every firewall that is known to drop silent connections. */
const KEEPALIVE_SECONDS = '60';
const DEFAULTS = 'Default Settings';

export function otherFindings(settings: Settings, around: Surroundings): readonly Finding[] {
  const findings = settings.session.protocol === 'serial' ? [] : [keepalives(settings)];
  if (!settings.ssh) return [...findings, ...proxyPassword(settings)];
  return [
    ...findings,
    agentForwarding(settings),
    ...keyFile(settings, around.keyFile),
    ...proxyPassword(settings),
    protocolVersion(settings),
    weakAbove(settings, CIPHERS),
    weakAbove(settings, KEY_EXCHANGES),
    ...singleDes(settings),
  ];
}

function keepalives(settings: Settings): Finding {
  // PuTTY adds minutes, which old releases saved, and seconds.
  const seconds = settings.number('PingInterval', 0) * 60 + settings.number('PingIntervalSecs', 0);
  const none = seconds <= 0;
  return {
    id: 'keepalives',
    topic: 'connection',
    severity: none ? 'advice' : 'fine',
    title: none ? 'No keepalives are sent' : `A keepalive is sent every ${String(seconds)} s`,
    why: none
      ? 'Firewalls and routers forget connections that are silent for some minutes, and the session then dies with a reset or an abort.'
      : 'Firewalls do not take the connection for a forgotten one.',
    panel: 'Connection > Seconds between keepalives (0 to turn off)',
    set: none ? KEEPALIVE_SECONDS : null,
    change: none ? settings.change('PingIntervalSecs', KEEPALIVE_SECONDS) : [],
  };
}

function agentForwarding(settings: Settings): Finding {
  const on = settings.number('AgentFwd', 0) !== 0;
  const everywhere = settings.session.name === DEFAULTS;
  const off = {
    severity: 'fine',
    title: 'The agent stays on this computer',
    why: 'No server can use the keys in Pageant.',
  } as const;
  const forwarded = {
    severity: everywhere ? 'trouble' : 'advice',
    title: everywhere
      ? 'Every new session forwards the agent'
      : 'The agent is forwarded to the server',
    why: 'While you are logged in, whoever is root on the server can log in elsewhere with your keys. Forward the agent only where you need it and trust the server.',
  } as const;
  return {
    id: 'agent-forwarding',
    topic: 'login',
    ...(on ? forwarded : off),
    panel: 'Connection/SSH/Auth > Allow agent forwarding',
    set: on ? 'not ticked' : null,
    change: on ? settings.change('AgentFwd', '0') : [],
  };
}

const KEY_FILES: Readonly<Record<KeyFileState, readonly [Finding['severity'], string, string]>> = {
  ppk: ['fine', 'The key file is there', 'It is a key in the format of PuTTY.'],
  unknown: [
    'fine',
    'The key file is not known',
    'Its name is no full path, so it cannot be found.',
  ],
  missing: [
    'trouble',
    'The key file does not exist',
    'PuTTY says "Unable to use key file" and goes on without it, so the server sees no key.',
  ],
  unreadable: [
    'trouble',
    'The key file cannot be read',
    'You may not read it, so PuTTY goes on without it and the server sees no key.',
  ],
  foreign: [
    'trouble',
    'The key file is in a format that PuTTY cannot use',
    'It is a key of OpenSSH or another program. Load it in PuTTYgen, save the private key as a .ppk file, and name that one.',
  ],
  ssh1: [
    'trouble',
    'The key file is for SSH-1',
    'Servers no longer take such keys. Make a new key pair with PuTTYgen.',
  ],
  public: [
    'advice',
    'The key file is a public key',
    'It serves to pick a key that Pageant holds. Without Pageant the login fails, as the private key is missing.',
  ],
  other: [
    'trouble',
    'The key file is no key',
    'It does not begin as a key in the format of PuTTY does. Name the .ppk file that PuTTYgen saved.',
  ],
};

function keyFile(settings: Settings, state: KeyFileState | null): readonly Finding[] {
  if (state === null) return [];
  const [severity, title, why] = KEY_FILES[state];
  return [
    {
      id: 'key-file',
      topic: 'login',
      severity,
      title,
      why: severity === 'fine' ? why : `${settings.text('PublicKeyFile')}: ${why}`,
      panel: 'Connection/SSH/Auth/Credentials > Private key file for authentication',
      set: severity === 'fine' ? null : 'a .ppk file that is there',
      change: [],
    },
  ];
}

function proxyPassword(settings: Settings): readonly Finding[] {
  if (settings.text('ProxyPassword') === '' || settings.number('ProxyMethod', 0) === 0) return [];
  return [
    {
      id: 'proxy-password',
      topic: 'login',
      severity: 'advice',
      title: 'A proxy password is saved in clear text',
      why: 'Whoever can read your saved sessions can read it. Recent releases ask for it where it is not saved.',
      panel: 'Connection/Proxy > Password',
      set: 'empty',
      change: settings.change('ProxyPassword', ''),
    },
  ];
}

function protocolVersion(settings: Settings): Finding {
  const version = settings.number('SshProt', 3);
  const base = {
    id: 'ssh-1',
    topic: 'encryption',
    panel: 'Connection/SSH > SSH protocol version',
  } as const;
  if (version === 3) {
    return {
      ...base,
      severity: 'fine',
      title: 'Only SSH-2 is used',
      why: 'SSH-1 can be broken.',
      set: null,
      change: [],
    };
  }
  const old = version === 2;
  return {
    ...base,
    severity: old ? 'advice' : 'trouble',
    title: old ? 'Old releases may fall back to SSH-1' : 'SSH-1 is used',
    why: old
      ? 'The session was saved by a release up to 0.67. Those fall back to SSH-1 if the server offers nothing else; later ones do not.'
      : 'SSH-1 can be broken, and servers no longer speak it: the login fails with a message about the protocol version.',
    set: '2',
    change: settings.change('SshProt', '3'),
  };
}

interface Preferences {
  readonly id: string;
  readonly key: string;
  readonly panel: string;
  readonly what: string;
  /** PuTTY's names, with those for people. */
  readonly weak: Readonly<Record<string, string>>;
}

const CIPHERS: Preferences = {
  id: 'weak-ciphers',
  key: 'Cipher',
  panel: 'Connection/SSH/Cipher > Encryption cipher selection policy',
  what: 'ciphers',
  weak: { des: 'DES', blowfish: 'Blowfish', arcfour: 'Arcfour' },
};

const KEY_EXCHANGES: Preferences = {
  id: 'weak-key-exchange',
  key: 'KEX',
  panel: 'Connection/SSH/Kex > Algorithm selection policy',
  what: 'key exchange',
  weak: { 'dh-group1-sha1': 'Diffie-Hellman group 1' },
};

/** Finds weak algorithms above the line "warn below here", and gives the order that moves them below it. */
function weakAbove(settings: Settings, { id, key, panel, what, weak }: Preferences): Finding {
  const order = settings.text(key).split(',').filter(Boolean);
  const line = order.indexOf('WARN');
  const above = order.slice(0, Math.max(line, 0));
  const found = above.filter((name) => Object.hasOwn(weak, name));
  const base = { id, topic: 'encryption', panel } as const;
  if (found.length === 0) {
    return {
      ...base,
      severity: 'fine',
      title: `PuTTY warns before it uses weak ${what}`,
      why: 'All that is known to be weak is below the line from which PuTTY warns.',
      set: null,
      change: [],
    };
  }
  const names = found.map((name) => weak[name] ?? name).join(', ');
  const kept = above.filter((name) => !found.includes(name));
  const to = [...kept, 'WARN', ...found, ...order.slice(line + 1)].join(',');
  return {
    ...base,
    severity: 'trouble',
    title: `Weak ${what} without a warning: ${names}`,
    why: 'It stands above the line from which PuTTY warns, so it is used silently if the server offers it.',
    set: `${names} below the line "warn below here"`,
    change: settings.change(key, to),
  };
}

function singleDes(settings: Settings): readonly Finding[] {
  if (settings.number('SSH2DES', 0) === 0) return [];
  return [
    {
      id: 'single-des',
      topic: 'encryption',
      severity: 'trouble',
      title: 'Single DES is allowed',
      why: 'It can be broken within a day by anyone who records the session.',
      panel: 'Connection/SSH/Cipher > Enable legacy use of single-DES in SSH-2',
      set: 'not ticked',
      change: settings.change('SSH2DES', '0'),
    },
  ];
}
