/** Records for tests, as the watch makes them. */
import { UNKNOWN_FACTS } from '../contract/facts';
import type { Facts } from '../contract/facts';
import type { Analysis, Detection } from '../contract/model';
import type { FilePosition, FoundDetection, ReadRecord } from '../contract/watch';

export function position(offset: number, incarnation = 'first'): FilePosition {
  return {
    incarnation,
    path: `/logs/${incarnation}.log`,
    identity: { device: '66', inode: '9007199254740995', born: '1795326327000000001' },
    fingerprint: { headLength: 3, head: 'abc', tailLength: 3, tail: 'def' },
    offset,
    reportFrom: 0,
    settled: false,
  };
}

export function detection(
  offset: number,
  incarnation = 'first',
  entry = 'key-refused',
): FoundDetection {
  const at: Detection = {
    entry,
    severity: 'error',
    message: 'Server refused our key',
    voice: 'event-log',
    line: offset,
    offset,
    session: 0,
    time: null,
    captures: { name: 'value' },
  };
  return {
    ...at,
    id: `${incarnation}-${offset}`,
    file: `/logs/${incarnation}.log`,
    detectedAt: '2026-11-22T05:45:27.000Z',
  };
}

/** A read that found these, all of one incident under the last one's entry. */
export function read(
  found: readonly FoundDetection[],
  all = found,
  incarnation = 'first',
  host: string | null = 'db.example.com',
  facts: Partial<Facts> = {},
): ReadRecord {
  const last = all[all.length - 1];
  const analysis: Analysis = {
    encoding: 'utf-8',
    logType: 'ssh-packets',
    bytes: 100,
    sessions: [
      {
        index: 0,
        startedAt: null,
        host,
        port: 22,
        user: 'admin',
        protocol: 'ssh',
        clientVersion: null,
        serverVersion: null,
        endedBy: null,
        facts: { ...UNKNOWN_FACTS, host, ...facts },
      },
    ],
    detections: all,
    incidents: [
      {
        entry: last?.entry ?? '',
        session: 0,
        count: all.length,
        detections: all.map((_each, index) => index),
        recovered: false,
        causes: [{ id: 'key-not-installed', score: 1, evidence: [{ line: 4, text: 'seen' }] }],
        fixes: ['install-key'],
      },
    ],
  };
  return {
    position: position(last?.offset ?? 0, incarnation),
    snapshot: { version: 1, offset: last?.offset },
    detections: found,
    analysis: found.length > 0 ? analysis : null,
    ids: all.map((each) => each.id),
  };
}
