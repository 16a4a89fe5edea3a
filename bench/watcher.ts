/** A companion in a process of its own, as the measurements watch it: what it tells, and what it costs. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const CLI = join(import.meta.dirname, '../out/main/cli.js');
const WITHOUT_EVENTS = join(import.meta.dirname, 'watch-without-events.ts');

export const HEADER =
  '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:52:07 =~=~=~=~=~=~=~=~=~=~=~=\r\n';

/** A line that is detected, with a text of its own for each number. */
export const message = (number: number): string =>
  `Event Log: Unable to load key "/home/anna/key${String(number)}.ppk" (unable to open file)\r\n`;

export class Watcher {
  readonly ids = new Set<string>();
  lines = 0;
  readonly ready: Promise<void>;
  private readonly child;
  private wake: () => void = () => undefined;
  private seen = '';

  /** @param events `off` hears nothing of the system when a file grows, as on Windows. */
  constructor(logs: string, state: string, events: 'on' | 'off' = 'on') {
    const program =
      events === 'on'
        ? [CLI, 'watch', '--json', '--state', state, logs]
        : ['--import', 'tsx', WITHOUT_EVENTS, logs, state];
    this.child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
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
