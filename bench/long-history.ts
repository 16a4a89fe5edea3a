/** Fills a history as the watch would, with made-up incidents on made-up hosts. */
import { UNKNOWN_FACTS } from '../main/contract/facts';
import type { Analysis, Detection } from '../main/contract/model';
import type { FoundDetection, ReadRecord } from '../main/contract/watch';
import { openHistory } from '../main/history';

const SESSIONS_IN_A_FILE = 200;
const HOSTS = 300;
const SIXTY_DAYS = 60 * 24 * 60 * 60 * 1000;

/** Ids of entries and a message of each, in turn. */
const ERRORS = [
  ['connection-reset', 'Network error: Connection reset by peer'],
  ['key-refused', 'Server refused our key'],
  ['connection-timed-out', 'Network error: Connection timed out'],
  ['connection-refused', 'Network error: Connection refused'],
  ['access-denied', 'Access denied'],
] as const;

/** Writes `size` incidents into the history in `folder`, each in a session of its own. */
export function fillHistory(folder: string, size: number): void {
  const opened = openHistory(folder);
  if (!opened.ok) throw new Error(opened.problem.message);
  const { history } = opened.value;
  for (let from = 0; from < size; from += SESSIONS_IN_A_FILE) {
    const read = fileOf(from, Math.min(SESSIONS_IN_A_FILE, size - from), size);
    const recorded = history.store.record([read]);
    if (!recorded.ok) throw new Error(recorded.problem.message);
    history.store.told(read.detections.map(({ id }) => id));
  }
  history.close();
}

function fileOf(from: number, sessions: number, size: number): ReadRecord {
  const path = `/logs/putty-${from}.log`;
  const detections: FoundDetection[] = [];
  const found: Detection[] = [];
  const analysis = {
    encoding: 'utf-8',
    logType: 'ssh-packets',
    bytes: sessions * 1000,
    sessions: [],
    detections: found,
    incidents: [],
  } as { -readonly [K in keyof Analysis]: Analysis[K] };
  analysis.sessions = Array.from({ length: sessions }, (_unused, index) => ({
    index,
    startedAt: null,
    host: hostOf(from + index),
    port: 22,
    user: 'anna',
    protocol: 'ssh',
    clientVersion: null,
    serverVersion: null,
    endedBy: null,
    facts: { ...UNKNOWN_FACTS, host: hostOf(from + index), user: 'anna' },
  }));
  analysis.incidents = Array.from({ length: sessions }, (_unused, index) => ({
    entry: errorOf(from + index)[0],
    session: index,
    count: 1,
    detections: [index],
    recovered: false,
    causes: [],
    fixes: [],
  }));
  for (let index = 0; index < sessions; index += 1) {
    const number = from + index;
    const [entry, message] = errorOf(number);
    const time = new Date(Date.now() - SIXTY_DAYS * (1 - number / size)).toISOString();
    const detection: Detection = {
      entry,
      severity: 'error',
      message,
      voice: 'event-log',
      line: index * 10 + 1,
      offset: index * 1000,
      session: index,
      time: time.slice(0, 19),
      captures: {},
    };
    found.push(detection);
    detections.push({ ...detection, id: `bench-${number}`, file: path, detectedAt: time });
  }
  return {
    position: {
      incarnation: `bench-${from}`,
      path,
      identity: { device: '1', inode: String(from), born: null },
      fingerprint: { headLength: 0, head: '', tailLength: 0, tail: '' },
      offset: sessions * 1000,
      reportFrom: 0,
      settled: true,
    },
    snapshot: null,
    detections,
    analysis,
    ids: detections.map(({ id }) => id),
  };
}

const hostOf = (number: number): string =>
  `${['db', 'web', 'gw', 'build', 'nas'][number % 5] ?? ''}${number % HOSTS}.example.com`;
const errorOf = (number: number): (typeof ERRORS)[number] =>
  ERRORS[(number * 7 + Math.floor(number / 11)) % ERRORS.length] ?? ERRORS[0];
