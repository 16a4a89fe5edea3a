/**
 * Saved sessions in the registry of Windows. Everything goes through `reg.exe`: exports are read as
 * text, changes are single values, and an undo imports the export that was made before.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SettingChange } from '../contract/doctor';
import { exportKey, parseRegistryExport, SESSIONS } from '../watch/putty-registry';
import type { ExportKey } from '../watch/putty-registry';
import type { SettingsStore } from './store';

const LIMIT_MS = 10_000;
const BYTE_ORDER_MARK = '\ufeff';
/** All other settings that are ever changed are numbers. */
const TEXTS: ReadonlySet<string> = new Set(['LogFileName', 'Cipher', 'KEX', 'ProxyPassword']);

export interface Registry {
  /** Gives a key and all below it as the text of a `.reg` file; null if there is no such key. */
  readonly export: ExportKey;
  /** Runs `reg.exe` with these arguments; rejects if it does not end well. */
  run(args: readonly string[]): Promise<void>;
}

export const windowsRegistry: Registry = {
  export: exportKey,
  run: async (args) => {
    const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
    await promisify(execFile)(program, [...args], { timeout: LIMIT_MS, windowsHide: true });
  },
};

export function registryStore(registry: Registry = windowsRegistry): SettingsStore {
  return {
    list: async () => parseRegistryExport((await registry.export(SESSIONS)) ?? ''),
    copy: async (key) => {
      const text = await registry.export(key);
      if (text === null) throw new Error('The session is no longer in the registry.');
      return Buffer.from(text, 'utf16le');
    },
    write: async (key, changes) => {
      for (const change of changes) await registry.run(addition(key, change));
    },
    restore: async (key, copy, changes) => {
      await importText(registry, copy.toString('utf16le'));
      // An import brings values back, but takes none away.
      for (const change of changes) {
        if (change.from === null) await registry.run(['delete', key, '/v', change.key, '/f']);
      }
    },
  };
}

function addition(key: string, { key: name, to }: SettingChange): readonly string[] {
  const type = TEXTS.has(name) ? 'REG_SZ' : 'REG_DWORD';
  return ['add', key, '/v', name, '/t', type, '/d', to, '/f'];
}

async function importText(registry: Registry, text: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'puttyknife-'));
  try {
    const file = join(folder, 'session.reg');
    const marked = text.startsWith(BYTE_ORDER_MARK) ? text : BYTE_ORDER_MARK + text;
    await writeFile(file, marked, { encoding: 'utf16le', mode: 0o600 });
    await registry.run(['import', file]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
