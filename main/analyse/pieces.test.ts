import { describe, expect, it } from 'vitest';
import type { AnalysedFile, AnalysedIncident, AnalysedSession } from '../contract/analysis-view';
import { MOST_FOUND, piecesOf } from './pieces';

const FILE = { index: 3, path: '/logs/a.log', name: 'a.log', problem: null } as AnalysedFile;
const session = (index: number): AnalysedSession => ({ index }) as AnalysedSession;
const incident = (of: number): AnalysedIncident => ({ session: of }) as AnalysedIncident;

function cut(sessions: number, incidents: readonly AnalysedIncident[]): AnalysedFile[] {
  const all = Array.from({ length: sessions }, (_each, at) => session(at));
  const pieces = piecesOf({ ...FILE, sessions: all, incidents });
  expect(pieces.flatMap((piece) => piece.sessions)).toEqual(all);
  expect(pieces.flatMap((piece) => piece.incidents)).toEqual(incidents);
  let known = { sessions: 0, incidents: 0 };
  for (const piece of pieces) {
    expect(piece.after ?? { sessions: 0, incidents: 0 }).toEqual(known);
    expect(piece.sessions.length).toBeLessThanOrEqual(MOST_FOUND);
    expect(piece.incidents.length).toBeLessThanOrEqual(MOST_FOUND);
    known = {
      sessions: known.sessions + piece.sessions.length,
      incidents: known.incidents + piece.incidents.length,
    };
  }
  return pieces;
}

describe('the pieces of a log', () => {
  it('are one for nearly every log', () => {
    expect(cut(0, [])).toHaveLength(1);
    expect(cut(MOST_FOUND, [incident(4)])).toHaveLength(1);
  });

  it('are small, however many sessions it holds', () => {
    const incidents = Array.from({ length: 100_000 }, (_each, at) => incident(at));
    expect(cut(100_000, incidents)).toHaveLength(100);
  });

  it('are small if all happened in one session, and if it all happened in the last', () => {
    const many = Array.from({ length: 2500 }, () => incident(0));
    expect(cut(1, many)).toHaveLength(3);
    expect(
      cut(
        2500,
        many.map(() => incident(2499)),
      ),
    ).toHaveLength(5);
  });
});
