/** Saved sessions in a `.reg` file that was exported elsewhere: they can be read, not changed. */
import { readFile } from 'node:fs/promises';
import { parseRegistryExport } from '../watch/putty-registry';
import type { SettingsStore } from './store';

const refuse = async (): Promise<never> =>
  Promise.reject(new Error('An exported file is only read.'));

export function exportedStore(file: string): SettingsStore {
  return {
    list: async () => {
      const bytes = await readFile(file);
      const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
      return parseRegistryExport(bytes.toString(wide ? 'utf16le' : 'utf8'));
    },
    copy: () => readFile(file),
    write: refuse,
    restore: refuse,
  };
}
