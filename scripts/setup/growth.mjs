import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} folder
 * @returns {number} bytes of all files below it; files that vanish meanwhile count nothing
 */
function bytesIn(folder) {
  let sum = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      try {
        if (entry.isFile()) sum += statSync(join(entry.parentPath, entry.name)).size;
      } catch {
        // Gone between listing and asking: a download's temporary file.
      }
    }
  } catch {
    // The same for a folder.
  }
  return sum;
}

/**
 * Does work that writes into a folder, and gives it up when the folder has stopped growing. A slow
 * line may so take as long as it needs, while a blocked one is noticed within seconds.
 * @template T
 * @param {{ folder: string, stallSeconds: number, grown?: (bytes: number) => void }} options
 * @param {(signal: AbortSignal) => Promise<T>} work must end when the signal fires
 * @returns {Promise<T>}
 */
export async function whileGrowing({ folder, stallSeconds, grown }, work) {
  const abort = new AbortController();
  let bytes = 0;
  let since = Date.now();
  const timer = setInterval(() => {
    const now = bytesIn(folder);
    if (now !== bytes) {
      bytes = now;
      since = Date.now();
      grown?.(now);
    } else if (Date.now() - since > stallSeconds * 1000) {
      abort.abort();
    }
  }, 500);
  try {
    return await work(abort.signal);
  } finally {
    clearInterval(timer);
  }
}
