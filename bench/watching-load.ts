/**
 * Whether memory stays flat: 20 logs grow together by 5 MB a second for ten minutes, most of it what
 * servers print, with a message of PuTTY's now and then, and a new session every half minute.
 * `PUTTYKNIFE_MINUTES` makes it shorter.
 */
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from './measure';
import { HEADER, message, Watcher } from './watcher';

const MINUTES = Number(process.env['PUTTYKNIFE_MINUTES'] ?? 10);
const LOGS = 20;
const BYTES_A_SECOND = 5 << 20;
/** Each log has its turn so often in a second. */
const STEPS = 4;
const MESSAGES_A_SECOND = 5;
const SESSION_SECONDS = 30;

const START = `${HEADER}Event Log: Looking up host "db.example.com" for SSH connection\r\nEvent Log: Connecting to 192.0.2.7 port 22\r\n`;

/** A packet as PuTTY dumps it, as often as it takes to fill `bytes`. */
function packets(bytes: number): Buffer {
  const packet = `Incoming packet #0x1f, type 94 / 0x5e (SSH2_MSG_CHANNEL_DATA)\r\n${Array.from(
    { length: 40 },
    (_, row) =>
      `  ${(row * 16).toString(16).padStart(8, '0')}  00 00 01 00 00 00 00 2e 1b 5d 30 3b 61 6e 6e 61  ........].0;anna\r\n`,
  ).join('')}`;
  return Buffer.from(packet.repeat(Math.ceil(bytes / packet.length)));
}

export async function watchingLoad(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'puttyknife-bench-'));
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  const handles = Array.from({ length: LOGS }, (_, log) =>
    openSync(join(logs, `${String(log)}.log`), 'a'),
  );
  try {
    const watcher = new Watcher(logs, join(folder, 'state'));
    await watcher.ready;
    const block = packets(BYTES_A_SECOND / LOGS / STEPS);
    const memory: number[] = [];
    const begun = performance.now();
    let written = 0;
    let messages = 0;
    for (let second = 0; second < MINUTES * 60; second += 1) {
      if (second % SESSION_SECONDS === 0) for (const handle of handles) writeSync(handle, START);
      for (let step = 0; step < STEPS; step += 1) {
        for (const handle of handles) written += writeSync(handle, block);
        await pause(begun + second * 1000 + ((step + 1) * 1000) / STEPS - performance.now());
      }
      for (let each = 0; each < MESSAGES_A_SECOND; each += 1) {
        writeSync(handles[messages % LOGS] ?? 0, message(messages));
        messages += 1;
      }
      memory.push(watcher.memoryMb());
    }
    const took = (performance.now() - begun) / 1000;
    const processor = watcher.processorMs() / 10 / took;
    await watcher.count(messages);
    const minute = (from: number): string => median(memory.slice(from, from + 60)).toFixed(0);
    print(
      `${String(LOGS)} logs growing by ${(written / took / (1 << 20)).toFixed(1)} MB/s together for ${(took / 60).toFixed(1)} minutes`,
    );
    print(
      `  resident: ${minute(0)} MB in the first minute, ${minute(Math.max(0, memory.length / 2 - 30))} in the middle, ${minute(Math.max(0, memory.length - 60))} in the last, ${Math.max(...memory).toFixed(0)} at most; ${processor.toFixed(0)} % of one core`,
    );
    print(
      `  ${String(messages)} messages: ${String(watcher.ids.size)} told, ${String(watcher.lines - watcher.ids.size)} twice`,
    );
    await watcher.stop();
  } finally {
    for (const handle of handles) closeSync(handle);
    rmSync(folder, { recursive: true });
  }
}
