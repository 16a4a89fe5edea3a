/** A watch in a process of its own, for tests that kill it, stop it, or change what it lives in. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { FileStatus, FolderStatus } from '../contract/watch';

const PROGRAM = join(import.meta.dirname, 'test-watching.ts');

/** What the process says, one JSON document a line. */
type Said =
  | { readonly kind: 'ready'; readonly folders: readonly FolderStatus[] }
  | { readonly kind: 'detection'; readonly id: string; readonly message: string }
  | { readonly kind: 'status'; readonly files: readonly FileStatus[] }
  | { readonly kind: 'problem'; readonly code: string }
  | { readonly kind: 'solved'; readonly code: string };

export interface Place {
  /** The watched folder. */
  readonly logs: string;
  /** The folder of the history. */
  readonly state: string;
  /** The compiled entries: compiling takes longer than all the rest. */
  readonly entries: string;
}

export interface ProcessOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** A program with arguments that starts the one named after them. */
  readonly wrapper?: readonly string[];
  /** Says `more` whenever something is said; several runs can share it. */
  readonly heard?: EventEmitter;
}

/** A place below `folder`, with the catalogue compiled into it; `logs` must be made. */
export function placeIn(folder: string): Place {
  const entries = join(folder, 'entries.json');
  writeFileSync(entries, JSON.stringify(compile(loadEntries()).index.entries));
  return { logs: join(folder, 'logs'), state: join(folder, 'state'), entries };
}

export class WatchProcess {
  /** All that was told, in order. */
  readonly told: { readonly id: string; readonly message: string }[] = [];
  /** Codes. */
  readonly problems: string[] = [];
  readonly solved: string[] = [];
  folders: readonly FolderStatus[] | null = null;
  /** By path, as told last. */
  readonly files = new Map<string, FileStatus>();
  readonly exited: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #heard: EventEmitter;

  constructor({ logs, state, entries }: Place, options: ProcessOptions = {}) {
    const { env = {}, wrapper = [], heard = new EventEmitter() } = options;
    this.#heard = heard;
    const [command = '', ...args] = [
      ...wrapper,
      ...[process.execPath, '--import', 'tsx', PROGRAM, logs, state, entries],
    ];
    this.#child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    let text = '';
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) this.#hear(JSON.parse(line) as Said);
      this.#heard.emit('more');
    });
    this.exited = once(this.#child, 'close').then(() => this.#heard.emit('more'));
  }

  /** Resolves once the condition holds after something was said; rejects if the process ends before. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error('the watch ended by itself');
      await once(this.#heard, 'more');
    }
  }

  ready(): Promise<void> {
    return this.until(() => this.folders !== null);
  }

  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }

  #hear(said: Said): void {
    if (said.kind === 'ready') this.folders = said.folders;
    else if (said.kind === 'problem') this.problems.push(said.code);
    else if (said.kind === 'solved') this.solved.push(said.code);
    else if (said.kind === 'status') for (const file of said.files) this.files.set(file.path, file);
    else this.told.push({ id: said.id, message: said.message });
  }
}
