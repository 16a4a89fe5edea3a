/** A real OpenSSH server for a test: own configuration, own host keys, loopback only. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { run, start } from './processes';

export type HostKeyType = 'ed25519' | 'ecdsa' | 'rsa';

export interface SshdOptions {
  /** Where to listen; 127.0.0.1 unless a test has an address of its own on the loopback device. */
  readonly address?: string;
  /** A free one is taken if it is left out. */
  readonly port?: number;
  /** Failed tries before the server hangs up. */
  readonly maxAuthTries?: number;
  /** The server's `AuthenticationMethods`, e.g. `publickey`. */
  readonly methods?: string;
  /** Whether passwords are asked for. They can be right only where the server can read them. */
  readonly passwords?: boolean;
  /** Public keys that may log in, one OpenSSH line each. */
  readonly authorizedKeys?: readonly string[];
  /** Where these are written, if the place matters: the server names it to the client. */
  readonly authorizedKeysFile?: string;
  /** Host keys to make; one ed25519 key unless told. */
  readonly hostKeys?: readonly HostKeyType[];
  /** Host key files to use instead of making any. */
  readonly hostKeyFiles?: readonly string[];
  /** The server's program for SFTP; its own one unless told. */
  readonly sftp?: string;
  /** Text shown before the login. */
  readonly banner?: string;
  /** Further lines of sshd_config; they win over all of the above. */
  readonly config?: readonly string[];
}

export interface RealSshd {
  readonly address: string;
  readonly port: number;
  /** Account to log in as with one of the authorized keys. */
  readonly user: string;
  /** `SHA256:...` of the first host key, as `-hostkey` takes it. */
  readonly hostKeyFingerprint: string;
  /** What the server has logged so far. */
  log(): string;
  /** Resolves when the server's log matches. */
  waitFor(pattern: RegExp): Promise<void>;
  /** Ends the server with all its sessions, and removes its files. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a server; resolves when it listens. Needs OpenSSH's server, not an account with rights. */
export async function startSshd(options: SshdOptions = {}): Promise<RealSshd> {
  const folder = mkdtempSync(join(tmpdir(), 'sshd-'));
  // The server reads the authorized keys with the rights of the account that logs in.
  chmodSync(folder, 0o711);
  const address = options.address ?? '127.0.0.1';
  const port = options.port ?? (await freePort(address));
  const hostKeys =
    options.hostKeyFiles ?? (await makeHostKeys(folder, options.hostKeys ?? ['ed25519']));
  const authorized = options.authorizedKeysFile ?? join(folder, 'authorized_keys');
  writeFileSync(authorized, (options.authorizedKeys ?? []).map((line) => `${line}\n`).join(''));
  const banner = join(folder, 'banner');
  if (options.banner !== undefined) writeFileSync(banner, options.banner);
  const config = [
    // The server takes the first value that it finds for a keyword.
    ...(options.config ?? []),
    ...hostKeys.map((file) => `HostKey ${file}`),
    `ListenAddress ${address}`,
    `Port ${port}`,
    `AuthorizedKeysFile ${authorized}`,
    `PidFile ${join(folder, 'sshd.pid')}`,
    `PasswordAuthentication ${options.passwords ? 'yes' : 'no'}`,
    ...(options.maxAuthTries === undefined ? [] : [`MaxAuthTries ${options.maxAuthTries}`]),
    ...(options.methods === undefined ? [] : [`AuthenticationMethods ${options.methods}`]),
    ...(options.banner === undefined ? [] : [`Banner ${banner}`]),
    'KbdInteractiveAuthentication no',
    'UsePAM no',
    'UseDNS no',
    'StrictModes no',
    'PermitRootLogin yes',
    'PrintMotd no',
    'PrintLastLog no',
    'LogLevel VERBOSE',
    `Subsystem sftp ${options.sftp ?? 'internal-sftp'}`,
  ];
  const file = join(folder, 'sshd_config');
  writeFileSync(file, `${config.join('\n')}\n`);
  // Where it separates its rights; only a server that runs as root looks for it.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const server = start('/usr/sbin/sshd', ['-D', '-e', '-f', file]);
  try {
    await server.waitFor(/Server listening on/);
  } catch (error) {
    await server.stop('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const first = hostKeys[0];
  if (first === undefined) throw new RangeError('a server needs a host key');
  return {
    address,
    port,
    user: userInfo().username,
    hostKeyFingerprint: await fingerprint(first),
    log: () => server.output(),
    waitFor: (pattern) => server.waitFor(pattern),
    stop: async (signal = 'SIGTERM') => {
      await server.stop(signal);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes host keys in a folder and gives their files, in the order of the types. */
export async function makeHostKeys(
  folder: string,
  types: readonly HostKeyType[],
): Promise<string[]> {
  const files: string[] = [];
  for (const type of types) {
    const file = join(folder, `host_${type}_key`);
    await run('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', 'host key', '-f', file]);
    files.push(file);
  }
  return files;
}

/** `SHA256:...` of a key file of OpenSSH's. */
export async function fingerprint(file: string): Promise<string> {
  const { stdout } = await run('ssh-keygen', ['-l', '-f', file]);
  return stdout.toString().split(' ')[1] ?? '';
}

/** A port on which nobody listened a moment ago. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address, resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
