/** Runs the command line as a user gets it: built with the project's own settings, in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { build } from 'vite';
import electronVite from '../../electron.vite.config';

const ROOT = join(import.meta.dirname, '..', '..');

export interface Finished {
  /** Exit status; null if a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** Written to standard input, which is then closed. */
  readonly input?: string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly env?: NodeJS.ProcessEnv;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** Number of the user to run as, for one who may not read everything. */
  readonly uid?: number;
  /** Closes standard output after its first piece, as `head` does. */
  readonly closeEarly?: boolean;
}

export class TestCli {
  /** An empty folder that goes away with the tests. */
  readonly folder = mkdtempSync(join(tmpdir(), 'puttyknife-cli-'));
  private readonly built = join(this.folder, 'built');

  /** Builds the command line and its thread's program, as the project's build does. */
  async build(): Promise<this> {
    const { main } = electronVite as { readonly main: { readonly build: object } };
    const settings = main.build as { readonly rolldownOptions: Readonly<Record<string, unknown>> };
    const { input, ...rolldownOptions } = settings.rolldownOptions;
    const { cli, worker } = input as { readonly cli: string; readonly worker: string };
    await build({
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: {
        ...settings,
        ssr: true,
        minify: false,
        outDir: this.built,
        rolldownOptions: { ...rolldownOptions, input: { cli, worker } },
      },
    });
    // As in the project itself, where package.json says so.
    writeFileSync(join(this.built, 'package.json'), '{"type":"module"}');
    // The database stays outside the build.
    symlinkSync(join(ROOT, 'node_modules'), join(this.built, 'node_modules'), 'junction');
    // Also for tests that run it as another user.
    chmodSync(this.folder, 0o755);
    return this;
  }

  /** The built program of the threads. */
  get threadProgram(): string {
    return join(this.built, 'worker.js');
  }

  /** The command line's file. */
  get program(): string {
    return join(this.built, 'cli.js');
  }

  /** Writes a file below the folder; the result is its path. */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, 'files', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  async run(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
    const child = spawn(process.execPath, [...(options.node ?? []), this.program, ...args], {
      env: { ...process.env, NO_COLOR: undefined, ...options.env },
      ...(options.uid === undefined ? {} : { uid: options.uid }),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      out.push(chunk);
      if (options.closeEarly === true) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const closed = once(child, 'close');
    const { input = '' } = options;
    const pieces = typeof input === 'string' ? [Buffer.from(input)] : input;
    // A program that has seen enough closes its input.
    await pipeline(Readable.from(pieces), child.stdin).catch(() => undefined);
    const [code] = (await closed) as [number | null];
    return {
      code,
      out: Buffer.concat(out).toString('utf8'),
      err: Buffer.concat(err).toString('utf8'),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A log of SSH packets in which a key is refused. */
export const SICK_LOG = [
  '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 09:15:00 =~=~=~=~=~=~=~=~=~=~=~=',
  'Event Log: Looking up host "db01.example.com" for SSH connection',
  'Event Log: Connecting to 192.0.2.10 port 22',
  'Event Log: Connected to 192.0.2.10',
  'Event Log: Reading key file "/home/user/work.ppk"',
  'Event Log: Offered public key',
  'Event Log: Server refused our key',
  '',
].join('\r\n');

/** A wrong password before the right one. */
export const RECOVERED_LOG = SICK_LOG.replace(
  /Event Log: Reading[^]*$/,
  [
    'Event Log: Sent password',
    'Event Log: Password authentication failed',
    'Event Log: Sent password',
    'Event Log: Access granted',
    'Event Log: Started a shell/command',
    '',
  ].join('\r\n'),
);

/** The same as the sick one until the key is offered. */
export const HEALTHY_LOG = SICK_LOG.replace('Event Log: Server refused our key\r\n', '');
