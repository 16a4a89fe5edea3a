/** The real PuTTY tools for a test: Plink and its sisters, keys, Pageant, and PuTTY's window. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, start, until } from './processes';
import type { Answer, Finished, Running } from './processes';

export type Tool = 'plink' | 'pscp' | 'psftp' | 'puttygen';

export interface ToolOptions {
  /** Takes the place of the home folder: saved sessions and known host keys are below `.putty`. */
  readonly home: string;
  readonly stdin?: string | readonly Answer[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly timeout?: number;
}

/** Runs a tool to its end; what it asks is asked on its standard streams. */
export function runTool(
  tool: Tool,
  args: readonly string[],
  { home, env, ...options }: ToolOptions,
): Promise<Finished> {
  return run(tool, args, { ...options, env: environment(home, env) });
}

/** Runs Plink: `runPlink(['-batch', '-P', port, host, 'true'], { home })`. */
export const runPlink = (args: readonly string[], options: ToolOptions): Promise<Finished> =>
  runTool('plink', args, options);

/** Starts a tool and leaves it running. */
export function startTool(
  tool: Tool,
  args: readonly string[],
  { home, env, cwd }: Pick<ToolOptions, 'home' | 'env' | 'cwd'>,
): Running {
  return start(tool, args, { env: environment(home, env), ...(cwd ? { cwd } : {}) });
}

/** The environment of a user with this home, where PuTTY's folder is made; without an agent unless `more` names one. */
export function environment(home: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { PATH, DISPLAY, XAUTHORITY } = process.env;
  mkdirSync(join(home, '.putty'), { recursive: true });
  return {
    PATH,
    ...(DISPLAY === undefined ? {} : { DISPLAY }),
    ...(XAUTHORITY === undefined ? {} : { XAUTHORITY }),
    HOME: home,
    // Without it PuTTY looks in the home folder that the user database names.
    PUTTYDIR: join(home, '.putty'),
    LANG: 'C.UTF-8',
    TERM: 'xterm',
    ...more,
  };
}

/** A setting of a saved session by PuTTY's own name for it, e.g. `HostName`, `LogType`. */
export type Settings = Readonly<Record<string, string | number>>;

/** PuTTY's numbers for its log types (`LogType`). */
export const LOG_TYPE = { none: 0, printable: 1, all: 2, packets: 3, raw: 4 } as const;

/** Writes a saved session and gives its file. What is not told is PuTTY's default. */
export function savedSession(home: string, name: string, settings: Settings): string {
  const folder = join(home, '.putty', 'sessions');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, encodeURIComponent(name));
  const all: Settings = { Protocol: 'ssh', PortNumber: 22, LogFileClash: 1, ...settings };
  const lines = Object.entries(all).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(file, lines.join(''));
  return file;
}

/** Makes Plink remember the server's host key, as a user does who has checked it. */
export async function trustHost(home: string, host: string, port = 22): Promise<void> {
  await runPlink(['-P', String(port), '-l', 'nobody', host, 'true'], {
    home,
    stdin: [{ after: /Store key in cache\?/, text: 'y\n' }],
  });
}

export interface KeyPair {
  /** PuTTY's own key file. */
  readonly ppk: string;
  /** The public half as one line of an authorized_keys file. */
  readonly publicLine: string;
}

export interface KeyOptions {
  readonly type?: 'ed25519' | 'rsa' | 'ecdsa';
  readonly passphrase?: string;
  readonly comment?: string;
}

/** Makes a key pair with PuTTYgen; `file` ends in .ppk. */
export async function makeKey(file: string, options: KeyOptions = {}): Promise<KeyPair> {
  const { type = 'ed25519', passphrase = '', comment = 'anna@example.com' } = options;
  const secret = `${file}.passphrase`;
  writeFileSync(secret, `${passphrase}\n`);
  const home = join(file, '..');
  await runTool(
    'puttygen',
    ['-q', '-t', type, '-C', comment, '-o', file, '--new-passphrase', secret].concat(
      '--ppk-param=time=10',
    ),
    { home },
  );
  if (!existsSync(file)) throw new Error(`puttygen made no ${file}`);
  const { stdout } = await runTool('puttygen', [file, '-L'], { home });
  return { ppk: file, publicLine: stdout.toString().trim() };
}

export interface RealPageant {
  /** The value of SSH_AUTH_SOCK. */
  readonly socket: string;
  stop(): Promise<void>;
}

/** Starts an agent that holds these keys, which need no passphrase. */
export async function startPageant(home: string, keys: readonly string[]): Promise<RealPageant> {
  // It says where it listens in a buffer that it does not flush while it runs.
  const agent = start('stdbuf', ['-oL', 'pageant', '--debug', ...keys], { env: environment(home) });
  await agent.waitFor(/SSH_AUTH_SOCK=[^;]+;[\s\S]*SSH_AGENT_PID=/);
  const socket = /SSH_AUTH_SOCK=([^;]+);/.exec(agent.output())?.[1] ?? '';
  return { socket, stop: () => agent.stop() };
}

export interface GtkPutty {
  readonly running: Running;
  /** Types into the window, once it is there. */
  type(text: string): Promise<void>;
  /** Presses a key by its X name, e.g. `Return`. */
  press(key: string): Promise<void>;
  /** Opens the context menu and takes its item of this number, from 1. */
  menu(item: number): Promise<void>;
  /** Resolves when the session's log has this in it, read as Latin-1. */
  logged(file: string, pattern: RegExp): Promise<void>;
  /** The title of each of its windows. */
  titles(): Promise<string[]>;
  /** Resolves when the window is closed. */
  readonly closed: Promise<Finished>;
  stop(): Promise<void>;
}

/**
 * Opens a saved session in PuTTY's window. Needs an X display; DISPLAY unless `env` names another.
 */
export function startGtkPutty(
  home: string,
  session: string,
  env: NodeJS.ProcessEnv = {},
): GtkPutty {
  const all = environment(home, env);
  const running = start('putty', ['-load', session], { env: all });
  const xdotool = (args: readonly string[]): Promise<Finished> =>
    run('xdotool', args, { env: all });
  const windows = async (): Promise<string[]> => {
    const { stdout } = await xdotool(['search', '--onlyvisible', '--pid', String(running.pid)]);
    return stdout.toString().split('\n').filter(Boolean);
  };
  const focus = async (): Promise<void> => {
    const id = await until(async () => (await windows()).at(-1), "PuTTY's window");
    await xdotool(['windowfocus', '--sync', id]);
  };
  return {
    running,
    closed: running.finished,
    type: async (text) => {
      await focus();
      const lines = text.split('\n');
      for (const [index, line] of lines.entries()) {
        if (line !== '') await xdotool(['type', '--delay', '8', line]);
        if (index < lines.length - 1) await xdotool(['key', 'Return']);
      }
    },
    press: async (key) => {
      await focus();
      await xdotool(['key', key]);
    },
    menu: async (item) => {
      await focus();
      await xdotool(['mousemove', '100', '100', 'keydown', 'ctrl', 'click', '3', 'keyup', 'ctrl']);
      await xdotool(['key', ...Array<string>(item).fill('Down'), 'Return']);
    },
    logged: async (file, pattern) => {
      await until(
        () => (existsSync(file) && pattern.test(readFileSync(file, 'latin1')) ? true : undefined),
        `${String(pattern)} in ${file}`,
      );
    },
    titles: async () => {
      const found = await Promise.all(
        (await windows()).map((id) => xdotool(['getwindowname', id])),
      );
      return found.map(({ stdout }) => stdout.toString().trim());
    },
    stop: () => running.stop(),
  };
}
