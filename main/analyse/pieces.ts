/** A log in which very much was found, in pieces of which none holds the window up. */
import type { AnalysedFile } from '../contract/analysis-view';

/** Sessions, and incidents, in one piece. */
export const MOST_FOUND = 1000;

/** One piece for nearly every log; each incident comes with its session or after it. */
export function piecesOf(file: AnalysedFile): AnalysedFile[] {
  if (file.sessions.length <= MOST_FOUND && file.incidents.length <= MOST_FOUND) return [file];
  const pieces: AnalysedFile[] = [];
  let session = 0;
  let incident = 0;
  do {
    const sessions = file.sessions.slice(session, session + MOST_FOUND);
    const last = file.sessions[session + MOST_FOUND]?.index ?? Infinity;
    const incidents: AnalysedFile['incidents'][number][] = [];
    for (const each of file.incidents.slice(incident, incident + MOST_FOUND)) {
      if (each.session >= last) break;
      incidents.push(each);
    }
    const goesOn = session + incident > 0;
    pieces.push({
      ...file,
      sessions,
      incidents,
      ...(goesOn ? { after: { sessions: session, incidents: incident } } : {}),
    });
    session += sessions.length;
    incident += incidents.length;
  } while (session < file.sessions.length || incident < file.incidents.length);
  return pieces;
}
