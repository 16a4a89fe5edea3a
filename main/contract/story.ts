/** What happened in all of the logs, in the few parts of one sentence; window, reports and command line say it. */
import type { AnalysedFile, AnalysedIncident } from './analysis-view';
import type { Severity } from './model';

/** What of a log is needed for it. */
export interface StoryFile {
  /** How many. */
  readonly sessions: number;
  readonly incidents: readonly Pick<
    AnalysedIncident,
    'session' | 'severity' | 'recovered' | 'headline' | 'entry' | 'host'
  >[];
}

export interface StoryPart {
  /** `db01.example.com refused your key`. */
  readonly headline: string;
  readonly severity: Severity;
  /** How often it happened. */
  readonly times: number;
}

export interface Story {
  readonly sessions: number;
  /** Sessions in which something went wrong. */
  readonly failed: number;
  readonly incidents: number;
  /** What went wrong before what is only worth knowing; the most frequent first, then in the order of the logs. */
  readonly parts: readonly StoryPart[];
  /** Further kinds of incidents, which are not told. */
  readonly more: number;
}

const MOST_PARTS = 2;

/**
 * How much an incident counts: one after which the login went through is only worth knowing. A
 * warning about security, say of another host key, stays one, since the login may be the trouble.
 */
export const weightOf = ({
  severity,
  recovered,
}: Pick<AnalysedIncident, 'severity' | 'recovered'>): Severity =>
  recovered && severity !== 'security' ? 'info' : severity;

export const storyFile = ({ sessions, incidents }: AnalysedFile): StoryFile => ({
  sessions: sessions.length,
  incidents,
});

export function storyOf(files: Iterable<StoryFile>): Story {
  const telling = new Telling();
  for (const file of files) telling.add(file);
  return telling.story;
}

/** A story that grows log by log. */
export class Telling {
  private readonly parts = new Map<
    string,
    { headline: string; severity: Severity; times: number; wrong: boolean }
  >();
  private sessions = 0;
  private failed = 0;
  private incidents = 0;

  add(file: StoryFile): void {
    this.sessions += file.sessions;
    this.incidents += file.incidents.length;
    const wrong = new Set<number>();
    for (const incident of file.incidents) {
      const { session, severity, headline, entry, host } = incident;
      // A refused key among several that were tried, say, is no failure.
      const isWrong = weightOf(incident) !== 'info';
      if (isWrong) wrong.add(session);
      const key = `${entry}\n${host ?? ''}`;
      const part = this.parts.get(key);
      if (part) {
        part.times += 1;
        part.wrong ||= isWrong;
      } else this.parts.set(key, { headline, severity, times: 1, wrong: isWrong });
    }
    this.failed += wrong.size;
  }

  get story(): Story {
    const { sessions, failed, incidents } = this;
    const sorted = [...this.parts.values()].sort(
      (one, other) => Number(other.wrong) - Number(one.wrong) || other.times - one.times,
    );
    return {
      sessions,
      failed,
      incidents,
      parts: sorted
        .slice(0, MOST_PARTS)
        .map(({ headline, severity, times }) => ({ headline, severity, times })),
      more: Math.max(0, sorted.length - MOST_PARTS),
    };
  }
}
