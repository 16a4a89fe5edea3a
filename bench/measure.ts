/** Runs whole programs side by side: in turn, several times, so that a busy machine slows all alike. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Run {
  readonly wallMs: number;
  /** Peak resident memory in MB; null where the system does not tell. */
  readonly peakMb: number | null;
}

export interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** One run of a program from its start to its end; what it prints is thrown away. */
export function runOnce({ command, args }: Contender): Promise<Run> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore'] });
    let peakMb: number | null = null;
    const poll = setInterval(() => {
      peakMb = peakOf(child.pid) ?? peakMb;
    }, 10);
    child.on('error', (error) => {
      clearInterval(poll);
      reject(error);
    });
    child.on('exit', () => {
      clearInterval(poll);
      resolve({ wallMs: Number(process.hrtime.bigint() - started) / 1e6, peakMb });
    });
  });
}

/** The kernel keeps the highest value itself, so that a look now and then suffices. */
function peakOf(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Runs the contenders in turn, once to warm up and `rounds` times for the record. */
export async function sideBySide(
  contenders: readonly Contender[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly Run[]>> {
  const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const contender of contenders) {
      const run = await runOnce(contender);
      if (round > 0) runs.get(contender.name)?.push(run);
    }
  }
  return runs;
}

/** Median of the ratios of two programs' runs, round by round. */
export function ratio(ours: readonly Run[], theirs: readonly Run[]): number {
  return median(ours.map((run, index) => run.wallMs / (theirs[index]?.wallMs ?? Number.NaN)));
}
