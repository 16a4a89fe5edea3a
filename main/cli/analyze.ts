/** `analyze`: whole logs in, what went wrong out. */
import type { Analysis, Problem } from '../contract/model';
import { createEngine } from '../engine/index';
import { analyseFile, analyseStream, PathProblem } from '../watch/whole-file';
import { loadBodies, matcher } from './catalogue';
import { incidentText } from './explanation';
import { findInputs } from './inputs';
import { EXIT, painter } from './output';
import type { ExitCode, Output } from './output';

export const ANALYZE_FORMATS = ['text', 'json', 'ndjson'] as const;
export type AnalyzeFormat = (typeof ANALYZE_FORMATS)[number];

export interface AnalyzeOptions {
  readonly paths: readonly string[];
  readonly format: AnalyzeFormat;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** One log in the form that `--json` prints. */
export interface FileReport extends Analysis {
  readonly path: string;
}

export async function analyze(options: AnalyzeOptions, output: Output): Promise<ExitCode> {
  const inputs = await findInputs(options.paths);
  const files: FileReport[] = [];
  const problems: Problem[] = [...inputs.problems];
  for (const path of inputs.files) {
    try {
      const analysis = await read(path, options.stdin);
      files.push(fileReport(path, analysis));
    } catch (error) {
      if (!(error instanceof PathProblem)) throw error;
      problems.push(error.problem);
    }
  }
  await print(files, problems, inputs.skipped, options.format, output);
  for (const problem of problems) {
    output.err(`puttyknife: ${problem.path ?? ''}: ${problem.message}\n`);
  }
  if (problems.length > 0) return EXIT.trouble;
  return files.some(isSick) ? EXIT.found : EXIT.nothing;
}

const isSick = (file: FileReport): boolean =>
  file.detections.some(({ severity }) => severity !== 'info');

function read(path: string, stdin: AsyncIterable<Uint8Array>): Promise<Analysis> {
  const engine = (): ReturnType<typeof createEngine> => createEngine(matcher);
  return path === '-' ? analyseStream(stdin, engine) : analyseFile(path, engine);
}

function fileReport(path: string, analysis: Analysis): FileReport {
  const { bytes, encoding, logType, sessions, detections, incidents } = analysis;
  return { path, bytes, encoding, logType, sessions, detections, incidents };
}

async function print(
  files: readonly FileReport[],
  errors: readonly Problem[],
  skipped: number,
  format: AnalyzeFormat,
  output: Output,
): Promise<void> {
  switch (format) {
    case 'json':
      output.out(`${JSON.stringify({ version: 1, files, errors })}\n`);
      return;
    case 'ndjson':
      for (const file of files) output.out(`${JSON.stringify({ version: 1, ...file })}\n`);
      for (const error of errors) output.out(`${JSON.stringify({ version: 1, error })}\n`);
      return;
    case 'text':
      output.out(await reportText(files, skipped, output.color));
  }
}

async function reportText(
  files: readonly FileReport[],
  skipped: number,
  color: boolean,
): Promise<string> {
  const paint = painter(color);
  const bodies = files.some(({ incidents }) => incidents.length > 0) ? await loadBodies() : {};
  const parts: string[] = [];
  for (const file of files) {
    parts.push(`${paint('bold', file.path)}: ${summary(file)}`);
    for (const incident of file.incidents) {
      const entry = matcher.entries.get(incident.entry);
      const body = bodies[incident.entry];
      const root = incident.detections
        .map((index) => file.detections[index])
        .find((detection) => detection?.entry === incident.entry);
      const session = file.sessions.find(({ index }) => index === incident.session);
      if (!entry || !body || !root) continue;
      const more = incident.count > 1 ? `, ${String(incident.count)} messages` : '';
      parts.push(
        incidentText(
          {
            entry,
            body,
            values: { ...session?.facts, ...root.captures },
            message: root.message,
            place: `line ${String(root.line)}${more}`,
            causes: incident.causes,
            fixes: incident.fixes,
          },
          paint,
        ),
      );
    }
  }
  if (skipped > 0) parts.push(`${count(skipped, 'file')} passed over: no logs of PuTTY.`);
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
}

function summary({ incidents, sessions, logType }: FileReport): string {
  if (logType === 'text') return 'this is no log of PuTTY, and no message of PuTTY stands in it.';
  const read = `${count(sessions.length, 'session')} read`;
  return incidents.length === 0
    ? `nothing wrong (${read}).`
    : `${count(incidents.length, 'problem')} (${read}).`;
}

const count = (number: number, noun: string): string =>
  `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
