/** A server room goes down: ten thousand messages within seconds, by the real watch, daemon and window. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { QuietView } from '../../main/contract/quiet';
import { clearNotes, Heard, shownCount, trayOf } from './bus';
import { expect, test } from './launch';
import type { Puttyknife } from './launch';

const LOGS = 20;
const HOSTS = 50;
/** Refused connections; PuTTY reports each with two messages. */
const SESSIONS = 5000;
const MESSAGES = 2 * SESSIONS;
/** Sessions that are written in one go. */
const BATCH = 250;
/** Milliseconds; the longest that the window may stand still, on a slow machine as well. */
const STILL = 1000;

test.skip(process.platform !== 'linux', 'The session bus is the way in on Linux only.');
test.describe.configure({ timeout: 90_000 });

let heard: Heard;

test.beforeEach(async () => {
  clearNotes();
  heard = await Heard.start();
});

test.afterEach(() => {
  heard.stop();
});

/** What PuTTY writes when a server does not listen. */
function refused(session: number): string {
  const host = session % HOSTS;
  const address = `192.0.2.${String(host + 1)}`;
  return [
    '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:52:58 =~=~=~=~=~=~=~=~=~=~=~=',
    `Event Log: Looking up host "app${String(host)}.example.com" for SSH connection`,
    `Event Log: Connecting to ${address} port 22`,
    `Event Log: Failed to connect to ${address}: Connection refused`,
    'Event Log: Connection refused',
    '',
  ].join('\r\n');
}

/** Writes some sessions into the logs, each log's share with one write as PuTTY's buffer is. */
function write({ logs }: Puttyknife, from: number, count: number): void {
  for (let log = 0; log < LOGS; log += 1) {
    let text = '';
    for (let session = from; session < from + count; session += 1) {
      if (session % LOGS === log) text += refused(session);
    }
    appendFileSync(path.join(logs, `room-${String(log)}.log`), text);
  }
}

interface Stillness {
  /** Milliseconds between two frames, at most. */
  frame: number;
  /** Milliseconds that one task of the window took, at most. */
  task: number;
  /** Milliseconds until the main process answered, at most. */
  answer: number;
}

interface Asking {
  readonly puttyknife: {
    readonly ask: Record<string, ((args: unknown) => Promise<{ value: unknown }>) | undefined>;
  };
  stillness?: Stillness;
}

/** Notes from now on how long the window stands still, and how long it waits for an answer. */
async function observe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const here = window as unknown as Asking;
    const most: Stillness = { frame: 0, task: 0, answer: 0 };
    here.stillness = most;
    let before = performance.now();
    const frame = (): void => {
      const now = performance.now();
      most.frame = Math.max(most.frame, now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) most.task = Math.max(most.task, duration);
    }).observe({ entryTypes: ['longtask'] });
    const ask = async (): Promise<void> => {
      const asked = performance.now();
      await here.puttyknife.ask['quiet.view']?.(null);
      most.answer = Math.max(most.answer, performance.now() - asked);
      setTimeout(() => void ask(), 50);
    };
    void ask();
  });
}

function stillness(page: Page): Promise<Stillness | undefined> {
  return page.evaluate(() => (window as unknown as Asking).stillness);
}

async function heldBack(page: Page): Promise<number> {
  const view = await page.evaluate(
    async () => (await (window as unknown as Asking).puttyknife.ask['quiet.view']?.(null))?.value,
  );
  return ((view as QuietView | undefined)?.held ?? []).reduce((sum, { count }) => sum + count, 0);
}

test('ten thousand messages are a handful of notifications, and the window stays at hand', async ({
  puttyknife,
}) => {
  const page = await puttyknife.open();
  const tray = trayOf(puttyknife.app.process().pid ?? 0);
  await observe(page);
  const begun = performance.now();
  for (let session = 0; session < SESSIONS; session += BATCH) {
    write(puttyknife, session, BATCH);
    // As fast as the machine takes it, but for the window's next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
  // Each is in the list, one by one.
  await expect
    .poll(() => tray?.tooltip(), { timeout: 60_000 })
    .toContain(`${SESSIONS.toLocaleString('en')} errors to look at`);
  const took = performance.now() - begun;
  await expect(page.getByRole('button', { name: /^Now/ })).toContainText(
    SESSIONS.toLocaleString('en'),
  );
  // Each was either told, or counted among what was held back.
  const told = (): number =>
    heard.notes().filter(({ replaces, title }) => replaces === 0 && !/^\d/.test(title)).length;
  await expect.poll(async () => (await heldBack(page)) + told()).toBe(SESSIONS);
  // A handful stands on the screen; the rest of what was sent brought those up to date in their places.
  expect(told()).toBeGreaterThan(0);
  expect(shownCount()).toBeLessThanOrEqual(5);
  expect(heard.notes().filter(({ replaces }) => replaces === 0).length).toBeLessThanOrEqual(5);
  expect(heard.notes().length).toBeLessThanOrEqual(15);
  const most = await stillness(page);
  test.info().annotations.push({
    type: 'measured',
    description: `${String(MESSAGES)} messages in ${took.toFixed(0)} ms, ${JSON.stringify(most)}`,
  });
  expect(most?.frame).toBeLessThan(STILL);
  expect(most?.answer).toBeLessThan(STILL);
  // What is asked of it meanwhile and afterwards is done.
  await page.getByRole('searchbox').fill('app49');
  await expect(page.getByRole('option').first()).toContainText('app49.example.com');
});
