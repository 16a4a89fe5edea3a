/** A small Telnet device that asks for a password and never likes it. */
import type { Place } from '../scenario';
import { listen } from './listen';

const WILL = 251;
const ECHO = 1;
const COMMAND = 255;

/** Listens at port 23 of old.example.com; refuses twice and hangs up. */
export async function telnetDevice(at: Place): Promise<void> {
  await listen(at, 'old.example.com', 23, (socket) => {
    let tries = 0;
    socket.write(Buffer.from([COMMAND, WILL, ECHO]));
    socket.write('\r\nUser Access Verification\r\n\r\nPassword: ');
    socket.on('data', (bytes) => {
      // Negotiations hold no line end.
      if (!bytes.includes(13) || bytes[0] === COMMAND) return;
      tries += 1;
      if (tries < 2) socket.write('\r\n% Access denied\r\n\r\nPassword: ');
      else socket.end('\r\n% Access denied\r\n% Bad passwords\r\n');
    });
  });
}
