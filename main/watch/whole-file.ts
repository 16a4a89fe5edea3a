/** Reads a log from its start to its end, for analysis; what is no log is refused with a reason. */
import { constants, readSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Analysis, Problem } from '../contract/model';
import { readingBuffer } from '../engine/index';
import type { Engine, Position } from '../engine/index';

/** What is looked at to tell a log from a program, a picture or an archive. */
const HEAD = 8192;

export interface ReadOptions {
  /** Called with the bytes read so far, and where the line starts that is not finished there. */
  readonly progress?: (bytes: number, position: Position) => void;
}

/** A problem with one path, as an exception; `problem` is what is reported. */
export class PathProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

const refuse = (path: string, code: string, message: string): never => {
  throw new PathProblem({ path, code, message });
};

/**
 * Feeds the whole file to a new engine.
 *
 * @throws PathProblem if there is no such file, it cannot be read, or it is no text.
 */
export async function analyseFile(
  path: string,
  createEngine: () => Engine,
  options: ReadOptions = {},
): Promise<Analysis> {
  await refuseSpecial(path);
  // Without O_NONBLOCK, opening a FIFO that took the file's place would wait for a writer.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: unknown) => refuse(path, ...reason(error)),
  );
  try {
    const engine = createEngine();
    // To wait for a thread that reads ahead took longer than the reads; and nobody else uses the
    // buffer meanwhile.
    const buffer = readingBuffer();
    for (;;) {
      const bytesRead = readSync(file.fd, buffer, 0, buffer.length, null);
      if (bytesRead === 0) break;
      if (engine.bytes === 0 && isBinary(buffer.subarray(0, Math.min(bytesRead, HEAD)))) {
        refuse(path, 'binary', 'This is not a text file, so it cannot be a log of PuTTY.');
      }
      engine.feed(buffer.subarray(0, bytesRead));
      options.progress?.(engine.bytes, engine.position);
    }
    engine.finish();
    return engine.analysis();
  } catch (error) {
    if (error instanceof PathProblem) throw error;
    return refuse(path, ...reason(error));
  } finally {
    await file.close();
  }
}

/** Feeds all that a stream gives to a new engine. */
export async function analyseStream(
  stream: AsyncIterable<Uint8Array>,
  createEngine: () => Engine,
): Promise<Analysis> {
  const engine = createEngine();
  for await (const chunk of stream) engine.feed(chunk);
  engine.finish();
  return engine.analysis();
}

async function refuseSpecial(path: string): Promise<void> {
  const info = await stat(path).catch((error: unknown) => refuse(path, ...reason(error)));
  if (info.isDirectory()) refuse(path, 'is-folder', 'This is a folder.');
  if (!info.isFile()) {
    refuse(
      path,
      'not-a-file',
      'This is a pipe, a device or a socket; only ordinary files are read.',
    );
  }
}

/** The code and the sentence for an error of the operating system. */
export function reason(error: unknown): [code: string, message: string] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return ['not-found', 'There is no such file or folder.'];
    case 'EACCES':
    case 'EPERM':
      return ['unreadable', 'You have no permission to read it.'];
    case 'EBUSY':
      return ['busy', 'Another program has locked it; try again when that program has ended.'];
    case 'ELOOP':
      return ['unreadable', 'Its symbolic links lead in a circle.'];
    case 'ENAMETOOLONG':
      return ['not-found', 'The name is too long for this system.'];
    default:
      return [
        'unreadable',
        `It cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      ];
  }
}

/**
 * True for bytes that no log starts with. UTF-16 has zero bytes in every second place, all-output
 * logs have escape sequences; anything else with many control characters is no text.
 */
export function isBinary(head: Buffer): boolean {
  let zeros = 0;
  let controls = 0;
  let zerosAtOdd = 0;
  for (let index = 0; index < head.length; index += 1) {
    const byte = head[index] as number;
    if (byte === 0) {
      zeros += 1;
      if (index % 2 === 1) zerosAtOdd += 1;
    } else if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) controls += 1;
  }
  const isUtf16 =
    zeros > head.length / 4 && (zerosAtOdd === zeros || zerosAtOdd === 0 || hasMark(head));
  if (isUtf16) return false;
  return zeros > head.length / 50 || controls > head.length / 20;
}

const hasMark = (head: Buffer): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
/** BEL, BS, TAB, LF, VT, FF, CR, SO, SI and ESC stand in what a terminal is sent. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([7, 8, 9, 10, 11, 12, 13, 14, 15, 27]);
