/** A report in any of its formats, in pieces: a folder of logs can give more than one text can hold. */
import type { ReportFormat } from '../contract/analysis-view';
import { UNKNOWN_FACTS } from '../contract/facts';
import type { Problem, Session } from '../contract/model';
import type { RedactionChoice } from '../contract/redaction';
import { administratorMessage } from './administrator';
import { csvReportFile, csvReportHead, csvReportProblem } from './csv';
import { htmlReport } from './html';
import { markdownReport } from './markdown';
import type { PrivateValue } from './private-kinds';
import { privateValues } from './private-values';
import { createRedactor, KEEP_ALL } from './redact';
import { redactFile } from './redact-file';
import { buildReport, logNames } from './report';
import type { FileReport, Knowledge } from './report';
import { sarifReport } from './sarif';

export interface DocumentOptions {
  /** Gone through more than once. */
  readonly files: Iterable<FileReport>;
  readonly problems: readonly Problem[];
  /** Files in folders that are no logs. */
  readonly skipped: number;
  readonly knowledge: Knowledge;
  /** Which kinds of private values are taken out; null to leave all of it as it is. */
  readonly redact: RedactionChoice | null;
  /** Of Puttyknife. */
  readonly version: string;
}

export function* documentOf(
  format: ReportFormat,
  options: DocumentOptions,
): Generator<string, void, undefined> {
  switch (format) {
    case 'json':
      yield* jsonDocument(redacted(options));
      return;
    case 'csv':
      yield* csvDocument(redacted(options));
      return;
    case 'sarif': {
      const { files, problems, knowledge, version } = redacted(options);
      const isRedacted = options.redact !== null;
      yield sarifReport({
        files: [...lean(files)],
        problems,
        knowledge,
        redacted: isRedacted,
        version,
      });
      return;
    }
    case 'html':
    case 'markdown':
    case 'administrator': {
      const { redact, problems, skipped, knowledge, version } = options;
      const files = [...lean(options.files)];
      const report = buildReport({
        files,
        problems,
        skipped,
        knowledge,
        redact: redact === null ? KEEP_ALL : createRedactor(privateValues(files), redact),
        redacted: redact !== null,
        version,
      });
      if (format === 'html') yield htmlReport(report);
      else if (format === 'markdown') yield markdownReport(report);
      else yield administratorMessage(report);
    }
  }
}

type Plain = Omit<DocumentOptions, 'redact' | 'skipped'>;

/** The same without private values. */
function redacted(options: DocumentOptions): Plain {
  const { files, problems, redact, ...rest } = options;
  if (redact === null) return options;
  const known: PrivateValue[] = [];
  const paths: { readonly path: string | null }[] = [];
  for (const file of files) {
    for (const value of privateValues([file])) known.push(value);
    paths.push({ path: file.path });
  }
  const take = createRedactor(known, redact);
  const names = logNames([...paths, ...problems], true, take);
  return {
    ...rest,
    files: {
      *[Symbol.iterator]() {
        for (const file of files) yield redactFile(file, take, names(file.path));
      },
    },
    problems: problems.map(({ path, code, message }) => ({
      path: path === null ? null : names(path),
      code,
      message: take(message),
    })),
  };
}

/** The form that programs rely on, and no more than that. */
export function published({ incidents, ...file }: FileReport): object {
  return { ...file, incidents: incidents.map(({ recovered: _recovered, ...rest }) => rest) };
}

/** `analyze --json`, version 1; see docs for its fields. */
function* jsonDocument({ files, problems }: Plain): Generator<string> {
  let between = '{"version":1,"files":[';
  for (const { path, bytes, encoding, logType, sessions, detections, incidents } of files) {
    const file = { path, bytes, encoding, logType, sessions, detections, incidents };
    yield between + JSON.stringify(published(file));
    between = ',';
  }
  yield `${between === ',' ? '' : between}],"errors":${JSON.stringify(problems)}}\n`;
}

function* csvDocument({ files, problems, knowledge }: Plain): Generator<string> {
  yield csvReportHead();
  for (const file of files) yield csvReportFile(file, knowledge.entries);
  for (const problem of problems) yield csvReportProblem(problem);
}

/** Of a log in which nothing was found only figures are told; a folder may hold thousands of them. */
function* lean(files: Iterable<FileReport>): Generator<FileReport> {
  for (const file of files) {
    yield file.incidents.length > 0 ? file : { ...file, detections: [], sessions: bare(file) };
  }
}

/** As many, without anything in them. */
const bare = ({ sessions }: FileReport): Session[] => sessions.map(() => NOTHING_KNOWN);

const NOTHING_KNOWN: Session = {
  index: 0,
  startedAt: null,
  host: null,
  port: null,
  user: null,
  protocol: null,
  clientVersion: null,
  serverVersion: null,
  endedBy: null,
  facts: UNKNOWN_FACTS,
};
