/**
 * The results of an analysis, put in order as they come in: each file is looked at once, so that
 * 100,000 of them cost no more at the end than at the beginning.
 */
import type {
  AnalysedFile,
  AnalysedIncident,
  AnalysedSession,
} from '../../main/contract/analysis-view';
import { SEVERITIES } from '../../main/contract/model';
import type { Severity } from '../../main/contract/model';
import { storyFile, Telling } from '../../main/contract/story';
import type { Story } from '../../main/contract/story';

export interface SessionRef {
  readonly file: AnalysedFile;
  readonly session: AnalysedSession;
}

export interface IncidentRef {
  readonly file: AnalysedFile;
  readonly incident: AnalysedIncident;
}

/** Incidents with the same message, cause and host. */
export interface Group {
  readonly key: string;
  readonly entry: string;
  readonly host: string | null;
  readonly severity: Severity;
  readonly incidents: readonly IncidentRef[];
}

interface GrowingGroup extends Group {
  readonly incidents: IncidentRef[];
}

export class Results {
  readonly #files = new Map<number, AnalysedFile>();
  readonly #groups = new Map<string, GrowingGroup>();
  readonly #sessions: SessionRef[] = [];
  readonly #troubled: AnalysedFile[] = [];
  readonly #growing: AnalysedFile[] = [];
  readonly #telling = new Telling();
  incidents = 0;
  /** Sessions in which more than a note was found. */
  failedSessions = 0;

  /** In the order in which they were read. */
  get sessions(): readonly SessionRef[] {
    return this.#sessions;
  }

  get files(): readonly AnalysedFile[] {
    return [...this.#files.values()];
  }

  get fileCount(): number {
    return this.#files.size;
  }

  /** Files that gave nothing, or not all. */
  get troubled(): readonly AnalysedFile[] {
    return this.#troubled;
  }

  /** Files that somebody still writes to. */
  get growing(): readonly AnalysedFile[] {
    return this.#growing;
  }

  file(index: number): AnalysedFile | undefined {
    return this.#files.get(index);
  }

  /**
   * Takes files in. One that is told again goes on, or grew meanwhile: what was found in it is there
   * already.
   */
  add(files: readonly AnalysedFile[]): void {
    for (const file of files) {
      const before = this.#files.get(file.index);
      if (file.after !== undefined) this.#goOn(file, before);
      else if (before === undefined) {
        this.#files.set(file.index, file);
        if (file.problem !== null) this.#troubled.push(file);
        if (file.growing) this.#growing.push(file);
        this.#take(file);
      } else if (file.growing && !before.growing) {
        const grown = { ...before, growing: true };
        this.#files.set(file.index, grown);
        this.#growing.push(grown);
      }
    }
  }

  /** A piece that was taken already, or whose piece before is still to come again, is passed over. */
  #goOn(piece: AnalysedFile, before: AnalysedFile | undefined): void {
    if (
      before?.sessions.length !== piece.after?.sessions ||
      before?.incidents.length !== piece.after?.incidents ||
      before === undefined
    )
      return;
    this.#files.set(piece.index, {
      ...before,
      sessions: before.sessions.concat(piece.sessions),
      incidents: before.incidents.concat(piece.incidents),
    });
    this.#take(piece);
  }

  #take(file: AnalysedFile): void {
    for (const session of file.sessions) {
      this.#sessions.push({ file, session });
      if (session.worst !== null && session.worst !== 'info') this.failedSessions += 1;
    }
    for (const incident of file.incidents) this.#group({ file, incident });
    this.#telling.add(storyFile(file));
  }

  /** What happened, in a sentence's parts. */
  get story(): Story {
    // A session's incidents may have come in several pieces.
    return { ...this.#telling.story, failed: this.failedSessions };
  }

  #group(found: IncidentRef): void {
    this.incidents += 1;
    const { entry, cause, host, severity } = found.incident;
    const key = [entry, cause ?? '', host ?? ''].join('\n');
    const group = this.#groups.get(key);
    if (group === undefined) {
      this.#groups.set(key, { key, entry, host, severity, incidents: [found] });
    } else group.incidents.push(found);
  }

  /** The worst first, then those that came most often. */
  groups(): readonly Group[] {
    return [...this.#groups.values()].sort(
      (one, other) =>
        SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
        other.incidents.length - one.incidents.length,
    );
  }

  group(key: string): Group | undefined {
    return this.#groups.get(key);
  }
}

/** A row of the list of incidents: a message, and under it a row for each cause and host. */
export type GroupRow =
  | { readonly kind: 'entry'; readonly key: string; readonly title: string }
  | { readonly kind: 'group'; readonly key: string; readonly group: Group };

/**
 * @param groups as `Results.groups` gives them
 * @param title of an entry
 * @param query words that a row must hold; all rows if it is empty
 */
export function groupRows(
  groups: readonly Group[],
  title: (entry: string) => string,
  query: string,
): readonly GroupRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const byEntry = new Map<string, Group[]>();
  for (const group of groups) {
    if (words.length > 0 && !words.every((word) => holds(group, title(group.entry), word)))
      continue;
    const others = byEntry.get(group.entry);
    if (others === undefined) byEntry.set(group.entry, [group]);
    else others.push(group);
  }
  return [...byEntry].flatMap(([entry, alike]): GroupRow[] => [
    { kind: 'entry', key: `entry ${entry}`, title: title(entry) },
    ...alike.map((group): GroupRow => ({ kind: 'group', key: group.key, group })),
  ]);
}

function holds(group: Group, title: string, word: string): boolean {
  const has = (text: string | null): boolean => text?.toLowerCase().includes(word) === true;
  return (
    has(title) ||
    has(group.host) ||
    group.incidents.some(
      ({ file, incident }) =>
        has(incident.headline) || has(incident.message) || has(incident.user) || has(file.name),
    )
  );
}
