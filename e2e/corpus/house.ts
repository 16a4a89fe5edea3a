/**
 * A small world for the recorder, so that what it records tells nothing about the computer it ran
 * on: own host name, users, home folders, addresses and names, and no way out to any network.
 *
 * All of it lies in namespaces of the kernel and is gone when the recorder ends.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';

/** Set in the process that lives in the house. */
const INSIDE = 'PUTTYKNIFE_CORPUS_INSIDE';

export const CLIENT_HOME = '/home/anna';
/** The account on the servers. */
export const USER = 'deploy';
export const PASSWORD = 'correct horse';
const UID = 1000;

/** Names and their addresses; all of them are on the loopback device of the house. */
export const HOSTS = {
  'web1.example.com': '192.0.2.10',
  'gateway.example.com': '192.0.2.20',
  'db1.example.com': '192.0.2.30',
  'old.example.com': '192.0.2.40',
  'proxy.example.com': '192.0.2.50',
} as const;
export type HostName = keyof typeof HOSTS;

/** Has a name and no route. */
export const UNREACHABLE_HOST = 'far.example.com';
const UNREACHABLE = '192.0.2.90';

export const isInside = (): boolean => process.env[INSIDE] === '1';

/** Runs this program again inside the house; resolves to its exit code. */
export function enterHouse(args: readonly string[]): Promise<number> {
  const namespaces = ['--mount', '--uts', '--net', '--pid', '--ipc', '--fork', '--kill-child'];
  const child = spawn(
    'unshare',
    [...namespaces, '--mount-proc', process.execPath, ...process.execArgv, ...args],
    { stdio: 'inherit', env: { ...process.env, [INSIDE]: '1' } },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => child.kill('SIGKILL'));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Builds the house around this process. */
export function furnish(): void {
  const call = (command: string, ...args: string[]): void => {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  call('mount', '--make-rprivate', '/');
  for (const folder of ['/home', '/tmp', '/run', '/var/log', '/var/tmp', '/etc/pam.d', '/mnt']) {
    call('mount', '-t', 'tmpfs', 'tmpfs', folder);
  }
  mkdirSync('/run/sshd', { mode: 0o755 });
  chmodSync('/tmp', 0o1777);
  const cover = (file: string, text: string, mode = 0o644): void => {
    const own = `/mnt/${file.replaceAll('/', '_')}`;
    writeFileSync(own, text, { mode });
    call('mount', '--bind', own, file);
  };
  const hash = execFileSync('openssl', ['passwd', '-6', '-stdin'], { input: PASSWORD });
  cover(
    '/etc/passwd',
    [
      'root:x:0:0:root:/root:/bin/bash',
      'sshd:x:100:65534::/run/sshd:/usr/sbin/nologin',
      `${USER}:x:${UID}:${UID}::/home/${USER}:/bin/bash`,
      'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
    ].join('\n'),
  );
  cover('/etc/group', `root:x:0:\ntty:x:5:\n${USER}:x:${UID}:\nnogroup:x:65534:\n`);
  const shadow = `root:*:19000::::::\n${USER}:${hash.toString().trim()}:19000::::::\n`;
  cover('/etc/shadow', shadow, 0o600);
  cover('/etc/hosts', hostsFile());
  cover('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nshadow: files\nhosts: files\n');
  cover('/etc/resolv.conf', '');
  const modules = ['auth required', 'account required', 'password required'];
  writeFileSync(
    '/etc/pam.d/sshd',
    modules.map((module) => `${module} pam_unix.so\n`).join('') +
      'session required pam_permit.so\n',
  );
  call('hostname', 'web1');
  call('ip', 'link', 'set', 'lo', 'up');
  for (const address of Object.values(HOSTS)) {
    call('ip', 'addr', 'add', `${address}/32`, 'dev', 'lo');
  }
  call('ip', 'route', 'add', 'unreachable', `${UNREACHABLE}/32`);
  // One retry: a connection that is not answered fails after some seconds, not after two minutes.
  writeFileSync('/proc/sys/net/ipv4/tcp_syn_retries', '1');
  moveIn();
}

function hostsFile(): string {
  const lines = Object.entries(HOSTS).map(([name, address]) => `${address} ${name}\n`);
  return ['127.0.0.1 localhost\n', ...lines, `${UNREACHABLE} ${UNREACHABLE_HOST}\n`].join('');
}

function moveIn(): void {
  mkdirSync(CLIENT_HOME);
  const home = `/home/${USER}`;
  mkdirSync(home);
  writeFileSync(
    `${home}/.bash_profile`,
    "PS1='\\u@\\h:\\w\\$ '\nbind 'set enable-bracketed-paste off' 2>/dev/null\n",
  );
  writeFileSync(`${home}/notes.txt`, 'The backup runs at two.\nThe disk was full in March.\n');
  mkdirSync(`${home}/.ssh`);
  mkdirSync(`${home}/reports`);
  writeFileSync(`${home}/reports/week-47.txt`, 'nothing to report\n');
  for (const path of [
    '',
    '/.bash_profile',
    '/.ssh',
    '/notes.txt',
    '/reports',
    '/reports/week-47.txt',
  ]) {
    chownSync(home + path, UID, UID);
  }
}
