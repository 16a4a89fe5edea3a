/** Made-up results for the tests of the analysis. */
import type {
  AnalysedFile,
  AnalysedIncident,
  AnalysedSession,
} from '../../main/contract/analysis-view';

export function session(change: Partial<AnalysedSession> = {}): AnalysedSession {
  return {
    index: 0,
    startedAt: '2026-11-22T05:45:27',
    host: 'db01.example.com',
    port: 22,
    user: 'anna',
    protocol: 'ssh',
    durationSeconds: 12,
    bytesReceived: 4096,
    endedBy: 'closed',
    incidents: 0,
    worst: null,
    phases: [
      { phase: 'connect', line: 2, time: '2026-11-22T05:45:27' },
      { phase: 'key-exchange', line: 10, time: '2026-11-22T05:45:28' },
      { phase: 'login', line: 40, time: '2026-11-22T05:45:29' },
      { phase: 'session', line: 60, time: '2026-11-22T05:45:31' },
      { phase: 'end', line: 90, time: '2026-11-22T05:45:39' },
    ],
    idleGaps: null,
    ...change,
  };
}

export function incident(change: Partial<AnalysedIncident> = {}): AnalysedIncident {
  return {
    index: 0,
    session: 0,
    entry: 'key-refused',
    severity: 'error',
    recovered: false,
    headline: 'db01.example.com refused your key',
    message: 'Server refused our key',
    host: 'db01.example.com',
    user: 'anna',
    time: '2026-11-22T05:45:30',
    line: 52,
    offset: 1200,
    count: 1,
    cause: 'not-installed',
    ...change,
  };
}

export function file(change: Partial<AnalysedFile> = {}): AnalysedFile {
  const index = change.index ?? 0;
  return {
    index,
    path: `/home/anna/logs/log-${index}.log`,
    name: `log-${index}.log`,
    bytes: 12_345,
    lines: 120,
    encoding: 'utf-8',
    logType: 'ssh-packets',
    problem: null,
    growing: false,
    sessions: [session({ incidents: 1, worst: 'error', endedBy: 'error' })],
    incidents: [incident()],
    ...change,
  };
}

/** A log in which nothing is wrong. */
export function well(change: Partial<AnalysedFile> = {}): AnalysedFile {
  return file({ sessions: [session()], incidents: [], ...change });
}
