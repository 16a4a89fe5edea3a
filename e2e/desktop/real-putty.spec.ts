/**
 * The whole way, with nothing made up: PuTTY and Plink fail against a real server on loopback, write
 * their log, and a notification says why.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  LOG_TYPE,
  makeKey,
  runPlink,
  savedSession,
  startGtkPutty,
  startPageant,
  trustHost,
} from '../real/putty';
import { freePort, startSshd } from '../real/sshd';
import type { RealSshd, SshdOptions } from '../real/sshd';
import { until } from '../real/processes';
import { clearNotes, clickNewest, shownCount, takeNotes, trayOf } from './bus';
import { expect, ROOT, test as base } from './launch';
import type { Puttyknife } from './launch';

interface Real {
  /** The home folder of the user who uses PuTTY. */
  readonly home: string;
  /** Starts a server that ends with the test. */
  server(options?: SshdOptions): Promise<RealSshd>;
}

const test = base.extend<{ real: Real }>({
  real: async ({ puttyknife }, use) => {
    const servers: RealSshd[] = [];
    const home = path.join(puttyknife.folder, 'home');
    mkdirSync(home);
    await use({
      home,
      server: async (options) => {
        const server = await startSshd(options);
        servers.push(server);
        return server;
      },
    });
    for (const server of servers) await server.stop();
  },
});

test.skip(process.platform !== 'linux', 'The notification daemon is asked over the session bus.');

test.beforeEach(() => {
  clearNotes();
});

/** Keys in Pageant, more than a server of today allows attempts. */
const KEYS = 8;

/** Starts the program in the tray, and waits until it watches: what is older is no news. */
async function startWatching(puttyknife: Puttyknife): Promise<void> {
  const app = await puttyknife.start('--hidden');
  const id = app.process().pid ?? 0;
  await expect.poll(() => trayOf(id)?.tooltip() ?? '').toContain('watching');
}

/** Waits for the notification, clicks it, and gives the window with the explanation. */
async function openFromNotification(puttyknife: Puttyknife): Promise<Page> {
  await expect.poll(() => shownCount()).toBeGreaterThan(0);
  const opened = puttyknife.app.waitForEvent('window');
  clickNewest();
  const page = await opened;
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const log = (puttyknife: Puttyknife, name: string): string => path.join(puttyknife.logs, name);
const asText = (address: RealSshd): string[] => ['-P', String(address.port), '-l', address.user];

test('a key that the server refuses', async ({ puttyknife, real }) => {
  const key = await makeKey(path.join(real.home, 'anna.ppk'));
  const server = await real.server({ methods: 'publickey' });
  await trustHost(real.home, server.address, server.port);
  await startWatching(puttyknife);
  await runPlink(
    [
      ...['-batch', '-i', key.ppk, '-sshlog', log(puttyknife, 'plink.log')],
      ...[...asText(server), server.address, 'true'],
    ],
    { home: real.home },
  );
  const page = await openFromNotification(puttyknife);
  // The server left no other way in, and the root of it is told.
  await expect(page.getByRole('heading', { level: 1 })).toContainText(server.address);
  await expect(
    page.getByText(/No supported authentication methods available/).first(),
  ).toBeVisible();
  expect(takeNotes()).toHaveLength(1);
});

test('a wrong password', async ({ puttyknife, real }) => {
  const server = await real.server({ passwords: true });
  await trustHost(real.home, server.address, server.port);
  await startWatching(puttyknife);
  await runPlink(
    [
      ...['-batch', '-pw', 'wrong', '-sshlog', log(puttyknife, 'plink.log')],
      ...[...asText(server), server.address, 'true'],
    ],
    { home: real.home },
  );
  const page = await openFromNotification(puttyknife);
  await expect(page.getByText('Password authentication failed').first()).toBeVisible();
});

test('a port on which nothing listens', async ({ puttyknife, real }) => {
  await startWatching(puttyknife);
  const port = await freePort();
  await runPlink(
    ['-batch', '-P', String(port), '-sshlog', log(puttyknife, 'plink.log'), '127.0.0.1', 'true'],
    { home: real.home },
  );
  const page = await openFromNotification(puttyknife);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(String(port));
  await expect(page.getByText(/Connection refused/).first()).toBeVisible();
  expect(takeNotes()).toHaveLength(1);
});

test('a host key that is not known, where no one can be asked', async ({ puttyknife, real }) => {
  const server = await real.server();
  await startWatching(puttyknife);
  await runPlink(
    ['-batch', '-sshlog', log(puttyknife, 'plink.log'), ...asText(server), server.address, 'true'],
    { home: real.home },
  );
  const page = await openFromNotification(puttyknife);
  await expect(page.getByText('Cannot confirm a host key in batch mode').first()).toBeVisible();
});

test("more keys in Pageant than the server's patience", async ({ puttyknife, real }) => {
  const server = await real.server({ maxAuthTries: 3 });
  await trustHost(real.home, server.address, server.port);
  const keys: string[] = [];
  for (let number = 1; number <= KEYS; number += 1) {
    keys.push((await makeKey(path.join(real.home, `${String(number)}.ppk`))).ppk);
  }
  const agent = await startPageant(real.home, keys);
  try {
    await startWatching(puttyknife);
    await runPlink(
      [
        '-batch',
        '-sshlog',
        log(puttyknife, 'plink.log'),
        ...asText(server),
        server.address,
        'true',
      ],
      { home: real.home, env: { SSH_AUTH_SOCK: agent.socket } },
    );
    const page = await openFromNotification(puttyknife);
    await expect(page.getByText(/Too many authentication failures/).first()).toBeVisible();
    // The cause is ranked by what the log shows, and the log shows how many keys there are.
    await expect(page.getByText(`agent keys: ${String(KEYS)}`)).toBeVisible();
    // Refused keys and the hang-up are one event.
    expect(takeNotes()).toHaveLength(1);
  } finally {
    await agent.stop();
  }
});

test("PuTTY's window, with its log where a saved session puts it", async ({ puttyknife, real }) => {
  const port = await freePort();
  savedSession(real.home, 'closed port', {
    HostName: '127.0.0.1',
    PortNumber: port,
    LogFileName: log(puttyknife, 'putty.log'),
    LogType: LOG_TYPE.packets,
    LogFlush: 1,
  });
  await startWatching(puttyknife);
  const putty = startGtkPutty(real.home, 'closed port');
  try {
    const page = await openFromNotification(puttyknife);
    await expect(page.getByText(/Connection refused/).first()).toBeVisible();
  } finally {
    await putty.stop();
  }
});

test('a log that PuTTY overwrites, appends to, and makes anew by a pattern', async ({
  puttyknife,
  real,
}) => {
  const port = await freePort();
  const page = await puttyknife.open();
  const rows = page.getByRole('option');
  const stamp = (): number => Math.floor(Date.now() / 1000);
  let last = 0;
  /** Fails to connect, with these settings of the log; there are `told` incidents then. */
  async function fail(told: number, settings: Readonly<Record<string, string | number>>) {
    savedSession(real.home, 'closed port', {
      HostName: '127.0.0.1',
      PortNumber: port,
      LogFileName: log(puttyknife, 'putty.log'),
      LogType: LOG_TYPE.packets,
      LogFlush: 1,
      ...settings,
    });
    // PuTTY's header has the second, and two logs of one second would be the same, byte for byte.
    await until(() => (stamp() > last ? true : undefined), 'the next second');
    const putty = startGtkPutty(real.home, 'closed port');
    try {
      await expect(rows).toHaveCount(told);
    } finally {
      await putty.stop();
    }
    last = stamp();
  }
  const headers = (file: string): number => readIfThere(file).split('PuTTY log').length - 1;

  const overwrite = { LogFileClash: 1 };
  const append = { LogFileClash: 0 };
  await fail(1, overwrite);
  await fail(2, overwrite);
  expect(headers(log(puttyknife, 'putty.log'))).toBe(1);
  await fail(3, append);
  await fail(4, append);
  expect(headers(log(puttyknife, 'putty.log'))).toBe(3);
  await fail(5, { ...append, LogFileName: log(puttyknife, '&H-&Y&M&D-&T.log') });
  const named = readdirSync(puttyknife.logs).filter((name) => name !== 'putty.log');
  expect(named).toEqual([expect.stringMatching(/^127\.0\.0\.1-\d{8}-\d{6}\.log$/)]);
  await page.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: named[0] ?? '' })).toContainText(
    /followed, all .* read/,
  );
});

test("what a remote program prints is no alarm, even in PuTTY's own words", async ({
  puttyknife,
  real,
}) => {
  const key = await makeKey(path.join(real.home, 'anna.ppk'));
  const server = await real.server({ authorizedKeys: [key.publicLine] });
  await trustHost(real.home, server.address, server.port);
  const quotes = path.join(real.home, 'quotes.txt');
  writeFileSync(quotes, puttysOwnWords());
  const sessions = [LOG_TYPE.printable, LOG_TYPE.all, LOG_TYPE.packets].map((type) => {
    const name = `type ${String(type)}`;
    savedSession(real.home, name, {
      HostName: server.address,
      PortNumber: server.port,
      UserName: server.user,
      PublicKeyFile: key.ppk,
      RemoteCommand: `cat ${quotes}; echo and that was all`,
      LogFileName: log(puttyknife, `${name}.log`),
      LogType: type,
      LogFlush: 1,
    });
    return { name, file: log(puttyknife, `${name}.log`) };
  });
  const page = await puttyknife.open();
  for (const { name, file } of sessions) {
    const putty = startGtkPutty(real.home, name);
    try {
      // In a packet log the words stand in a dump, sixteen bytes a row.
      await until(
        () => (/that was all|closed/.test(readIfThere(file)) ? true : undefined),
        `the end of ${name}`,
      );
    } finally {
      await putty.stop();
    }
  }
  // A true error afterwards shows that everything before it was read and found healthy.
  puttyknife.play('connection-refused--sshlog.log');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect.poll(() => shownCount()).toBe(1);
  expect(takeNotes()).toHaveLength(1);
});

const readIfThere = (file: string): string => {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
};

/** Every literal of the catalogue, each on a line of its own, as a wiki page might quote them. */
function puttysOwnWords(): string {
  const index = JSON.parse(
    readFileSync(path.join(ROOT, 'catalogue/generated/index.json'), 'utf8'),
  ) as { entries: { title: string; patterns: { literal: string }[] }[] };
  const words = index.entries.flatMap(({ title, patterns }) => [
    title,
    ...patterns.map(({ literal }) => literal),
    ...patterns.map(({ literal }) => `FATAL ERROR: ${literal}`),
  ]);
  // What the X11 proxy says is relayed by remote programs, and so is heard.
  return `${words.filter((word) => !word.includes('X11 proxy')).join('\n')}\n`;
}
