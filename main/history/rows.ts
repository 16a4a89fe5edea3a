/** What comes out of the database, checked once, here. */
import * as v from 'valibot';
import { UNKNOWN_FACTS } from '../contract/facts';
import type { Facts } from '../contract/facts';
import type { IncidentSubject, StoredIncident, HistoryRecord } from '../contract/history';
import { SEVERITIES, VOICES } from '../contract/model';
import type { FilePosition, FoundDetection } from '../contract/watch';

const nullableText = v.nullable(v.string());
const captures = v.record(v.string(), v.string());

/** A column that holds JSON of a known form. */
function json<S extends v.GenericSchema>(
  schema: S,
): v.SchemaWithPipe<
  readonly [v.StringSchema<undefined>, v.ParseJsonAction<string, undefined, undefined>, S]
> {
  return v.pipe(v.string(), v.parseJson(), schema);
}

const position = v.pipe(
  v.object({
    incarnation: v.string(),
    path: v.string(),
    device: v.string(),
    inode: v.string(),
    born: nullableText,
    head_length: v.number(),
    head: v.string(),
    tail_length: v.number(),
    tail: v.string(),
    offset: v.number(),
    report_from: v.number(),
    settled: v.number(),
  }),
  v.transform((row): FilePosition => ({
    incarnation: row.incarnation,
    path: row.path,
    identity: { device: row.device, inode: row.inode, born: row.born },
    fingerprint: {
      headLength: row.head_length,
      head: row.head,
      tailLength: row.tail_length,
      tail: row.tail,
    },
    offset: row.offset,
    reportFrom: row.report_from,
    settled: row.settled !== 0,
  })),
);

const detectionColumns = {
  id: v.string(),
  file: v.string(),
  detected_at: v.string(),
  entry: v.string(),
  severity: v.picklist(SEVERITIES),
  message: v.string(),
  voice: v.picklist(VOICES),
  line: v.number(),
  offset: v.number(),
  session: v.number(),
  time: nullableText,
  captures: json(captures),
};

const detection = v.pipe(
  v.object(detectionColumns),
  v.transform(({ detected_at, ...row }): FoundDetection => ({ ...row, detectedAt: detected_at })),
);

const record = v.pipe(
  v.object({ ...detectionColumns, host: nullableText, user: nullableText }),
  v.transform(({ detected_at, ...row }): HistoryRecord => ({ ...row, detectedAt: detected_at })),
);

const causes = v.array(
  v.object({
    id: v.string(),
    score: v.number(),
    evidence: v.array(v.object({ line: v.nullable(v.number()), text: v.string() })),
  }),
);

/** Facts that a later release adds are unknown in what an earlier one stored. */
const facts = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((stored): Facts => ({ ...UNKNOWN_FACTS, ...(stored as Partial<Facts>) })),
);

const incident = v.pipe(
  v.object({
    id: v.string(),
    file: v.string(),
    session: v.string(),
    entry: v.string(),
    severity: v.picklist(SEVERITIES),
    message: v.string(),
    line: v.number(),
    offset: v.number(),
    captures: json(captures),
    host: nullableText,
    user: nullableText,
    time: nullableText,
    detected_at: v.string(),
    count: v.number(),
    detections: json(v.array(v.string())),
    causes: json(causes),
    fixes: json(v.array(v.string())),
    state: v.picklist(['open', 'seen']),
    facts: json(facts),
  }),
  v.transform(({ detected_at, time, ...row }): StoredIncident => ({
    ...row,
    time: time ?? detected_at,
    detectedAt: detected_at,
  })),
);

const subject = v.object({ id: v.string(), entry: v.string(), host: nullableText });

/** Each throws if the row is not what this program wrote. */
export const toPosition = (row: unknown): FilePosition => v.parse(position, row);
export const toDetection = (row: unknown): FoundDetection => v.parse(detection, row);
export const toRecord = (row: unknown): HistoryRecord => v.parse(record, row);
export const toIncident = (row: unknown): StoredIncident => v.parse(incident, row);
export const toSubject = (row: unknown): IncidentSubject => v.parse(subject, row);
