/**
 * What a report says, before it is Markdown or HTML: the answer to each incident in the order in
 * which every surface gives it. All text of a log has passed the redactor here, once.
 */
import type { Block, Cause, EntryBody, EntrySummary, Fix } from '../contract/entry';
import { plainInline } from '../contract/inline';
import type { HoleValues } from '../contract/inline';
import type {
  Analysis,
  Detection,
  Incident,
  LogType,
  Problem,
  Session,
  Severity,
} from '../contract/model';
import { storyOf } from '../contract/story';
import type { Story, StoryFile } from '../contract/story';
import type { Redactor } from './private-kinds';

/** One log with what reading it gave. */
export interface FileReport extends Analysis {
  readonly path: string;
}

export interface Knowledge {
  readonly entries: ReadonlyMap<string, EntrySummary>;
  readonly bodies: Readonly<Record<string, EntryBody>>;
}

export interface ReportEvidence {
  /** Line of the log, from 1. */
  readonly line: number | null;
  readonly text: string;
}

export interface ReportCause {
  readonly cause: Cause;
  readonly evidence: readonly ReportEvidence[];
  readonly likelihood: string | null;
}

export interface ReportIncident {
  /** Of its place in the report, from 1. */
  readonly number: number;
  readonly entry: EntrySummary;
  readonly values: HoleValues;
  /** PuTTY's own words. */
  readonly message: string;
  readonly line: number;
  /** The log's time stamp. */
  readonly time: string | null;
  readonly count: number;
  /** The login went through after it. */
  readonly recovered: boolean;
  /** Index of the session in its log. */
  readonly inSession: number;
  /** `user@host` or what is known of it. */
  readonly session: string | null;
  readonly certainty: string;
  readonly likeliest: ReportCause | null;
  /** Those of the likeliest cause, in the order to try them. */
  readonly fixes: readonly Fix[];
  readonly others: readonly ReportCause[];
  readonly otherFixes: readonly Fix[];
  readonly why: readonly Block[];
  readonly tell: readonly Block[];
  readonly administrator: readonly Block[];
  readonly avoid: readonly Block[];
  readonly references: readonly { readonly manual: string; readonly title: string }[];
  /** Number of an earlier incident that holds the same explanation in full; this one then has none. */
  readonly sameAs: number | null;
}

export interface ReportFile {
  readonly name: string;
  readonly summary: string;
  readonly incidents: readonly ReportIncident[];
}

export interface Report {
  readonly files: readonly ReportFile[];
  readonly problems: readonly { readonly name: string; readonly message: string }[];
  readonly incidents: number;
  /** What its first sentence tells. */
  readonly story: Story;
  /** Files in folders that are no logs. */
  readonly skipped: number;
  readonly redacted: boolean;
  readonly version: string;
}

export interface ReportOptions {
  readonly files: readonly FileReport[];
  readonly problems: readonly Problem[];
  readonly skipped: number;
  readonly knowledge: Knowledge;
  readonly redact: Redactor;
  /** A report that is to be shared names its logs by numbers. */
  readonly redacted: boolean;
  /** Of Puttyknife. */
  readonly version: string;
}

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  error: 'Error',
  security: 'Security',
  warning: 'Warning',
  info: 'Information',
};

/** An entry is explained in full so many times; after that a report points back. */
const FULL_EXPLANATIONS = 3;

export function buildReport(options: ReportOptions): Report {
  const { files, problems, skipped, redacted, redact, version } = options;
  const names = logNames([...files, ...problems], redacted, redact);
  const book = new IncidentBook(options);
  const shown = files.map((file) => ({
    name: names(file.path),
    summary: summaryOf(file),
    incidents: file.incidents.flatMap((incident) => book.add(file, incident) ?? []),
  }));
  return {
    files: shown,
    problems: problems.map(({ path, message }) => ({
      name: names(path),
      message: redact(message),
    })),
    incidents: book.count,
    story: storyOf(files.map((file, index) => storyFileOf(file, shown[index]?.incidents ?? []))),
    skipped,
    redacted,
    version,
  };
}

function storyFileOf(file: FileReport, incidents: readonly ReportIncident[]): StoryFile {
  return {
    sessions: file.sessions.length,
    incidents: incidents.map(({ entry, values, inSession, session, recovered }) => ({
      session: inSession,
      severity: entry.severity,
      recovered,
      headline: plainInline(entry.headline, values),
      entry: entry.id,
      host: session,
    })),
  };
}

/** The same path always has the same name. */
export function logNames(
  paths: readonly { readonly path: string | null }[],
  redacted: boolean,
  redact: Redactor,
): (path: string | null) => string {
  const numbers = new Map<string | null, string>();
  for (const { path } of paths) {
    if (!numbers.has(path)) numbers.set(path, `log-${numbers.size + 1}`);
  }
  return (path) => {
    if (path === '-') return 'standard input';
    return redacted ? (numbers.get(path) ?? '') : redact(path ?? '').replace(/[\n\t]+/g, ' ');
  };
}

class IncidentBook {
  count = 0;
  private readonly explained = new Map<string, number[]>();

  constructor(private readonly options: ReportOptions) {}

  /** Null for an entry that the catalogue no longer has. */
  add(file: FileReport, incident: Incident): ReportIncident | null {
    const { knowledge, redact } = this.options;
    const entry = knowledge.entries.get(incident.entry);
    const body = Object.hasOwn(knowledge.bodies, incident.entry)
      ? knowledge.bodies[incident.entry]
      : undefined;
    const root = rootOf(file, incident);
    if (!entry || !body || !root) return null;
    this.count += 1;
    const session = file.sessions.find(({ index }) => index === incident.session);
    const causes = causesOf(body, incident, redact);
    const [likeliest = null, ...others] = causes;
    const first = new Set(likeliest?.cause.fixes ?? []);
    const fixes = incident.fixes.flatMap((id) => body.fixes.find((fix) => fix.id === id) ?? []);
    return {
      number: this.count,
      entry,
      values: valuesOf(session, root, redact),
      message: redact(root.message),
      line: root.line,
      time: root.time,
      count: incident.count,
      recovered: incident.recovered,
      inSession: incident.session,
      session: sessionName(session, redact),
      certainty:
        likeliest !== null && likeliest.evidence.length > 0
          ? 'Most likely here'
          : 'Most often (this log does not tell)',
      likeliest,
      fixes: fixes.filter(({ id }) => first.has(id)),
      others,
      otherFixes: fixes.filter(({ id }) => !first.has(id)),
      why: body.sections.why,
      tell: body.sections.tell,
      administrator: body.sections.administrator,
      avoid: body.sections.avoid,
      references: [
        ...(entry.manual === undefined ? [] : [{ manual: entry.manual, title: entry.title }]),
        ...body.references,
      ],
      sameAs: this.sameAs(entry.id, likeliest?.cause.id ?? ''),
    };
  }

  private sameAs(entry: string, cause: string): number | null {
    const key = `${entry} ${cause}`;
    const before = this.explained.get(key) ?? [];
    if (before.length >= FULL_EXPLANATIONS) return before.at(-1) ?? null;
    this.explained.set(key, [...before, this.count]);
    return null;
  }
}

/** The detection that tells an incident best: the first one of its entry. */
export function rootOf(
  file: Pick<Analysis, 'detections'>,
  incident: Incident,
): Detection | undefined {
  const members = incident.detections.flatMap((index) => file.detections[index] ?? []);
  return members.find(({ entry }) => entry === incident.entry) ?? members[0];
}

function causesOf(body: EntryBody, incident: Incident, redact: Redactor): ReportCause[] {
  return incident.causes.flatMap((ranked) => {
    const cause = body.causes.find(({ id }) => id === ranked.id);
    if (!cause) return [];
    const evidence = ranked.evidence.map(({ line, text }) => ({ line, text: redact(text) }));
    return [{ cause, evidence, likelihood: likelihood(ranked.score) }];
  });
}

const likelihood = (score: number): string =>
  score >= 0.3 ? 'possible' : score > 0.1 ? 'less likely' : 'unlikely here';

/** What the holes of the prose are filled with; nothing in it is private any more. */
function valuesOf(session: Session | undefined, root: Detection, redact: Redactor): HoleValues {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries({ ...session?.facts, ...root.captures })) {
    if (typeof value === 'string') values[name] = redact(value);
    else if (Array.isArray(value)) values[name] = value.map((item) => redact(String(item)));
    else if (typeof value !== 'object') values[name] = value;
  }
  return values;
}

function sessionName(session: Session | undefined, redact: Redactor): string | null {
  if (!session) return null;
  const host = session.host === null ? null : redact(session.host);
  const user = session.user === null ? null : redact(session.user);
  return host !== null && user !== null ? `${user}@${host}` : (host ?? user);
}

const LOG_TYPES: Readonly<Record<LogType, string>> = {
  printable: 'printable output',
  'session-output': 'all session output',
  'ssh-packets': 'SSH packets',
  'ssh-raw': 'SSH packets and raw data',
  'event-log': 'Event Log',
  console: 'output of a command line tool',
  text: 'text',
};

function summaryOf({ incidents, sessions, logType, bytes }: FileReport): string {
  if (bytes === 0) return 'The log is empty.';
  if (logType === 'text') return 'This is no log of PuTTY, and no message of PuTTY stands in it.';
  const read = `${countOf(sessions.length, 'session')}, ${LOG_TYPES[logType]}`;
  return incidents.length === 0
    ? `Nothing wrong (${read}).`
    : `${countOf(incidents.length, 'problem')} (${read}).`;
}

export const countOf = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/** The report's first sentence. */
export const verdictOf = ({ files, story }: Report): string => sentenceOf(story, files.length);

/** @param count of the logs. */
export function sentenceOf(story: Story, count: number): string {
  const logs = countOf(count, 'log');
  if (story.incidents === 0) {
    return story.sessions > 1
      ? `Nothing wrong was found in ${story.sessions} sessions of ${logs}.`
      : `Nothing wrong was found in ${logs}.`;
  }
  return `${outcomeOf(story, logs)}: ${partsOf(story)}.`;
}

/** `3 of 14 sessions failed`, or what else can be counted. */
function outcomeOf({ sessions, failed, incidents }: Story, logs: string): string {
  if (failed === 0 || sessions === 0) return `${countOf(incidents, 'note')} in ${logs}`;
  return sessions === 1 ? 'The session failed' : `${failed} of ${sessions} sessions failed`;
}

function partsOf({ parts, more }: Story): string {
  const told = parts.map(({ headline, times }) =>
    times === 1 ? headline : `${headline} (${times} times)`,
  );
  return [...told, ...(more === 0 ? [] : [`and ${more} more`])].join('; ');
}

export const REDACTED_NOTE =
  'Names of hosts, users, files and keys are replaced. The same stand-in always means the same name.';

/** Said of an incident that did not keep anybody out. */
export const RECOVERED = 'The login went through after this.';

/** Logs with something to tell, and the others, which take a line each. */
export function partedFiles({ files }: Report): {
  readonly told: readonly ReportFile[];
  readonly well: readonly ReportFile[];
} {
  return {
    told: files.filter(({ incidents }) => incidents.length > 0),
    well: files.filter(({ incidents }) => incidents.length === 0),
  };
}

/** Above this a list of logs stands folded. */
export const SHORT_LIST = 5;

/** What stands folded below an answer, in this order. */
export const foldsOf = (
  incident: ReportIncident,
): readonly (readonly [string, readonly Block[]])[] => [
  ['Why this happens', incident.why],
  ['Message for the administrator', incident.administrator],
  ['How to tell which cause it is', incident.tell],
  ['What not to do', incident.avoid],
];

/** `Connection/SSH/Auth > Control` as its parts. */
export function panelParts(panel: string): readonly string[] {
  const [path = '', control] = panel.split(' > ');
  return [...path.split('/'), ...(control === undefined ? [] : [control])];
}

export const SIDES: Readonly<Record<Fix['side'], string>> = {
  client: 'On your computer',
  server: 'On the server',
  network: 'In the network',
};
