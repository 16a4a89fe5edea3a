/**
 * The pictures that the documentation shows, taken from the running program: every view in each look.
 * `npm run pictures` calls this; the other tests leave it out.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { LOG_TYPE, savedSession } from '../real/putty';
import { clearNotes, shownCount } from './bus';
import { drag } from './drop';
import { expect, ROOT, test } from './launch';
import type { Puttyknife } from './launch';
import { searchPage, searchState } from './search-window';

const FOLDER = path.join(ROOT, 'docs', 'screenshots');

const VIEWS = [
  'now',
  'history',
  'hosts',
  'analyse',
  'doctor',
  'messages',
  'settings',
  'status',
  'quiet',
  'welcome',
] as const;

test.skip(process.platform !== 'linux', 'The screen is photographed with an X11 tool.');
test.describe.configure({ timeout: 180_000 });

/** What went wrong on the day that the pictures show. */
const DAY = [
  'connection-refused--sshlog.log',
  'ssh1-only--sshlog.log',
  'gtk-reset-mid-session--sshlog.log',
  'cert-hostkey-other-ca--sshlog.log',
  'too-many-auth-failures--sshlog.log',
  'key-refused-then-password-ok--sshlog.log',
];

interface Look {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly contrast?: 'more';
  /** Width of the window in pixels. */
  readonly width: number;
  readonly zoom?: number;
}

const LOOKS: readonly Look[] = [
  { name: 'light', settings: { theme: 'light' }, width: 1120 },
  { name: 'dark', settings: { theme: 'dark' }, width: 1120 },
  { name: 'contrast', settings: { theme: 'light' }, contrast: 'more', width: 1120 },
  { name: 'narrow', settings: { theme: 'light' }, width: 480 },
  { name: 'large', settings: { theme: 'light' }, width: 1120, zoom: 2 },
  { name: 'german', settings: { theme: 'light', language: 'de' }, width: 1120 },
];

/** Takes a picture of a window with as few colours as it needs, since all lie in the repository. */
async function shoot(puttyknife: Puttyknife, name: string, html = 'index.html'): Promise<void> {
  // Not the page driver's own: it cuts a window that is zoomed.
  const picture = await puttyknife.app.evaluate(async ({ BrowserWindow }, address) => {
    const window = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().includes(address),
    );
    return (await window?.webContents.capturePage())?.toPNG().toString('base64');
  }, html);
  const file = path.join(FOLDER, `${name}.png`);
  writeFileSync(file, Buffer.from(picture ?? '', 'base64'));
  squeeze(file);
}

function squeeze(file: string): void {
  const colours = ['+dither', '-colors', '128', '-strip', '-define', 'png:compression-level=9'];
  execFileSync('convert', [file, ...colours, `png8:${file}`]);
}

/** Plays the day; each log is told before the next is written, so that the order is the day's. */
async function live(puttyknife: Puttyknife, page: Page): Promise<void> {
  for (const [index, log] of DAY.entries()) {
    puttyknife.play(log);
    await expect(page.getByRole('option')).toHaveCount(index + 1);
  }
}

async function enter(puttyknife: Puttyknife, page: Page, look: Look): Promise<void> {
  await puttyknife.set(page, look.settings);
  await expect(page.locator('html')).toHaveAttribute('lang', look.settings['language'] ?? 'en');
  await page.emulateMedia({ contrast: look.contrast ?? 'no-preference' });
  await puttyknife.zoom(look.zoom ?? 1);
  await puttyknife.resize(look.width, 760);
  await expect
    .poll(() => page.evaluate(() => window.innerWidth))
    .toBe(look.width / (look.zoom ?? 1));
}

/** Until nothing moves any more: two frames, and what waits for the main process. */
async function still(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
}

for (const look of LOOKS) {
  test(`every view: ${look.name}`, async ({ puttyknife }) => {
    mkdirSync(FOLDER, { recursive: true });
    process.env['PUTTYDIR'] = path.join(puttyknife.folder, '.putty');
    savedSession(puttyknife.folder, 'db01', {
      HostName: 'db01.example.com',
      LogType: LOG_TYPE.none,
    });
    savedSession(puttyknife.folder, 'web', {
      HostName: 'web.example.com',
      LogType: LOG_TYPE.packets,
      LogFileName: '&H-&Y&M&D.log',
      AgentFwd: 1,
    });
    const page = await puttyknife.open();
    delete process.env['PUTTYDIR'];
    await enter(puttyknife, page, look);
    await still(page);
    await shoot(puttyknife, `nothing-wrong-${look.name}`);
    await live(puttyknife, page);
    for (const view of VIEWS) {
      await puttyknife.go(view);
      if (view === 'analyse') {
        await drag(page, [puttyknife.logs]);
        // There from the start of an analysis, and to be used from its end.
        await expect(page.getByRole('button', { name: /^(?:Share|Teilen)/ })).toBeEnabled();
      }
      await page.locator('main h1, main h2').first().waitFor({ state: 'attached' });
      const option = page.getByRole('listbox').getByRole('option').first();
      // A narrow window shows the list or what is chosen in it: both are taken.
      if (await option.isVisible()) {
        if (await page.locator('main.detail').isHidden()) {
          await shoot(puttyknife, `${view}-list-${look.name}`);
        }
        await option.click();
        await page.locator('article h1, main h1').first().waitFor();
      }
      await still(page);
      await shoot(puttyknife, `${view}-${look.name}`);
      const back = page.locator('button.back:visible');
      if ((await back.count()) > 0) await back.first().click();
    }
    await page.evaluate(() =>
      (
        window as unknown as { puttyknife: { ask: Record<string, (args: null) => unknown> } }
      ).puttyknife.ask['search.show']?.(null),
    );
    await expect.poll(() => searchState(puttyknife)).toBe('front');
    const search = await searchPage(puttyknife);
    await search.emulateMedia({ contrast: look.contrast ?? 'no-preference' });
    if (look.width === 480) {
      await puttyknife.app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getFocusedWindow()?.setContentSize(480, 700);
      });
    }
    await search.getByRole('combobox').fill('refused our key');
    await search.getByRole('article').getByRole('heading', { level: 1 }).waitFor();
    await still(search);
    await shoot(puttyknife, `search-${look.name}`, 'search.html');
  });
}

test('the notification and the tray', async ({ puttyknife }) => {
  clearNotes();
  const page = await puttyknife.open();
  await puttyknife.resize(900, 600);
  puttyknife.play('key-refused-then-password-ok--sshlog.log');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect.poll(() => shownCount()).toBe(1);
  await expect(page.getByText('Watching 1 log')).toBeVisible();
  const file = path.join(FOLDER, 'notification.png');
  execFileSync('import', ['-window', 'root', file]);
  squeeze(file);
});
