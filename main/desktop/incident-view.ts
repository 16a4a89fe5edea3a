/** From what the watch tells to what the window, the tray and notifications show: pure. */
import type { EntryBody, EntrySummary } from '../contract/entry';
import { UNKNOWN_FACTS } from '../contract/facts';
import type { IncidentRow, IncidentView } from '../contract/incident';
import { plainInline } from '../contract/inline';
import type { HoleValues } from '../contract/inline';
import type { Incident, Session } from '../contract/model';
import type { FoundDetection } from '../contract/watch';

/** One incident with where it was found. */
export interface FoundIncident {
  /** Permanent: the id of its first detection. */
  readonly id: string;
  readonly file: string;
  /** ISO 8601. */
  readonly detectedAt: string;
  readonly incident: Incident;
  /** Ids of its detections, in the order of the file. */
  readonly ids: readonly string[];
  /** The detection that tells it best. */
  readonly root: FoundDetection;
  readonly session: Session | null;
}

/** Null for an incident of an entry that is not known. */
export function viewOf(found: FoundIncident, entry: EntrySummary | undefined): IncidentView | null {
  const { incident, root, session } = found;
  if (entry === undefined) return null;
  const facts = session?.facts ?? UNKNOWN_FACTS;
  return {
    id: found.id,
    entry: incident.entry,
    severity: entry.severity,
    headline: plainInline(entry.headline, { ...facts, ...root.captures }),
    message: root.message,
    // Only where there is no history; one tells sessions of a log that was written anew apart.
    session: `${found.file}/${String(incident.session)}`,
    host: session?.host ?? facts.host ?? facts.address,
    user: session?.user ?? facts.user,
    time: root.time ?? found.detectedAt,
    count: incident.count,
    state: 'open',
    file: found.file,
    line: root.line,
    offset: root.offset,
    causes: incident.causes,
    fixes: incident.fixes,
    captures: root.captures,
    facts,
  };
}

/** What a list needs of it. */
export function rowOf(view: IncidentView): IncidentRow {
  const { id, entry, severity, headline, message, session } = view;
  const { host, user, time, count, state } = view;
  return { id, entry, severity, headline, message, session, host, user, time, count, state };
}

/** One or two sentences for a notification: the likeliest cause, or else what happened. */
export function noticeText(view: IncidentView, body: EntryBody): string {
  const values: HoleValues = { ...view.facts, ...view.captures };
  const likeliest = view.causes[0]?.id ?? body.causes[0]?.id;
  const cause = body.causes.find(({ id }) => id === likeliest);
  return plainInline(cause?.text ?? '', values);
}
