/**
 * Results in SARIF 2.1.0 (OASIS), for tools that collect findings: one rule a catalogue entry, one
 * result an incident. Nothing is left out; private values are, if the files came without them.
 */
import type { EntryBody, EntrySummary } from '../contract/entry';
import { plainInline } from '../contract/inline';
import type { Detection, Incident, Problem, Severity } from '../contract/model';
import { rootOf } from './report';
import type { FileReport, Knowledge } from './report';

export interface SarifOptions {
  readonly files: readonly FileReport[];
  readonly problems: readonly Problem[];
  readonly knowledge: Knowledge;
  /** Private values were taken out before: lengths in the log are not those of what is told. */
  readonly redacted?: boolean;
  /** Of Puttyknife. */
  readonly version: string;
}

type Json = Readonly<Record<string, unknown>>;

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  security: 'error',
  warning: 'warning',
  info: 'note',
};

/** A whole SARIF log as one line of JSON. */
export function sarifReport(options: SarifOptions): string {
  const { files, problems, knowledge, version } = options;
  const rules: EntrySummary[] = [];
  const ruleIndex = new Map<string, number>();
  const results: Json[] = [];
  files.forEach((file, index) => {
    for (const incident of file.incidents) {
      const entry = knowledge.entries.get(incident.entry);
      const root = rootOf(file, incident);
      if (!entry || !root) continue;
      if (!ruleIndex.has(entry.id)) {
        ruleIndex.set(entry.id, rules.length);
        rules.push(entry);
      }
      results.push({
        ruleId: entry.id,
        ruleIndex: ruleIndex.get(entry.id) ?? 0,
        ...result(file, index, incident, root, entry, options.redacted === true),
      });
    }
  });
  return `${JSON.stringify({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Puttyknife',
            version,
            semanticVersion: version,
            language: 'en-US',
            rules: rules.map((entry) => rule(entry, bodyOf(knowledge, entry.id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: files.map(({ path, bytes }) => ({
          location: artifactLocation(path),
          length: bytes,
          roles: ['analysisTarget'],
        })),
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map(notification),
          },
        ],
        results,
      },
    ],
  })}\n`;
}

const bodyOf = (knowledge: Knowledge, id: string): EntryBody | undefined =>
  Object.hasOwn(knowledge.bodies, id) ? knowledge.bodies[id] : undefined;

function rule(entry: EntrySummary, body: EntryBody | undefined): Json {
  const security = securitySeverity(entry);
  return {
    id: entry.id,
    name: pascalCase(entry.id),
    shortDescription: { text: entry.title },
    fullDescription: { text: entry.summary },
    help: { text: helpText(entry, body) },
    defaultConfiguration: { level: LEVELS[entry.severity] },
    properties: {
      category: entry.category,
      tags: [entry.category, ...(entry.severity === 'security' ? ['security'] : [])],
      ...(security === null ? {} : { 'security-severity': security }),
    },
  };
}

const pascalCase = (id: string): string =>
  id.replace(/(?:^|-)([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());

/**
 * On the scale of 0 to 10 that code hosting sites sort by. Only for what can mean that somebody
 * listens or pretends to be the server; a failed login is no weakness.
 */
function securitySeverity({ severity, category }: EntrySummary): string | null {
  if (severity !== 'security') return null;
  return category === 'host-key' ? '8.0' : '5.0';
}

/** What to do about it, for any session. */
function helpText(entry: EntrySummary, body: EntryBody | undefined): string {
  const fixes = (body?.fixes ?? []).map((fix, index) => {
    const steps = fix.steps.map((step) => `   - ${plainInline(step)}`);
    return [`${index + 1}. ${plainInline(fix.title)}`, ...steps].join('\n');
  });
  return [entry.summary, ...(fixes.length === 0 ? [] : ['What to do:', ...fixes])].join('\n');
}

function result(
  file: FileReport,
  artifact: number,
  incident: Incident,
  root: Detection,
  entry: EntrySummary,
  redacted: boolean,
): Json {
  const session = file.sessions.find(({ index }) => index === incident.session);
  const headline = plainInline(entry.headline, { ...session?.facts, ...root.captures });
  const place = (detection: Detection): Json => ({
    physicalLocation: {
      artifactLocation: { ...artifactLocation(file.path), index: artifact },
      region: region(detection, redacted ? null : file.encoding),
    },
  });
  const others = incident.detections
    .flatMap((index) => file.detections[index] ?? [])
    .filter((detection) => detection !== root);
  return {
    level: LEVELS[root.severity],
    kind: 'fail',
    message: { text: wellFormed(`${headline}. PuTTY says: ${root.message}`) },
    locations: [place(root)],
    ...(others.length === 0
      ? {}
      : {
          relatedLocations: others.map((detection, index) => ({
            id: index + 1,
            ...place(detection),
            message: { text: wellFormed(detection.message) },
          })),
        }),
    occurrenceCount: incident.count,
    properties: {
      session: incident.session,
      voice: root.voice,
      time: root.time,
      causes: incident.causes.map(({ id, score }) => ({ id, score })),
      fixes: incident.fixes,
    },
  };
}

/** `byteOffset` counts from 0, lines count from 1; a wrapped message goes over several lines. */
function region({ line, offset, message }: Detection, encoding: string | null): Json {
  const further = message.split('\n').length - 1;
  const length = encoding === 'utf-8' && further === 0 ? utf8Length(message) : null;
  return {
    startLine: line,
    endLine: line + further,
    byteOffset: offset,
    ...(length === null ? {} : { byteLength: length }),
    snippet: { text: wellFormed(message) },
  };
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

function notification({ path, code, message }: Problem): Json {
  return {
    level: 'error',
    descriptor: { id: code },
    message: { text: wellFormed(message) },
    ...(path === null
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: artifactLocation(path) } }] }),
  };
}

/** A file's name as a URI reference (RFC 3986, RFC 8089); standard input has none. */
export function artifactLocation(path: string): Json {
  if (path === '-') return { uri: 'stdin', description: { text: 'standard input' } };
  const parts = wellFormed(path);
  const drive = /^([A-Za-z]):[\\/]/.exec(parts);
  if (drive) return { uri: `file:///${drive[1] ?? ''}:${encode(parts.slice(2), /[\\/]/)}` };
  const share = /^\\\\([^\\]+)(\\.*)$/s.exec(parts);
  if (share)
    return { uri: `file://${encode(share[1] ?? '', /\\/)}${encode(share[2] ?? '', /\\/)}` };
  if (parts.startsWith('/')) return { uri: `file://${encode(parts, /\//)}` };
  return { uri: encode(parts, /\//) };
}

const encode = (path: string, separator: RegExp): string =>
  path.split(separator).map(encodeURIComponent).join('/');

/** Halves of characters cannot be written as UTF-8. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
