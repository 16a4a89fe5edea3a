/** The house as a scenario sees it: servers, keys, tools and windows, all ended with the scenario. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDisplay } from '../real/display';
import { start, until } from '../real/processes';
import type { Finished } from '../real/processes';
import {
  environment,
  LOG_TYPE,
  makeKey,
  runTool,
  savedSession,
  startGtkPutty,
  startPageant,
} from '../real/putty';
import type { KeyPair, Tool } from '../real/putty';
import { startSshd } from '../real/sshd';
import { CLIENT_HOME, HOSTS, USER } from './house';
import type { Place, Reading, ToolKind, ToolRun, WindowKind, WindowRun } from './scenario';

export interface Kept extends Reading {
  readonly scenario: string;
  readonly kind: string;
  readonly bytes: Buffer;
}

/** Things that all scenarios share. */
export interface Shared {
  readonly hostKeys: readonly string[];
  readonly keys: Map<string, Promise<KeyPair>>;
}

/** A place for one scenario, and what ends all that was started there. */
export function openPlace(
  scenario: string,
  shared: Shared,
  keep: (kept: Kept) => void,
): { place: Place; close(): Promise<void> } {
  const folder = mkdtempSync(join(CLIENT_HOME, 'logs-'));
  const ends: (() => unknown)[] = [];
  const logs = new Map<string, Buffer>();
  const place: Place = {
    folder,
    home: CLIENT_HOME,
    sshd: async ({ on = 'web1.example.com', plain = false, ...options } = {}) => {
      const server = await startSshd({
        address: HOSTS[on],
        port: 22,
        authorizedKeysFile: `/home/${USER}/.ssh/authorized_keys`,
        ...(options.hostKeys ? {} : { hostKeyFiles: shared.hostKeys }),
        ...options,
        config: [...(options.config ?? []), ...(plain ? [] : SHORT_OFFER)],
      });
      ends.push(() => server.stop());
      return server;
    },
    key: (name) => {
      const made =
        shared.keys.get(name) ?? makeKey(join(CLIENT_HOME, `${name}.ppk`), { comment: name });
      shared.keys.set(name, made);
      return made;
    },
    pageant: async (keys) => {
      const agent = await startPageant(CLIENT_HOME, keys);
      ends.push(() => agent.stop());
      return agent;
    },
    display: async () => {
      const display = await startDisplay();
      ends.push(() => display.stop());
      return display.name;
    },
    tool: async (tool, args, run) => {
      for (const kind of run.kinds) {
        const log = join(folder, `${run.label ?? tool}-${kind}.log`);
        const finished = await useTool(tool, optionsFor(kind, log, args), run);
        if (run.code !== undefined && finished.code !== run.code) {
          const said = finished.output.toString('latin1');
          throw new Error(`${tool} ended with ${String(finished.code)}:\n${said}`);
        }
        const printed = run.merged ? finished.output : finished.stderr;
        const bytes = kind === 'sshlog' || kind === 'sshraw' ? readFileSync(log) : printed;
        const other = run.orTells?.find((reading) => reading.if.test(bytes.toString('latin1')));
        // Plink says nothing of its own where all is well; that is no log.
        if (bytes.length === 0) continue;
        const more = run.more?.[kind];
        place.keep(labelled(run.label, kind), bytes, {
          about: run.about,
          tells: other?.tells ?? run.except?.[kind] ?? run.tells,
          ...(more ? { more } : {}),
        });
      }
    },
    window: async (run) => {
      const display = run.env?.['DISPLAY'] ?? (await place.display());
      for (const kind of run.kinds) {
        const log = join(folder, `${run.label ?? 'window'}-${kind}.log`);
        await useWindow(kind, log, { ...run, env: { ...run.env, DISPLAY: display } });
        const more = run.more?.[kind];
        place.keep(labelled(run.label, kind), readFileSync(log), {
          about: run.about,
          tells: run.except?.[kind] ?? run.tells,
          ...(more ? { more } : {}),
        });
      }
    },
    keep: (kind, bytes, reading) => {
      logs.set(kind, bytes);
      keep({ scenario, kind, bytes, ...reading });
    },
    kept: (kind) => {
      const bytes = logs.get(kind);
      if (!bytes) throw new RangeError(`${scenario} has kept no ${kind}`);
      return bytes;
    },
    finally: (end) => ends.push(end),
  };
  return {
    place,
    close: async () => {
      for (const end of ends.reverse()) await end();
    },
  };
}

/** Milliseconds after which a tool is ended that should have ended by itself. */
const PATIENCE = 40_000;

const SHORT_OFFER = [
  'KexAlgorithms curve25519-sha256,ecdh-sha2-nistp256',
  'Ciphers aes256-ctr,aes128-ctr,chacha20-poly1305@openssh.com',
  'MACs hmac-sha2-256-etm@openssh.com,hmac-sha2-256',
];

const labelled = (label: string | undefined, kind: string): string =>
  label === undefined ? kind : `${label}-${kind}`;

function optionsFor(kind: ToolKind, log: string, args: readonly string[]): string[] {
  switch (kind) {
    case 'sshlog':
      return ['-sshlog', log, ...args];
    case 'sshraw':
      return ['-sshrawlog', log, ...args];
    case 'verbose':
      return ['-v', ...args];
    case 'stderr':
      return [...args];
  }
}

async function useTool(tool: Tool, args: readonly string[], run: ToolRun): Promise<Finished> {
  const options = { home: CLIENT_HOME, cwd: CLIENT_HOME, env: run.env ?? {} };
  if (!run.during) return runTool(tool, args, { ...options, stdin: run.stdin ?? '' });
  const running = start(tool, args, { ...options, env: environment(CLIENT_HOME, options.env) });
  const patience = setTimeout(() => void running.stop('SIGKILL'), PATIENCE);
  try {
    await run.during(running);
    running.closeInput();
    return await running.finished;
  } finally {
    clearTimeout(patience);
    await running.stop('SIGKILL');
  }
}

const TYPES: Readonly<Record<WindowKind, number>> = {
  printable: LOG_TYPE.printable,
  all: LOG_TYPE.all,
  packets: LOG_TYPE.packets,
  raw: LOG_TYPE.raw,
};

async function useWindow(kind: WindowKind, log: string, run: WindowRun): Promise<void> {
  savedSession(CLIENT_HOME, 'web1', {
    HostName: 'web1.example.com',
    UserName: USER,
    LogType: TYPES[kind],
    LogFileName: log,
    // Closed whatever happens, so that its end can be waited for; or never, to see its message boxes.
    CloseOnExit: run.closes === false ? 0 : 2,
    ...run.settings,
  });
  const window = startGtkPutty(CLIENT_HOME, 'web1', run.env);
  try {
    await run.use?.({
      kind,
      type: (text) => window.type(text),
      press: (key) => window.press(key),
      menu: (item) => window.menu(item),
      titles: () => window.titles(),
      logged: (pattern) => window.logged(log, pattern),
      titled: async (pattern) => {
        await until(
          async () =>
            (await window.titles()).some((title) => pattern.test(title)) ? true : undefined,
          `a window titled ${String(pattern)}`,
        );
      },
    });
    if (run.closes !== false) {
      const late = setTimeout(() => void window.stop(), PATIENCE);
      await window.closed.finally(() => {
        clearTimeout(late);
      });
    }
  } finally {
    await window.stop();
  }
}
