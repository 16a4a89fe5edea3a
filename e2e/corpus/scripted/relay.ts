/** A relay in front of a real server, which can spoil or cut what passes through it. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { HOSTS } from '../house';
import type { HostName } from '../house';
import type { Place } from '../scenario';
import { listen } from './listen';

export interface Relay {
  /** Resets all connections to the client, as a firewall does that has lost its state. */
  reset(): void;
  /** Spoils one bit in the next bytes from the server, or to it. */
  spoil(direction: 'from-server' | 'to-server'): void;
}

/** Listens at port 22 of a name and passes everything on to another port of the same name. */
export async function relay(at: Place, name: HostName, toPort: number): Promise<Relay> {
  const clients = new Set<Socket>();
  let spoiled: 'from-server' | 'to-server' | null = null;
  const pass = (direction: 'from-server' | 'to-server', bytes: Buffer, to: Socket): void => {
    if (spoiled === direction) {
      spoiled = null;
      // In the middle of the encrypted part, not in the length that comes first.
      const middle = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    }
    to.write(bytes);
  };
  await listen(at, name, 22, (client) => {
    const server = connect(toPort, HOSTS[name]);
    clients.add(client);
    server.on('error', () => undefined);
    server.on('data', (bytes) => {
      pass('from-server', bytes, client);
    });
    client.on('data', (bytes) => {
      pass('to-server', bytes, server);
    });
    server.on('close', () => client.end());
    client.on('close', () => {
      clients.delete(client);
      server.end();
    });
  });
  return {
    reset: () => {
      for (const client of clients) client.resetAndDestroy();
    },
    spoil: (direction) => {
      spoiled = direction;
    },
  };
}
