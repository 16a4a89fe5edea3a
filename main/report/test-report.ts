/** A small catalogue and a log's analysis, into which tests put what they want to see come out again. */
import type { EntryBody, EntrySummary } from '../contract/entry';
import { UNKNOWN_FACTS } from '../contract/facts';
import type { Facts } from '../contract/facts';
import type { Severity } from '../contract/model';
import { createRedactor, KEEP_ALL } from './redact';
import { privateValues } from './private-values';
import { buildReport } from './report';
import type { FileReport, Knowledge, Report } from './report';

function entryOf(id: string, severity: Severity, category: string): EntrySummary {
  return {
    id,
    title: `Title of ${id}`,
    headline: '{host|The server} refused the key of {user|this user}',
    category,
    severity,
    programs: ['putty'],
    manual: '10.10',
    aliases: [],
    patterns: [],
    causes: [{ id: 'first', fixes: ['one'] }],
    summary: 'The server said no.',
    related: [],
  };
}

function bodyOf(id: string): EntryBody {
  return {
    id,
    causes: [
      { id: 'first', text: 'The key of **{user|this user}** is not listed.', fixes: ['one'] },
      { id: 'second', text: 'The file `{keyFile|of the key}` is another one.', fixes: ['two'] },
    ],
    fixes: ['one', 'two'].map((fix) => ({
      id: fix,
      title: `Fix number ${fix}`,
      side: 'server',
      risk: fix === 'one' ? 'safe' : 'careful',
      steps: ['Log in as {user|the user}.', 'Look at `sshd -T`.'],
      panel: 'Connection/SSH/Auth > Private key file',
      command: { server: 'chmod go-w ~', client: 'plink {host|server}' },
      verify: 'The login works.',
    })),
    sections: {
      happened: [{ kind: 'paragraph', text: 'It happened.' }],
      why: [{ kind: 'list', ordered: true, items: ['It was asked.', 'It said no.'] }],
      tell: [{ kind: 'code', text: 'journalctl -u ssh' }],
      administrator: [{ kind: 'quote', paragraphs: ['Hello, {host|the server} refuses me.'] }],
      avoid: [{ kind: 'paragraph', text: 'Do not wait.' }],
    },
    references: [{ manual: '8.3', title: 'Getting ready' }],
  };
}

const ENTRIES: readonly EntrySummary[] = [
  entryOf('key-refused', 'error', 'authentication'),
  entryOf('host-key-mismatch', 'security', 'host-key'),
  entryOf('weak-cipher', 'warning', 'key-exchange'),
  entryOf('session-note', 'info', 'session'),
];

export const KNOWLEDGE: Knowledge = {
  entries: new Map(ENTRIES.map((entry) => [entry.id, entry])),
  bodies: Object.fromEntries(ENTRIES.map(({ id }) => [id, bodyOf(id)])),
};

export interface TestLog {
  readonly path?: string;
  readonly entry?: string;
  readonly severity?: Severity;
  readonly message?: string;
  readonly evidence?: string;
  readonly facts?: Partial<Facts>;
  readonly captures?: Readonly<Record<string, string>>;
}

/** A log with one session and one incident of two detections. */
export function makeLog(log: TestLog = {}): FileReport {
  const facts: Facts = { ...UNKNOWN_FACTS, ...log.facts };
  const entry = log.entry ?? 'key-refused';
  const detection = {
    entry,
    severity: log.severity ?? 'error',
    message: log.message ?? 'Server refused our key',
    voice: 'event-log',
    line: 24,
    offset: 1234,
    session: 0,
    time: '2026-11-22T09:15:00',
    captures: log.captures ?? {},
  } as const;
  return {
    path: log.path ?? 'putty.log',
    bytes: 5000,
    encoding: 'utf-8',
    logType: 'ssh-packets',
    sessions: [
      {
        index: 0,
        startedAt: null,
        host: facts.host,
        port: facts.port,
        user: facts.user,
        protocol: facts.protocol,
        clientVersion: facts.clientVersion,
        serverVersion: facts.serverVersion,
        endedBy: 'error',
        facts,
      },
    ],
    detections: [detection, { ...detection, line: 26, offset: 1300 }],
    incidents: [
      {
        entry,
        session: 0,
        count: 2,
        detections: [0, 1],
        recovered: false,
        causes: [
          { id: 'first', score: 0.7, evidence: [{ line: 23, text: log.evidence ?? 'batch: yes' }] },
          { id: 'second', score: 0.3, evidence: [] },
        ],
        fixes: ['one', 'two'],
      },
    ],
  };
}

export function makeReport(logs: readonly FileReport[], redacted = false): Report {
  return buildReport({
    files: logs,
    problems: [{ path: 'gone.log', code: 'not-found', message: 'There is no such file.' }],
    skipped: 1,
    knowledge: KNOWLEDGE,
    redact: redacted ? createRedactor(privateValues(logs)) : KEEP_ALL,
    redacted,
    version: '0.1.0',
  });
}

/** What a hostile server or file name may try. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</pre></details></style><style>*{display:none}</style>',
  '<!-- ]]> --><svg/onload=alert(1)>',
  '&lt;b&gt; &#60;b&#62;',
  '```\n# Heading\n```',
  '[click](javascript:alert(1)) ![x](http://192.0.2.1/x.png)',
  '<https://192.0.2.1/> https://192.0.2.1/ www.example.com',
  '\n\n- item\n\n1. item\n\n> quote\n\n| a | b |\n|---|---|\n\n---\n\n===',
  '**bold** __bold__ *it* ~~gone~~ `code` ``` ``` $x$ :smile:',
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u009b31m',
  'abc\u202egnp.exe \u2066x\u2069 \u200bhidden \ufeff',
  '{host|x} {user|y}',
];
