/**
 * A large log in the window beside the same log on the command line: how long it takes from the drop
 * to the end, and what the window and the main process do meanwhile. Needs the built program, and a
 * screen.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { largeLog } from './logs';
import type { Kind } from './logs';
import { median, runOnce } from './measure';
import { screenOf } from './screen';

const ROOT = path.resolve(import.meta.dirname, '..');
const CLI = path.join(ROOT, 'out/main/cli.js');
const MEGABYTES = 1024;
const ROUNDS = 5;

/** What was seen in the window while a log was read; milliseconds. */
interface Seen {
  readonly wall: number;
  /** From one frame to the next. */
  readonly frames: readonly number[];
  /** Tasks of more than 50 ms, as the browser itself reports them. */
  readonly tasks: readonly number[];
  /** Of the main process: what a timer of one millisecond was late. */
  readonly late: { readonly p99: number; readonly longest: number };
}

export async function analysingWindow(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-bench-'));
  const screen = await screenOf();
  try {
    // Nothing is watched: the log would be followed as well.
    const empty = path.join(folder, 'watched');
    mkdirSync(empty);
    const app = await _electron.launch({
      args: [ROOT, '--user-data', path.join(folder, 'data'), '--watch', empty],
      cwd: ROOT,
      env: { ...process.env, ...screen.env } as Record<string, string>,
    });
    try {
      const page = await app.firstWindow();
      await page.getByRole('navigation').waitFor();
      // What runs this file names its functions with a helper that the page has not.
      await page.evaluate('globalThis.__name ??= (named) => named');
      for (const kind of ['terminal', 'packets'] as const) {
        await compare(app, page, folder, kind, print);
      }
    } finally {
      await app.close();
    }
  } finally {
    screen.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(
  app: ElectronApplication,
  page: Page,
  folder: string,
  kind: Kind,
  print: (line: string) => void,
): Promise<void> {
  const log = largeLog(folder, kind, MEGABYTES);
  const cli = {
    name: 'analyze',
    command: process.execPath,
    args: [CLI, 'analyze', '--json', log],
  };
  const there: number[] = [];
  const here: Seen[] = [];
  // Once to warm up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { wallMs } = await runOnce(cli);
    const seen = await drop(app, page, log);
    if (round === 0) continue;
    there.push(wallMs);
    here.push(seen);
  }
  rmSync(log);
  const walls = here.map(({ wall }) => wall);
  const frames = here.flatMap((seen) => seen.frames).sort((one, other) => one - other);
  const at = (share: number): string =>
    (frames[Math.min(frames.length - 1, Math.floor(frames.length * share))] ?? 0).toFixed(1);
  const tasks = here.flatMap((seen) => seen.tasks);
  print(`\n${MEGABYTES} MB ${kind} log, ${ROUNDS} times in turn`);
  print(`  command line: median ${median(there).toFixed(0)} ms, with the start of the program`);
  print(`  window, from the drop to the end: median ${median(walls).toFixed(0)} ms`);
  const ratios = walls.map((wall, round) => wall / (there[round] ?? Number.NaN));
  print(`  window to command line: ${median(ratios).toFixed(2)}`);
  print(`  frames: median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`);
  print(
    `  tasks of more than 50 ms in the window: ${tasks.length}${tasks.length === 0 ? '' : `, longest ${Math.max(...tasks).toFixed(0)} ms`}`,
  );
  const p99 = median(here.map(({ late }) => late.p99));
  const longest = Math.max(...here.map(({ late }) => late.longest));
  print(
    `  main process, delay of its event loop: p99 ${p99.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`,
  );
}

/** Drops the log on the window and watches until it is read. */
async function drop(app: ElectronApplication, page: Page, log: string): Promise<Seen> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    (globalThis as { delay?: unknown }).delay = delay;
  });
  await page.evaluate(() => {
    const seen = { frames: [] as number[], tasks: [] as number[], wall: 0 };
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
    });
    observer.observe({ type: 'longtask' });
    let before = performance.now();
    let frame = requestAnimationFrame(function next(now) {
      seen.frames.push(now - before);
      before = now;
      frame = requestAnimationFrame(next);
    });
    const started = performance.now();
    (window as unknown as { analysed: Promise<unknown> }).analysed = new Promise((resolve) => {
      const end = window.puttyknife.on['analysis.batch'](({ progress }) => {
        if (progress.state !== 'done') return;
        end();
        seen.wall = performance.now() - started;
        cancelAnimationFrame(frame);
        observer.disconnect();
        resolve(seen);
      });
    });
  });
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: width / 2,
      y: height / 2,
      data: { items: [], files: [log], dragOperationsMask: 1 },
    });
  }
  const seen = await page.evaluate(
    () => (window as unknown as { analysed: Promise<Omit<Seen, 'late'>> }).analysed,
  );
  await session.detach();
  const late = await app.evaluate(() => {
    const { delay } = globalThis as unknown as {
      delay: { disable(): void; percentile(share: number): number; max: number };
    };
    delay.disable();
    return { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 };
  });
  return { ...seen, late };
}
