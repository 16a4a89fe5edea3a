/**
 * How soon a message is reported after it was written, and what watching costs: a thousand logs, some
 * of them growing, by a companion in a process of its own.
 */
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from './measure';
import { HEADER, message, Watcher } from './watcher';

const FILES = 1000;
const GROWING = 50;
const MESSAGES = 400;
const BURST = 5000;
/** The kernel counts in steps of 10 ms: within so long, one of them is 0.025 %. */
const IDLE_SECONDS = 40;
/** Until then V8 still compiles what runs every two seconds, which is work of the start. */
const SETTLE_SECONDS = 120;
/** Milliseconds within which a message is written after the one before was told: at any moment. */
const APART = 250;

export async function watching(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'puttyknife-bench-'));
  try {
    print(
      `${String(FILES)} logs followed, ${String(GROWING)} growing with their handles kept open`,
    );
    await growing(folder, 'on', print);
    await growing(folder, 'off', print);
    await silence(folder, print);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function growing(
  folder: string,
  events: 'on' | 'off',
  print: (line: string) => void,
): Promise<void> {
  const logs = join(folder, `logs-${events}`);
  mkdirSync(logs);
  for (let file = 0; file < FILES; file += 1) {
    writeFileSync(
      join(logs, `${String(file)}.log`),
      `${HEADER}Event Log: Using SSH protocol version 2\r\n`,
    );
  }
  const watcher = new Watcher(logs, join(folder, `state-${events}`), events);
  await watcher.ready;
  // What PuTTY does: the file stays open, and each line is flushed.
  const handles = Array.from({ length: GROWING }, (_, file) =>
    openSync(join(logs, `${String(file)}.log`), 'a'),
  );
  const latencies: number[] = [];
  for (let number = 0; number < MESSAGES; number += 1) {
    await pause(Math.random() * APART);
    const written = performance.now();
    writeSync(handles[number % GROWING] ?? 0, message(number));
    await watcher.told(`key${String(number)}.ppk`);
    latencies.push(performance.now() - written);
  }
  const sorted = latencies.toSorted((a, b) => a - b);
  print(
    `  from write to report, the system's events ${events}: median ${median(latencies).toFixed(0)} ms, 95th percentile ${(sorted[Math.floor(MESSAGES * 0.95)] ?? 0).toFixed(0)} ms`,
  );

  for (let number = MESSAGES; number < MESSAGES + BURST; number += 1) {
    writeSync(handles[number % GROWING] ?? 0, message(number));
  }
  await watcher.count(MESSAGES + BURST);
  print(
    `  ${String(BURST)} more at once: ${String(watcher.ids.size - MESSAGES)} told, ${String(watcher.lines - watcher.ids.size)} twice`,
  );
  for (const handle of handles) closeSync(handle);
  await watcher.stop();
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
  const started = await idle(watcher, 3);
  const settled = await idle(watcher, SETTLE_SECONDS);
  print(
    `${String(FILES)} silent logs: ${settled} % of one core (${started} % right after the start), ${watcher.memoryMb().toFixed(0)} MB resident`,
  );
  await watcher.stop();
}

/** Share of one core in percent, from so many seconds on. */
async function idle(watcher: Watcher, from: number): Promise<string> {
  await pause(from * 1000);
  const before = watcher.processorMs();
  await pause(IDLE_SECONDS * 1000);
  return ((watcher.processorMs() - before) / (IDLE_SECONDS * 10)).toFixed(2);
}
