/**
 * The pictures that the documentation shows, taken from the running program: every view in each look.
 * `npm run pictures` calls this; the other tests leave it out.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { LOG_TYPE, savedSession } from '../real/putty';
import { clearNotes, shownCount } from './bus';
import { expect, ROOT, test } from './launch';
import type { Puttyknife } from './launch';
import { openSearch } from './search-window';

const FOLDER = path.join(ROOT, 'docs', 'screenshots');

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

/** Takes a picture with as few colours as it needs, since all of them lie in the repository. */
async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
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

/** The places of the navigation by their English names, which are the pictures' names. */
async function places(page: Page): Promise<readonly string[]> {
  const names = await page.locator('nav li button > span:first-child').allInnerTexts();
  return names.map((name) => name.trim().toLowerCase().replaceAll(' ', '-'));
}

async function goTo(page: Page, index: number): Promise<void> {
  const place = page.locator('nav li button').nth(index);
  await place.click();
  await expect(place).toHaveAttribute('aria-current', 'page');
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

for (const look of LOOKS) {
  test(`every view: ${look.name}`, async ({ puttyknife }) => {
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
    const names = await places(page);
    await enter(puttyknife, page, look);
    await shoot(page, `nothing-wrong-${look.name}`);
    await live(puttyknife, page);
    for (const [index, name] of names.entries()) {
      await goTo(page, index);
      // Narrow windows show a list or what is chosen in it: the first picture is that of the list.
      const option = page.getByRole('listbox').getByRole('option').first();
      const alone = await page
        .locator('.detail')
        .first()
        .isHidden()
        .catch(() => false);
      if (await option.isVisible()) {
        if (alone) await shoot(page, `${name}-list-${look.name}`);
        await option.click();
        await page.locator('main h1').first().waitFor();
      }
      await shoot(page, `${name}-${look.name}`);
      const back = page.locator('button.back:visible');
      if ((await back.count()) > 0) await back.first().click();
    }
    const search = await openSearch(puttyknife);
    await search.emulateMedia({ contrast: look.contrast ?? 'no-preference' });
    await search.getByRole('combobox').fill('refused our key');
    await search.getByRole('article').getByRole('heading', { level: 1 }).waitFor();
    await shoot(search, `search-${look.name}`);
    delete process.env['PUTTYDIR'];
  });
}

test('the notification and the tray', async ({ puttyknife }) => {
  clearNotes();
  const page = await puttyknife.open();
  await puttyknife.resize(900, 600);
  puttyknife.play('key-refused-then-password-ok--sshlog.log');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect.poll(() => shownCount()).toBe(1);
  const file = path.join(FOLDER, 'notification.png');
  execFileSync('import', ['-window', 'root', file]);
  squeeze(file);
});
