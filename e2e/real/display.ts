/** An X display that nobody sees. */
import { run, start } from './processes';

export interface RealDisplay {
  /** The value of DISPLAY. */
  readonly name: string;
  stop(): Promise<void>;
}

/** Starts Xvfb on a display number that is free. */
export async function startDisplay(): Promise<RealDisplay> {
  // It writes the number that it took to this descriptor, which is its standard output.
  const server = start('Xvfb', [
    '-displayfd',
    '1',
    '-screen',
    '0',
    '1024x768x24',
    '-nolisten',
    'tcp',
  ]);
  await server.waitFor(/^\d+\s/m);
  const number = /^(\d+)\s/m.exec(server.output())?.[1] ?? '0';
  return { name: `:${number}`, stop: () => server.stop() };
}

/** True if a program can be found; for helpers that need more than PuTTY and OpenSSH. */
export async function isInstalled(program: string): Promise<boolean> {
  const { code } = await run('which', [program]);
  return code === 0;
}
