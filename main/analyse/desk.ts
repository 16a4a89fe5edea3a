/** Keeps the latest analyses and answers what is asked about them; lives in a thread of its own. */
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  AnalysedDetails,
  AnalysisBatch,
  AnalysisSource,
  AnalysisView,
  ViewedLines,
} from '../contract/analysis-view';
import type { EntrySummary } from '../contract/entry';
import type { Args } from '../contract/ipc';
import { rootOf } from '../report/index';
import { PathProblem } from '../watch/whole-file';
import type { DeskSettings } from './desk-messages';
import { findText } from './find-text';
import { Folding } from './folding';
import { LogAnalysis } from './log-analysis';
import type { KeptLog } from './log-analysis';
import { bytesOfText, withLogBytes } from './log-bytes';
import type { LogBytes } from './log-bytes';
import { LogLines } from './log-lines';
import { viewFolded, viewLines } from './view-lines';

/** Analyses that are kept; older ones are dropped. */
const KEPT = 3;

const refuse = (code: string, message: string): never => {
  throw new PathProblem({ path: null, code, message });
};

export class Desk {
  private readonly analyses: LogAnalysis[] = [];
  /** Where the dumps of a log stand, as soon as it was seen folded. */
  private readonly foldings = new WeakMap<KeptLog, Promise<Folding>>();
  private finding = new AbortController();

  constructor(
    private readonly settings: DeskSettings,
    private readonly entries: ReadonlyMap<string, EntrySummary>,
    private readonly tell: (batch: AnalysisBatch) => void,
  ) {}

  async start(source: AnalysisSource): Promise<{ id: string }> {
    const id = randomUUID();
    const { program, threads } = this.settings;
    const analysis = new LogAnalysis(id, await meant(source), {
      program,
      threads,
      entries: this.entries,
      tell: this.tell,
    });
    this.analyses.push(analysis);
    while (this.analyses.length > KEPT) this.analyses.shift()?.drop();
    void analysis.run();
    return { id };
  }

  cancel(id: string): null {
    this.analysis(id).cancel();
    return null;
  }

  get({ id, from }: Args<'analysis.get'>): AnalysisView | null {
    const analysis = id === null ? this.analyses.at(-1) : this.kept(id);
    return analysis?.view(from) ?? null;
  }

  /** @throws PathProblem if there is no such session. */
  details({ id, file, session }: Args<'analysis.details'>): AnalysedDetails {
    const analysis = this.analysis(id);
    const found = analysis.analysisOf(this.log(analysis, file));
    const own = found?.sessions.find(({ index }) => index === session);
    if (!found || !own) return refuse('no-session', 'There is no such session in this log.');
    return {
      file,
      session: own,
      incidents: found.incidents.flatMap((incident, index) =>
        incident.session !== session
          ? []
          : {
              index,
              causes: incident.causes,
              fixes: incident.fixes,
              captures: rootOf(found, incident)?.captures ?? {},
              detections: incident.detections.flatMap((at) => found.detections[at] ?? []),
            },
      ),
    };
  }

  /** @throws PathProblem if the log cannot be read again. */
  lines({ id, file, folded, ...wish }: Args<'analysis.lines'>): Promise<ViewedLines> {
    return this.withLog(id, file, async (log, lines, encoding) => {
      if (!folded) return viewLines(lines, log.lines, wish);
      const folding = (this.foldings.get(log) ?? Folding.make(lines, encoding)).catch(
        (thrown: unknown) => {
          this.foldings.delete(log);
          throw thrown;
        },
      );
      this.foldings.set(log, folding);
      return viewFolded(lines, await folding, log.lines, wish);
    });
  }

  /** A new search ends the one before, which then has found nothing. */
  find({ id, file, ...wanted }: Args<'analysis.find'>): Promise<{ line: number } | null> {
    this.finding.abort();
    const { signal } = (this.finding = new AbortController());
    return this.withLog(id, file, async (_log, lines) => {
      const line = await findText(lines, wanted, signal);
      return line === null ? null : { line };
    });
  }

  path(id: string, file: number): string {
    const { path } = this.log(this.analysis(id), file);
    return path === '' ? refuse('no-file', 'This is text that was pasted, not a file.') : path;
  }

  /** @throws PathProblem if it is no longer kept. */
  analysis(id: string): LogAnalysis {
    return (
      this.kept(id) ?? refuse('analysis-gone', 'This analysis is no longer kept. Start it again.')
    );
  }

  private kept(id: string): LogAnalysis | undefined {
    return this.analyses.find((analysis) => analysis.id === id);
  }

  private log(analysis: LogAnalysis, index: number): KeptLog {
    return analysis.logs[index] ?? refuse('no-log', 'There is no such log in this analysis.');
  }

  private withLog<T>(
    id: string,
    file: number,
    use: (log: KeptLog, lines: LogLines, encoding: string) => Promise<T>,
  ): Promise<T> {
    const analysis = this.analysis(id);
    const log = this.log(analysis, file);
    const { problem, bytes, lines, places, encoding } = log;
    if (log.packed === null) {
      return Promise.reject(
        new PathProblem(
          problem ?? { path: log.path, code: 'not-read', message: 'This log is still being read.' },
        ),
      );
    }
    const look = (source: LogBytes): Promise<T> =>
      use(log, new LogLines(source, { bytes, lines, places, encoding }), encoding);
    const { text } = analysis;
    return text === null ? withLogBytes(log.path, bytes, look) : look(bytesOfText(text));
  }
}

/** Text of which each line is the path of something that is there was meant as paths. */
async function meant(source: AnalysisSource): Promise<AnalysisSource> {
  if (source.kind === 'paths') return source;
  const paths = pathsIn(source.text);
  if (paths === null) return source;
  const there = await Promise.all(paths.map((path) => stat(path).catch(() => null)));
  return there.includes(null) ? source : { kind: 'paths', paths };
}

const MOST_PATHS = 1000;

/** Absolute paths and `file:` addresses, one a line, in quotes or without; null for any other text. */
export function pathsIn(text: string): string[] | null {
  if (text.length > MOST_PATHS * 300) return null;
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^(["'])(.*)\1$/, '$2'))
    .filter((line) => line !== '');
  if (lines.length === 0 || lines.length > MOST_PATHS) return null;
  const paths = lines.map((line) => {
    try {
      return line.startsWith('file://') ? fileURLToPath(line) : line;
    } catch {
      return '';
    }
  });
  return paths.every((path) => isAbsolute(path)) ? paths : null;
}
