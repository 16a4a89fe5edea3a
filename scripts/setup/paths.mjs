import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, whatever folder a script was called from. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The folder for what is fetched once and may be deleted at any time.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 * @returns {string}
 */
export function cacheFolder(platform = process.platform, env = process.env, home = homedir()) {
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Puttyknife', 'Cache');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'puttyknife');
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'puttyknife');
}
