/** What many scenarios have in common. */
import { PASSWORD, USER } from '../house';
import type { More, Place, ToolKind, WindowKind } from '../scenario';

export const EVERY_KIND: readonly ToolKind[] = ['sshlog', 'sshraw', 'stderr', 'verbose'];
/** Enough where the raw bytes add nothing. */
export const PLAIN_KINDS: readonly ToolKind[] = ['sshlog', 'stderr', 'verbose'];
export const EVERY_WINDOW: readonly WindowKind[] = ['printable', 'all', 'packets', 'raw'];

export const WEB = 'web1.example.com';
export const TO_WEB = ['-batch', '-l', USER, WEB];
export const RIGHT = ['-pw', PASSWORD];

/** How a connection seems to end can depend on whether Plink reads or writes first. */
export const HOW_IT_ENDS = [
  { if: /Broken pipe/, tells: ['connection-already-closed'] },
  { if: /Connection reset by peer/, tells: ['connection-reset'] },
  { if: /unexpectedly closed/, tells: ['remote-closed-unexpectedly'] },
];

/** More that a person sees, in all logs that show more than the bare error. */
export const shown = (more: More): Partial<Record<ToolKind, More>> => ({
  sshlog: more,
  verbose: more,
});

/** Plink's arguments for a command on the web server, with more options before. */
export const webCommand = (options: readonly string[], command = 'cat notes.txt'): string[] => [
  '-batch',
  '-l',
  USER,
  ...options,
  WEB,
  command,
];

/** A server that lets in the key `deploy`. */
export async function keyServer(at: Place, config: readonly string[] = []): Promise<string> {
  const { ppk, publicLine } = await at.key('deploy');
  await at.sshd({ authorizedKeys: [publicLine], config });
  return ppk;
}

/** A server that takes passwords only. */
export async function passwordServer(at: Place, config: readonly string[] = []): Promise<void> {
  await at.sshd({ passwords: true, config: [...config, 'PubkeyAuthentication no'] });
}
