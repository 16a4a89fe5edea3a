/** Made-up incidents and entries for the tests of the window. */
import type { EntryBody } from '../main/contract/entry';
import type { EntryHeading } from '../main/contract/ipc';
import { UNKNOWN_FACTS } from '../main/contract/facts';
import type { IncidentRow, IncidentView } from '../main/contract/incident';
import type { Session } from '../main/contract/model';

export const ENTRY: EntryHeading = {
  id: 'key-refused',
  title: 'Server refused our key',
  headline: '{host|The server} refused your key',
  category: 'authentication',
  severity: 'error',
  programs: ['putty'],
  manual: '10.10',
  aliases: ['public key rejected'],
  summary: 'PuTTY showed the server a key.',
  related: ['access-denied'],
};

export const ENTRIES: readonly EntryHeading[] = [
  ENTRY,
  { ...ENTRY, id: 'access-denied', title: 'Access denied', aliases: ['wrong password'] },
  {
    ...ENTRY,
    id: 'connection-aborted',
    title: 'Software caused connection abort',
    category: 'network',
    severity: 'warning',
    aliases: ['session drops'],
  },
];

export const BODY: EntryBody = {
  id: 'key-refused',
  causes: [
    { id: 'permissions', text: 'The key list of {host|the server} is ignored.', fixes: ['close'] },
    {
      id: 'not-installed',
      text: 'The key is not in the list of **{user|this user}**.',
      fixes: ['install', 'close'],
    },
  ],
  fixes: [
    {
      id: 'close',
      title: 'Close the permissions',
      side: 'server',
      risk: 'careful',
      steps: ['Take away write access.'],
      command: { server: 'chmod go-w ~' },
      verify: 'The key is accepted.',
    },
    {
      id: 'install',
      title: 'Put the key on the server',
      side: 'client',
      risk: 'safe',
      steps: ['Copy the **public** text.', 'Add it to `authorized_keys`.'],
      panel: 'Connection/SSH/Auth > Private key file',
      verify: 'No password is asked.',
    },
  ],
  sections: {
    happened: [{ kind: 'paragraph', text: 'PuTTY showed {host|the server} a key.' }],
    why: [{ kind: 'list', ordered: false, items: ['One reason.', 'Another.'] }],
    tell: [{ kind: 'code', text: 'sudo journalctl -u ssh' }],
    administrator: [
      { kind: 'paragraph', text: 'Send this:' },
      { kind: 'quote', paragraphs: ['Hello, {host|the server} refuses my key.', 'Thank you.'] },
    ],
    avoid: [{ kind: 'list', ordered: false, items: ['Do not send your private key.'] }],
  },
  falsePositives: 'Ordinary with several keys.',
  references: [{ manual: '8.3', title: 'Public keys' }],
};

export function row(change: Partial<IncidentRow> = {}): IncidentRow {
  return {
    id: 'one',
    entry: 'key-refused',
    severity: 'error',
    headline: 'db01.example.com refused your key',
    message: 'Server refused our key',
    session: 'log/0',
    host: 'db01.example.com',
    user: 'anna',
    time: new Date().toISOString(),
    count: 1,
    state: 'open',
    ...change,
  };
}

export function view(change: Partial<IncidentView> = {}): IncidentView {
  return {
    ...row(),
    file: '/home/anna/logs/prod-db.log',
    line: 24,
    offset: 1200,
    causes: [
      {
        id: 'not-installed',
        score: 0.7,
        evidence: [
          { line: 23, text: 'key offered' },
          { line: null, text: 'left: password' },
        ],
      },
      { id: 'permissions', score: 0.3, evidence: [] },
    ],
    fixes: ['install', 'close'],
    captures: {},
    facts: { ...UNKNOWN_FACTS, host: 'db01.example.com', user: 'anna' },
    ...change,
  };
}

/** A session of which nothing is known but that it is there. */
export function sessionOf(index: number): Session {
  return {
    index,
    startedAt: null,
    host: null,
    port: null,
    user: null,
    protocol: null,
    clientVersion: null,
    serverVersion: null,
    endedBy: null,
    facts: UNKNOWN_FACTS,
  };
}
