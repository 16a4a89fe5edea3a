/** A web proxy that answers each request to connect in one way. */
import { createServer } from 'node:http';
import { HOSTS } from '../house';
import type { Place } from '../scenario';

/** Listens at port 8080 of proxy.example.com and answers CONNECT with a status and header lines. */
export async function httpProxy(
  at: Place,
  status: string,
  headers: readonly string[] = [],
): Promise<{ hangUp(): void }> {
  let closing = false;
  const sockets = new Set<{ destroy(): unknown }>();
  const server = createServer();
  server.on('connect', (_request, socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    // PuTTY 0.78 waits for more after a reply without a body, until the proxy hangs up.
    const body = closing ? '' : 'This is not allowed.\n';
    const length = `Content-Length: ${body.length}`;
    socket.write([`HTTP/1.1 ${status}`, ...headers, length, '', body].join('\r\n'));
    if (closing) socket.end();
  });
  await new Promise<void>((resolve) => server.listen(8080, HOSTS['proxy.example.com'], resolve));
  at.finally(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    /** From now on its reply has no body, and it closes the connection at once. */
    hangUp: () => {
      closing = true;
    },
  };
}
