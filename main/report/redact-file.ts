/** A log's results with the private values taken out, for the formats that hold all of it. */
import type { Facts } from '../contract/facts';
import type { Detection, Incident, Session } from '../contract/model';
import type { Redactor } from './private-kinds';
import type { FileReport } from './report';

/** Facts that are words of ours or of a standard; a user of such a name must not change them. */
const PLAIN: ReadonlySet<string> = new Set([
  'program',
  'platform',
  'puttyVersion',
  'protocol',
  'serverProtocol',
  'phases',
  'idleGaps',
]);

/** @param name what stands for the log's path. */
export function redactFile(file: FileReport, redact: Redactor, name: string): FileReport {
  return {
    ...file,
    path: name,
    sessions: file.sessions.map((session) => redactSession(session, redact)),
    detections: file.detections.map((detection) => redactDetection(detection, redact)),
    incidents: file.incidents.map((incident) => redactIncident(incident, redact)),
  };
}

function redactSession(session: Session, redact: Redactor): Session {
  const text = (value: string | null): string | null => (value === null ? null : redact(value));
  return {
    ...session,
    host: text(session.host),
    user: text(session.user),
    clientVersion: text(session.clientVersion),
    serverVersion: text(session.serverVersion),
    facts: redactFacts(session.facts, redact),
  };
}

function redactFacts(facts: Facts, redact: Redactor): Facts {
  const entries = Object.entries(facts).map(([name, value]: [string, unknown]) => [
    name,
    PLAIN.has(name) ? value : redactValue(value, redact),
  ]);
  return Object.fromEntries(entries) as Facts;
}

function redactValue(value: unknown, redact: Redactor): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, redactValue(inner, redact)]),
  );
}

function redactDetection(detection: Detection, redact: Redactor): Detection {
  const captures = Object.entries(detection.captures).map(([name, value]) => [name, redact(value)]);
  return {
    ...detection,
    message: redact(detection.message),
    captures: Object.fromEntries(captures) as Detection['captures'],
  };
}

function redactIncident(incident: Incident, redact: Redactor): Incident {
  return {
    ...incident,
    causes: incident.causes.map((cause) => ({
      ...cause,
      evidence: cause.evidence.map(({ line, text }) => ({ line, text: redact(text) })),
    })),
  };
}
