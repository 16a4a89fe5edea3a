/** A screen for programs with windows: the one that is there, or one of its own. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface Screen {
  readonly env: NodeJS.ProcessEnv;
  readonly end: () => void;
}

/** The screen that is there, or one of its own with a window manager on it. */
export async function screenOf(): Promise<Screen> {
  const there = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform !== 'linux' || there !== undefined) return { env: {}, end: () => undefined };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.stdio[3]?.once('data', (told: Buffer) => {
      resolve(String(told).trim());
    });
  });
  const env = { DISPLAY: `:${number}` };
  const parts: ChildProcess[] = [
    spawn('openbox', [], { stdio: 'ignore', env: { ...process.env, ...env } }),
    server,
  ];
  const end = (): void => {
    for (const part of parts) part.kill();
  };
  // However this process ends, the screen does not outlive it.
  process.once('exit', end);
  return { env, end };
}
