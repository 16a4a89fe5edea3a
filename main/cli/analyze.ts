/** `analyze`: whole logs in, what went wrong out. */
import { availableParallelism } from 'node:os';
import type { Problem } from '../contract/model';
import { createEngine } from '../engine/index';
import type { ReadAnswer } from '../analyse/messages';
import { readInThreads } from '../analyse/pool';
import { problemOf, readLog } from '../analyse/read';
import type { FileReport } from '../report/index';
import { visibleLine } from '../report/index';
import { analyseStream, isBinary, PathProblem } from '../watch/whole-file';
import { printerFor } from './analyze-output';
import type { AnalyzeFormat } from './analyze-output';
import { matcher } from './catalogue';
import { findInputs } from './inputs';
import type { Input } from './inputs';
import { EXIT } from './output';
import type { ExitCode, Output } from './output';

export interface AnalyzeOptions {
  readonly paths: readonly string[];
  readonly format: AnalyzeFormat;
  /** Threads at most; null for as many as the computer has cores. */
  readonly jobs: number | null;
  /** Take private values out of what is made to be shared. */
  readonly redact: boolean;
  /** Path of the program that threads run; null where it has not been built. */
  readonly threadProgram: string | null;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** Below so many bytes in all, starting threads takes longer than they save. */
const WORTH_THREADS = 8 << 20;

export async function analyze(options: AnalyzeOptions, output: Output): Promise<ExitCode> {
  const inputs = await findInputs(options.paths);
  const problems: Problem[] = [...inputs.problems];
  const printer = await printerFor(options.format, output, options.redact);
  let sick = false;
  for await (const { path, answer } of readAll(inputs.files, options)) {
    if (!answer.ok) {
      problems.push(answer.problem);
      continue;
    }
    const { bytes, encoding, logType, sessions, detections, incidents } = answer.value;
    const file = { path, bytes, encoding, logType, sessions, detections, incidents };
    sick ||= isSick(file);
    await printer.file(file);
  }
  await printer.end(problems, inputs.skipped);
  for (const { path, message } of problems) {
    output.err(`puttyknife: ${visibleLine(path ?? '')}: ${visibleLine(message)}\n`);
  }
  if (problems.length > 0) return EXIT.trouble;
  return sick ? EXIT.found : EXIT.nothing;
}

/** Something went wrong: a refused key among several that were tried, say, is no incident. */
const isSick = ({ incidents, detections }: FileReport): boolean =>
  incidents.some((incident) =>
    incident.detections.some((index) => detections[index]?.severity !== 'info'),
  );

async function* readAll(
  files: readonly Input[],
  options: AnalyzeOptions,
): AsyncGenerator<{ readonly path: string; readonly answer: ReadAnswer }, void, undefined> {
  const paths = files.map(({ path }) => path).filter((path) => path !== '-');
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const threads = Math.min(options.jobs ?? availableParallelism(), paths.length);
  const { threadProgram } = options;
  const inThreads =
    threadProgram !== null && threads > 1 && bytes >= WORTH_THREADS
      ? readInThreads(paths, { program: threadProgram, threads })
      : null;
  for (const { path } of files) {
    if (path === '-') yield { path, answer: await readStdin(options.stdin) };
    else if (inThreads === null) {
      yield { path, answer: await readLog(path, () => createEngine(matcher)) };
    } else {
      const next = await inThreads.next();
      if (!next.done) yield { path, answer: next.value };
    }
  }
  // Lets the threads end.
  await inThreads?.return();
}

async function readStdin(stdin: AsyncIterable<Uint8Array>): Promise<ReadAnswer> {
  try {
    const analysis = await analyseStream(refuseBinary(stdin), () => createEngine(matcher));
    return { ok: true, value: analysis };
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      const message = `Standard input cannot be read: ${error.message}`;
      return { ok: false, problem: { path: '-', code: 'unreadable', message } };
    }
    return { ok: false, problem: problemOf('-', error) };
  }
}

async function* refuseBinary(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of stream) {
    if (first && isBinary(Buffer.from(chunk.subarray(0, 8192)))) {
      throw new PathProblem({
        path: '-',
        code: 'binary',
        message: 'This is no text, so it cannot be a log of PuTTY.',
      });
    }
    first = false;
    yield chunk;
  }
}
