/** Listening on one of the house's addresses until a scenario is over. */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { HOSTS } from '../house';
import type { HostName } from '../house';
import type { Place } from '../scenario';

/** Serves each connection; ends the server and what is still connected with the scenario. */
export async function listen(
  at: Place,
  name: HostName,
  port: number,
  serve: (socket: Socket) => void,
): Promise<Server> {
  const sockets = new Set<Socket>();
  // A peer may half-close; what then happens to the other half is the scenario's affair.
  const server = createServer({ allowHalfOpen: false }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOSTS[name], resolve);
  });
  at.finally(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return server;
}
