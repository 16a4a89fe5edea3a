/** Starting real programs for a test, talking to them, and ending them again. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** Text to type once the program's output contains something. */
export interface Answer {
  /** Matched against what has been printed since the answer before. */
  readonly after: RegExp;
  readonly text: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Standard input, which is then closed; or answers, each typed when it is asked for. */
  readonly stdin?: string | readonly Answer[];
  /** Milliseconds after which the program is ended and the run fails. */
  readonly timeout?: number;
}

export interface Finished {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** Both, in the order in which they came. */
  readonly output: Buffer;
  /** Null if a signal ended it. */
  readonly code: number | null;
}

export interface Running {
  readonly pid: number;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Resolves when the output matches; rejects if the program ends first or the time is over. */
  waitFor(pattern: RegExp, timeout?: number): Promise<void>;
  /** Writes to its standard input. */
  write(text: string): void;
  closeInput(): void;
  readonly finished: Promise<Finished>;
  /** Ends it and all that it started; resolves when it has gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const PATIENCE = 20_000;

/** Starts a program in a process group and session of its own, so that it has no terminal to ask on. */
export function start(
  command: string,
  args: readonly string[],
  options: Omit<RunOptions, 'stdin' | 'timeout'> = {},
): Running {
  const child = spawn(command, args, {
    detached: true,
    stdio: 'pipe',
    ...(options.env ? { env: options.env } : {}),
    ...(options.cwd ? { cwd: options.cwd } : {}),
  });
  const parts: { stream: 'stdout' | 'stderr'; bytes: Buffer }[] = [];
  const joined = (stream?: 'stdout' | 'stderr'): Buffer =>
    Buffer.concat(
      parts.filter((part) => !stream || part.stream === stream).map(({ bytes }) => bytes),
    );
  const watchers = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (bytes: Buffer) => {
      parts.push({ stream, bytes });
      for (const watcher of [...watchers]) watcher();
    });
  }
  // A program that ends before it has read everything is no failure of the test.
  child.stdin.on('error', () => undefined);
  let gone = false;
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      gone = true;
      resolve({ stdout: joined('stdout'), stderr: joined('stderr'), output: joined(), code });
      for (const watcher of [...watchers]) watcher();
    });
  });
  finished.catch(() => undefined);
  const output = (): string => joined().toString('latin1');
  return {
    pid: child.pid ?? 0,
    output,
    finished,
    write: (text) => child.stdin.write(text),
    closeInput: () => child.stdin.end(),
    waitFor: (pattern, timeout = PATIENCE) =>
      new Promise((resolve, reject) => {
        const settle = (end: () => void): void => {
          watchers.delete(look);
          clearTimeout(timer);
          end();
        };
        const fail = (why: string) => (): void => {
          reject(new Error(`${command}: ${why} before ${String(pattern)}; it said:\n${output()}`));
        };
        const look = (): void => {
          if (pattern.test(output())) settle(resolve);
          else if (gone) settle(fail('ended'));
        };
        const timer = setTimeout(() => {
          settle(fail('time was over'));
        }, timeout);
        watchers.add(look);
        look();
      }),
    stop: async (signal = 'SIGTERM') => {
      if (!gone) endGroup(child, signal);
      await finished.catch(() => undefined);
    },
  };
}

/** Runs a program to its end. Rejects if it cannot be started or takes too long. */
export async function run(
  command: string,
  args: readonly string[],
  { stdin = '', timeout = PATIENCE, ...options }: RunOptions = {},
): Promise<Finished> {
  const running = start(command, args, options);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void running.stop('SIGKILL');
  }, timeout);
  try {
    if (typeof stdin === 'string') running.write(stdin);
    else await answer(running, stdin);
    running.closeInput();
    const finished = await running.finished;
    if (late) {
      throw new Error(`${command} took longer than ${timeout} ms:\n${running.output()}`);
    }
    return finished;
  } finally {
    clearTimeout(timer);
    await running.stop('SIGKILL');
  }
}

async function answer(running: Running, answers: readonly Answer[]): Promise<void> {
  let from = 0;
  for (const { after, text } of answers) {
    const begin = from;
    await running.waitFor(
      new RegExp(`^[\\s\\S]{${begin},}?(?:${after.source})`, after.flags.replace('m', '')),
    );
    from = running.output().length;
    running.write(text);
  }
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

/** Asks again and again until there is an answer other than undefined; rejects when the time is over. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  what: string,
  timeout = PATIENCE,
): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const answered = await ask();
    if (answered !== undefined) return answered;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
