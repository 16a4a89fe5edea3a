/** A port that answers nobody: its queue of connections is full and never emptied. */
import { start } from '../../real/processes';
import { HOSTS } from '../house';
import type { HostName } from '../house';
import type { Place } from '../scenario';

/** The kernel drops what comes to a full queue. The listener is stopped, so nothing leaves it. */
const LISTENER = `
  const net = require('node:net');
  const [address, port] = process.argv.slice(1);
  net.createServer().listen({ host: address, port: Number(port), backlog: 1 }, () => {
    process.stdout.write('listening');
    process.kill(process.pid, 'SIGSTOP');
  });
`;
const FILLER = `
  const net = require('node:net');
  const [address, port] = process.argv.slice(1);
  let connected = 0;
  for (let i = 0; i < 8; i += 1) {
    net.connect(Number(port), address)
      .on('connect', () => { connected += 1; if (connected === 2) process.stdout.write('full'); })
      .on('error', () => undefined);
  }
`;

export async function stubbornPort(at: Place, name: HostName, port: number): Promise<void> {
  for (const [program, sign] of [
    [LISTENER, /listening/],
    [FILLER, /full/],
  ] as const) {
    const running = start(process.execPath, ['-e', program, HOSTS[name], String(port)]);
    at.finally(() => running.stop('SIGKILL'));
    await running.waitFor(sign);
  }
}
