import { describe, expect, it } from 'vitest';
import type { AnalysedFile } from '../../main/contract/analysis-view';
import { groupRows, Results } from './results';
import { file, incident, session, well } from './test-results';

function filled(): Results {
  const results = new Results();
  results.add([
    file({ index: 0 }),
    well({ index: 1 }),
    file({ index: 2, incidents: [incident({ entry: 'old-cipher', severity: 'warning' })] }),
  ]);
  results.add([
    file({ index: 3 }),
    file({
      index: 4,
      incidents: [incident({ host: 'web02', headline: 'web02 refused your key' })],
    }),
    file({ index: 5, incidents: [incident({ cause: 'permissions' })] }),
  ]);
  return results;
}

const title = (entry: string): string =>
  entry === 'key-refused' ? 'Server refused our key' : entry;

describe('the results', () => {
  it('count sessions and incidents', () => {
    const results = filled();
    expect(results.sessions).toHaveLength(6);
    expect(results.failedSessions).toBe(5);
    expect(results.incidents).toBe(5);
  });

  it('take a log with very much in it piece by piece, each once', () => {
    const results = new Results();
    const piece = (from: number): AnalysedFile =>
      file({
        sessions: [session({ index: from, worst: 'error' })],
        incidents: [incident({ index: from, session: from })],
        ...(from === 0 ? {} : { after: { sessions: from, incidents: from } }),
      });
    // A window that comes late is told the first pieces again.
    results.add([piece(2), piece(0), piece(1), piece(0), piece(1), piece(2)]);
    expect(results.sessions.map((ref) => ref.session.index)).toEqual([0, 1, 2]);
    expect(results.file(0)?.incidents.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(results.story).toMatchObject({ sessions: 3, failed: 3, parts: [{ times: 3 }] });
    results.add([{ ...piece(0), growing: true }]);
    expect(results.growing[0]?.sessions).toHaveLength(3);
    expect(results.incidents).toBe(3);
  });

  it('group by message, cause and host, the worst and most frequent first', () => {
    expect(
      filled()
        .groups()
        .map(({ key, incidents }) => [key.replaceAll('\n', ' '), incidents.length]),
    ).toEqual([
      ['key-refused not-installed db01.example.com', 2],
      ['key-refused not-installed web02', 1],
      ['key-refused permissions db01.example.com', 1],
      ['old-cipher not-installed db01.example.com', 1],
    ]);
  });

  it('take a file that is told twice once, and learn that it grows', () => {
    const results = filled();
    results.add([file({ index: 0, growing: true })]);
    expect(results.incidents).toBe(5);
    expect(results.fileCount).toBe(6);
    expect(results.growing.map(({ index }) => index)).toEqual([0]);
  });

  it('know which files gave trouble and which still grow', () => {
    const results = new Results();
    const problem = { path: '/a', code: 'unreadable', message: 'It cannot be read.' };
    results.add([well({ index: 0, problem }), well({ index: 1, growing: true })]);
    expect(results.troubled.map(({ index }) => index)).toEqual([0]);
    expect(results.growing.map(({ index }) => index)).toEqual([1]);
  });

  it('are listed under their messages', () => {
    expect(
      groupRows(filled().groups(), title, '').map((row) =>
        row.kind === 'entry' ? row.title : row.group.host,
      ),
    ).toEqual([
      'Server refused our key',
      'db01.example.com',
      'web02',
      'db01.example.com',
      'old-cipher',
      'db01.example.com',
    ]);
  });

  it('are found by all words of a query, wherever each stands', () => {
    const found = (query: string): number =>
      groupRows(filled().groups(), title, query).filter(({ kind }) => kind === 'group').length;
    expect(found('WEB02 refused')).toBe(1);
    expect(found('log-3')).toBe(1);
    expect(found('refused')).toBe(4);
    expect(found('nothing like it')).toBe(0);
  });
});
