/** Tells when a file of our own was changed by somebody else. */
import { watch } from 'node:fs';
import path from 'node:path';

/** Milliseconds: an editor writes a file in several steps. */
const SETTLED = 200;

/**
 * Calls `changed` a moment after the file was written; what it returns ends that. Where the system
 * cannot watch the folder nothing is told, and the file is read at the next start.
 */
export function followFile(file: string, changed: () => void): () => void {
  const name = path.basename(file);
  let timer: NodeJS.Timeout | undefined;
  try {
    const watcher = watch(path.dirname(file), (_event, changedName) => {
      if (changedName !== name) return;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLED);
    });
    watcher.on('error', () => {
      watcher.close();
    });
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch {
    return () => undefined;
  }
}
