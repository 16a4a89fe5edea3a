/** What the list of results shows of a log, and all that was found in it in a compact form. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { UNKNOWN_FACTS } from '../contract/facts';
import type { AnalysedFile, AnalysedIncident, AnalysedSession } from '../contract/analysis-view';
import type { EntrySummary } from '../contract/entry';
import { plainInline } from '../contract/inline';
import { SEVERITIES } from '../contract/model';
import type { Analysis, Incident, Session } from '../contract/model';
import { weightOf } from '../contract/story';
import { rootOf } from '../report/index';

/** What the list shows of a log besides its place and its name. */
export type LogSummary = Omit<AnalysedFile, 'index' | 'path' | 'name' | 'problem' | 'growing'>;

/** A log that was read. */
export interface Reading {
  readonly summary: LogSummary;
  /** When it was read: its size, and when it was last written, in milliseconds since 1970. */
  readonly size: number;
  readonly writtenAt: number;
  /** The whole analysis; see `unpack`. */
  readonly packed: Uint8Array;
  /** Where lines start, about every MB: line number, byte, line number, byte, ... */
  readonly places: Float64Array;
}

type Entries = ReadonlyMap<string, Pick<EntrySummary, 'headline' | 'severity'>>;

export function summarise(analysis: Analysis, lines: number, entries: Entries): LogSummary {
  const { bytes, encoding, logType } = analysis;
  const sessions = new Map(analysis.sessions.map((session) => [session.index, session]));
  const incidents = analysis.incidents.flatMap(
    (incident, index) =>
      incidentOf(analysis, incident, index, sessions.get(incident.session), entries) ?? [],
  );
  const bySession = new Map<number, AnalysedIncident[]>();
  for (const incident of incidents) {
    const own = bySession.get(incident.session);
    if (own) own.push(incident);
    else bySession.set(incident.session, [incident]);
  }
  return {
    bytes,
    lines,
    encoding,
    logType,
    sessions: analysis.sessions.map((session) =>
      sessionOf(session, bySession.get(session.index) ?? []),
    ),
    incidents,
  };
}

function sessionOf(session: Session, incidents: readonly AnalysedIncident[]): AnalysedSession {
  const { index, startedAt, host, port, user, protocol, endedBy, facts } = session;
  const severities = new Set(incidents.map(weightOf));
  return {
    index,
    startedAt,
    host,
    port,
    user,
    protocol,
    durationSeconds: facts.durationSeconds,
    bytesReceived: facts.bytesReceived,
    endedBy,
    incidents: incidents.length,
    worst: SEVERITIES.find((severity) => severities.has(severity)) ?? null,
    phases: facts.phases,
    idleGaps: facts.idleGaps,
  };
}

/** Null for an entry that the catalogue no longer has. */
function incidentOf(
  analysis: Analysis,
  incident: Incident,
  index: number,
  session: Session | undefined,
  entries: Entries,
): AnalysedIncident | null {
  const entry = entries.get(incident.entry);
  const root = rootOf(analysis, incident);
  if (!entry || !root) return null;
  const facts = session?.facts ?? UNKNOWN_FACTS;
  return {
    index,
    session: incident.session,
    entry: incident.entry,
    severity: entry.severity,
    recovered: incident.recovered,
    headline: plainInline(entry.headline, { ...facts, ...root.captures }),
    message: root.message,
    host: session?.host ?? facts.host ?? facts.address,
    user: session?.user ?? facts.user,
    time: root.time,
    line: root.line,
    offset: root.offset,
    count: incident.count,
    cause: incident.causes[0]?.id ?? null,
  };
}

/** What stands in nearly every analysis; what is like it takes a few bytes. */
const DICTIONARY = Buffer.from(
  JSON.stringify({
    encoding: 'utf-8',
    logType: 'ssh-packets',
    bytes: 0,
    sessions: [
      {
        index: 0,
        startedAt: '2026-01-01T00:00:00',
        host: null,
        port: 22,
        user: null,
        protocol: 'ssh',
        clientVersion: null,
        serverVersion: null,
        endedBy: null,
        facts: UNKNOWN_FACTS,
      },
    ],
    detections: [],
    incidents: [],
  }),
);

/** About a fifth of its JSON: some hundred bytes for a log with one session. */
export const pack = (analysis: Analysis): Uint8Array =>
  deflateRawSync(JSON.stringify(analysis), { dictionary: DICTIONARY, level: 3 });

/** What `pack` was given. */
export const unpack = (packed: Uint8Array): Analysis =>
  JSON.parse(inflateRawSync(packed, { dictionary: DICTIONARY }).toString('utf8')) as Analysis;
