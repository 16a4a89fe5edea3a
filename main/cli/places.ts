/** Where the app keeps its data, so that the command line finds the same history (Electron's userData). */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function appData(platform = process.platform, env: NodeJS.ProcessEnv = process.env): string {
  const name = 'Puttyknife';
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), name);
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', name);
    default:
      return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), name);
  }
}
