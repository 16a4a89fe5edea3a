import { describe, expect, it } from 'vitest';
import panels from '../../catalogue/panels.json' with { type: 'json' };
import type { Finding, SessionReport } from '../contract/doctor';
import type { EntrySummary } from '../contract/entry';
import type { Voice } from '../contract/model';
import { changesOf, examine } from './examine';
import type { Surroundings } from './settings';
import { kindOfKey } from './surroundings';

const AROUND: Surroundings = {
  home: '/home/user',
  windows: false,
  logFolder: 'there',
  keyFile: null,
  sharesLogWith: [],
};

/** All that is recommended. */
const GOOD: Readonly<Record<string, string>> = {
  HostName: 'db01.example.com',
  Protocol: 'ssh',
  PortNumber: '22',
  LogType: '3',
  LogFileName: '/home/user/logs/&H-&Y&M&D.log',
  LogFileClash: '0',
  LogFlush: '1',
  LogHeader: '1',
  SSHLogOmitPasswords: '1',
  SSHLogOmitData: '1',
  PingIntervalSecs: '60',
  SshProt: '3',
  Cipher: 'aes,chacha20,aesgcm,3des,WARN,des,blowfish,arcfour',
};

function entry(id: string, category: string, voices: readonly Voice[]): EntrySummary {
  const pattern = { literal: 'text', regex: '^text$', voices };
  return {
    id,
    title: id,
    headline: id,
    category,
    severity: 'error',
    programs: ['putty'],
    aliases: [],
    patterns: [pattern],
    causes: [],
    summary: '',
    related: [],
  };
}

const ENTRIES = [
  entry('connection-refused', 'network', ['event-log', 'dialog']),
  entry('access-denied', 'authentication', ['event-log', 'putty']),
  entry('key-refused', 'authentication', ['putty']),
  entry('option-error', 'program', ['dialog', 'console']),
];

function look(
  changes: Readonly<Record<string, string>> = {},
  around: Partial<Surroundings> = {},
  name = 'db01',
): SessionReport {
  const values = new Map(Object.entries({ ...GOOD, ...changes }));
  return examine({ name, values }, { ...AROUND, ...around }, ENTRIES);
}

const wrong = (report: SessionReport): readonly Finding[] =>
  report.findings.filter(({ severity }) => severity !== 'fine');
const brief = (report: SessionReport): readonly string[] =>
  wrong(report).map(({ id, severity }) => `${severity} ${id}`);

describe('a session that is set up as recommended', () => {
  it('has nothing to change, and shows all errors that a log can hold', () => {
    const report = look();
    expect(brief(report)).toEqual([]);
    expect(changesOf(report.findings)).toEqual([]);
    expect(report.privacyAfter).toEqual([]);
    expect(report.sees).toEqual([
      { category: 'authentication', entries: ['access-denied'] },
      { category: 'network', entries: ['connection-refused'] },
    ]);
    expect(report.hides).toEqual([{ category: 'authentication', entries: ['key-refused'] }]);
  });
});

describe('what a log hides', () => {
  it.each(['1', '2'])('is every fatal error with log type %s', (LogType) => {
    const report = look({ LogType });
    expect(brief(report)).toEqual(['trouble log-type']);
    expect(report.sees).toEqual([
      { category: 'authentication', entries: ['access-denied', 'key-refused'] },
    ]);
    expect(report.hides).toEqual([{ category: 'network', entries: ['connection-refused'] }]);
    expect(changesOf(report.findings)).toEqual([{ key: 'LogType', from: LogType, to: '3' }]);
  });

  it('is everything where nothing is logged', () => {
    const report = look({ LogType: '0' });
    expect(brief(report)).toEqual(['trouble log-type']);
    expect(report.sees).toEqual([]);
    expect(report.hides.flatMap(({ entries }) => entries)).toHaveLength(3);
    expect(report.privacy).toEqual([]);
    expect(report.privacyAfter.join(' ')).toContain('is blanked');
  });

  it('is nothing with raw data, which is left as it is', () => {
    expect(brief(look({ LogType: '4' }))).toEqual([]);
  });
});

describe('PuTTY as it comes', () => {
  it('gets the whole recommendation, each setting once', () => {
    const report = examine({ name: 'new', values: new Map() }, AROUND, ENTRIES);
    const logging = report.findings.filter(({ topic }) => topic === 'logging');
    expect(changesOf(logging)).toEqual([
      { key: 'LogType', from: null, to: '3' },
      { key: 'LogFileName', from: null, to: '/home/user/putty-logs/&H-&Y&M&D.log' },
      { key: 'LogFileClash', from: null, to: '0' },
      { key: 'SSHLogOmitData', from: null, to: '1' },
    ]);
    expect(brief(report)).toEqual([
      'trouble log-type',
      'advice log-file-name',
      'advice log-when-exists',
      'advice log-session-data',
      'advice keepalives',
    ]);
  });
});

describe('where a log is written', () => {
  const nameAfter = (report: SessionReport): string | undefined =>
    changesOf(report.findings).find(({ key }) => key === 'LogFileName')?.to;

  it('keeps the folder and gets a name per host and day', () => {
    const report = look({ LogFileName: '/home/user/logs/all.log' });
    expect(brief(report)).toEqual(['advice log-file-name']);
    expect(nameAfter(report)).toBe('/home/user/logs/&H-&Y&M&D.log');
  });

  it('is trouble if other sessions write there too', () => {
    const report = look(
      { LogFileName: '/home/user/logs/all.log' },
      { sharesLogWith: ['db02', 'web'] },
    );
    expect(brief(report)).toEqual(['trouble log-file-name']);
    expect(wrong(report)[0]?.why).toContain('"db02", "web"');
  });

  it('is trouble if the folder does not exist or cannot be written, and moves', () => {
    for (const logFolder of ['missing', 'not-writable'] as const) {
      const report = look({}, { logFolder });
      expect(brief(report)).toEqual(['trouble log-folder']);
      expect(nameAfter(report)).toBe('/home/user/putty-logs/&H-&Y&M&D.log');
    }
  });

  it('is trouble if the name has no folder, and doubles an & of the home folder', () => {
    const report = look({ LogFileName: '&H.log' }, { home: '/home/a&b' });
    expect(brief(report)).toEqual(['trouble log-file-name']);
    expect(nameAfter(report)).toBe('/home/a&&b/putty-logs/&H-&Y&M&D.log');
  });

  it('knows that && is no code, and Windows paths', () => {
    expect(brief(look({ LogFileName: '/logs/a&&H.log' }))).toEqual(['advice log-file-name']);
    const report = look(
      { LogFileName: 'C:\\logs\\all.log' },
      { windows: true, home: 'C:\\Users\\user' },
    );
    expect(nameAfter(report)).toBe('C:\\logs\\&H-&Y&M&D.log');
  });

  it('may be overwritten only if each session has a name of its own', () => {
    expect(brief(look({ LogFileClash: '1' }))).toEqual(['advice log-when-exists']);
    expect(brief(look({ LogFileClash: '-1' }))).toEqual(['advice log-when-exists']);
    const LogFileName = '/home/user/logs/&H-&Y&M&D-&T.log';
    expect(brief(look({ LogFileClash: '1', LogFileName }))).toEqual([]);
  });
});

describe('what a log keeps', () => {
  it('is trouble where passwords stand in it', () => {
    const report = look({ SSHLogOmitPasswords: '0', SSHLogOmitData: '0' });
    expect(brief(report)).toEqual(['trouble log-passwords', 'trouble log-session-data']);
    expect(report.privacy.join(' ')).toMatch(/kept as it was typed.*sudo/);
    expect(report.privacyAfter.join(' ')).not.toMatch(/as it was typed|sudo/);
  });

  it('is late or without a header', () => {
    expect(brief(look({ LogFlush: '0', LogHeader: '0' }))).toEqual([
      'trouble log-flush',
      'advice log-header',
    ]);
  });
});

describe('other trouble', () => {
  it.each([
    ['no keepalives', { PingIntervalSecs: '0' }, 'advice keepalives'],
    ['SSH-1 only', { SshProt: '0' }, 'trouble ssh-1'],
    ['SSH-1 preferred', { SshProt: '1' }, 'trouble ssh-1'],
    ['SSH-1 as a last resort of old releases', { SshProt: '2' }, 'advice ssh-1'],
    ['agent forwarding', { AgentFwd: '1' }, 'advice agent-forwarding'],
    ['a weak cipher', { Cipher: 'aes,arcfour,3des,WARN,des' }, 'trouble weak-ciphers'],
    ['a weak key exchange', { KEX: 'ecdh,dh-group1-sha1,WARN' }, 'trouble weak-key-exchange'],
    ['single DES', { SSH2DES: '1' }, 'trouble single-des'],
    ['a proxy password', { ProxyMethod: '3', ProxyPassword: 'secret' }, 'advice proxy-password'],
  ])('is told: %s', (_what, settings, finding) => {
    const report = look(settings);
    expect(brief(report)).toEqual([finding]);
    const after = Object.fromEntries(changesOf(report.findings).map(({ key, to }) => [key, to]));
    expect(brief(look({ ...settings, ...after }))).toEqual([]);
  });

  it('is agent forwarding for every new session', () => {
    expect(brief(look({ AgentFwd: '1' }, {}, 'Default Settings'))).toEqual([
      'trouble agent-forwarding',
    ]);
  });

  it('moves weak ciphers below the line and keeps the order of the others', () => {
    expect(changesOf(look({ Cipher: 'des,aes,arcfour,WARN,3des' }).findings)).toEqual([
      { key: 'Cipher', from: 'des,aes,arcfour,WARN,3des', to: 'aes,WARN,des,arcfour,3des' },
    ]);
  });

  it('counts keepalives that old releases saved in minutes', () => {
    expect(brief(look({ PingInterval: '2', PingIntervalSecs: '0' }))).toEqual([]);
  });

  it.each([
    ['missing', 'trouble'],
    ['unreadable', 'trouble'],
    ['foreign', 'trouble'],
    ['ssh1', 'trouble'],
    ['other', 'trouble'],
    ['public', 'advice'],
  ] as const)('is a key file that is %s', (keyFile, severity) => {
    const report = look({ PublicKeyFile: '/home/user/key' }, { keyFile });
    expect(brief(report)).toEqual([`${severity} key-file`]);
  });

  it('is not looked for where there is no SSH or no connection', () => {
    const settings = { SshProt: '0', AgentFwd: '1', PingIntervalSecs: '0' };
    expect(brief(look({ ...settings, Protocol: 'serial' }))).toEqual([]);
    expect(brief(look({ ...settings, Protocol: 'telnet' }))).toEqual(['advice keepalives']);
  });
});

describe('a key file', () => {
  it.each([
    ['PuTTY-User-Key-File-3: ssh-ed25519\r\n', 'ppk'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\n', 'foreign'],
    ['-----BEGIN RSA PRIVATE KEY-----\n', 'foreign'],
    ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n', 'foreign'],
    ['---- BEGIN SSH2 PUBLIC KEY ----\n', 'public'],
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 user', 'public'],
    ['SSH PRIVATE KEY FILE FORMAT 1.1\n', 'ssh1'],
    ['', 'other'],
  ] as const)('that begins with %j is told by it', (head, kind) => {
    expect(kindOfKey(head)).toBe(kind);
  });
});

it('names only panels and controls that PuTTY has', () => {
  const known = new Set(
    panels.panels.flatMap(({ path, controls }) =>
      controls.map(({ label }) => `${path} > ${label}`),
    ),
  );
  const reports = [
    look({}, { keyFile: 'ppk' }),
    look({ SSH2DES: '1', ProxyMethod: '3', ProxyPassword: 'secret' }, { keyFile: 'missing' }),
  ];
  const named = reports.flatMap(({ findings }) => findings.map(({ panel }) => panel));
  expect(named.filter((panel) => panel !== null && !known.has(panel))).toEqual([]);
});
