/**
 * How soon a message is reported after it was written, and what watching costs: a thousand logs, some
 * of them growing, by a companion in a process of its own.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from './measure';

const CLI = join(import.meta.dirname, '../out/main/cli.js');
const HEADER = '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:52:07 =~=~=~=~=~=~=~=~=~=~=~=\r\n';
const FILES = 1000;
const GROWING = 50;
const MESSAGES = 400;
const IDLE_SECONDS = 20;

const message = (number: number): string =>
  `Event Log: Unable to load key "/home/anna/key${String(number)}.ppk" (unable to open file)\r\n`;

export async function watching(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'puttyknife-bench-'));
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  try {
    for (let file = 0; file < FILES; file += 1) {
      writeFileSync(
        join(logs, `${String(file)}.log`),
        `${HEADER}Event Log: Using SSH protocol version 2\r\n`,
      );
    }
    const watcher = new Watcher(logs, join(folder, 'state'));
    await watcher.ready;
    // What PuTTY does: the file stays open, and each line is flushed.
    const handles = Array.from({ length: GROWING }, (_, file) =>
      openSync(join(logs, `${String(file)}.log`), 'a'),
    );
    const latencies: number[] = [];
    for (let number = 0; number < MESSAGES; number += 1) {
      const written = performance.now();
      writeSync(handles[number % GROWING] ?? 0, message(number));
      await watcher.told(`key${String(number)}.ppk`);
      latencies.push(performance.now() - written);
    }
    const sorted = latencies.toSorted((a, b) => a - b);
    print(
      `${String(FILES)} logs followed, ${String(GROWING)} growing with their handles kept open`,
    );
    print(
      `  from write to report: median ${median(latencies).toFixed(0)} ms, 95th percentile ${(sorted[Math.floor(MESSAGES * 0.95)] ?? 0).toFixed(0)} ms`,
    );

    const burst = 5000;
    for (let number = MESSAGES; number < MESSAGES + burst; number += 1) {
      writeSync(handles[number % GROWING] ?? 0, message(number));
    }
    await watcher.count(MESSAGES + burst);
    print(
      `  ${String(burst)} more at once: ${String(watcher.ids.size - MESSAGES)} told, ${String(watcher.lines - watcher.ids.size)} twice`,
    );

    for (const handle of handles) closeSync(handle);
    await watcher.stop();
    await silence(folder, print);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What it costs to follow logs of yesterday that nobody writes. */
async function silence(folder: string, print: (line: string) => void): Promise<void> {
  const logs = join(folder, 'old');
  mkdirSync(logs);
  const yesterday = Date.now() / 1000 - 86_400;
  for (let file = 0; file < FILES; file += 1) {
    const path = join(logs, `${String(file)}.log`);
    writeFileSync(path, HEADER);
    utimesSync(path, yesterday, yesterday);
  }
  const watcher = new Watcher(logs, join(folder, 'old-state'));
  await watcher.ready;
  // The work of the start is not what is measured.
  await pause(3000);
  const before = watcher.processorMs();
  await pause(IDLE_SECONDS * 1000);
  const share = (watcher.processorMs() - before) / (IDLE_SECONDS * 10);
  print(
    `${String(FILES)} silent logs, ${String(IDLE_SECONDS)} s: ${share.toFixed(2)} % of one core, ${watcher.memoryMb().toFixed(0)} MB resident`,
  );
  await watcher.stop();
}

class Watcher {
  readonly ids = new Set<string>();
  lines = 0;
  readonly ready: Promise<void>;
  private readonly child;
  private wake: () => void = () => undefined;
  private seen = '';

  constructor(logs: string, state: string) {
    this.child = spawn(process.execPath, [CLI, 'watch', '--json', '--state', state, logs], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.ready = new Promise((resolve) => {
      createInterface({ input: this.child.stdout }).on('line', (line) => {
        const told = JSON.parse(line) as { ready?: boolean; id?: string; message?: string };
        if (told.ready === true) resolve();
        if (told.id === undefined) return;
        this.lines += 1;
        this.ids.add(told.id);
        this.seen = told.message ?? '';
        this.wake();
      });
    });
  }

  /** Resolves when a message with this text was told last. */
  async told(text: string): Promise<void> {
    while (!this.seen.includes(text)) await this.next();
  }

  async count(number: number): Promise<void> {
    while (this.ids.size < number) await this.next();
  }

  private next(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  /** Processor time used so far in milliseconds, from the kernel; 0 where it does not tell. */
  processorMs(): number {
    const fields = this.proc('stat').split(') ')[1]?.split(' ') ?? [];
    const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    return ticks * 10;
  }

  memoryMb(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(this.proc('status'))?.[1] ?? 0) / 1024;
  }

  private proc(file: string): string {
    try {
      return readFileSync(`/proc/${String(this.child.pid)}/${file}`, 'utf8');
    } catch {
      return '';
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
