/**
 * Whether everybody can use every view: axe's rules in each theme, with more contrast and in German;
 * a narrow window and letters twice as large; and every stop of the Tab key, which has to be seen.
 * One program for all of it.
 */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { LOG_TYPE, savedSession } from '../real/putty';
import { tabStops, tooWide, violations } from './accessibility';
import { clearNotes } from './bus';
import { expect, Puttyknife, test } from './launch';

test.skip(process.platform !== 'linux', 'PuTTY keeps its sessions in files on Unix only.');
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const LOGS = ['key-refused-then-password-ok--sshlog.log', 'no-common-mac--sshlog.log'];

let program: Puttyknife;
let page: Page;

test.beforeAll(async () => {
  clearNotes();
  program = new Puttyknife();
  process.env['PUTTYDIR'] = path.join(program.folder, '.putty');
  savedSession(program.folder, 'db01', { HostName: 'db01.example.com', LogType: LOG_TYPE.none });
  savedSession(program.folder, 'web', {
    HostName: 'web.example.com',
    LogType: LOG_TYPE.packets,
    LogFileName: path.join(program.logs, '&H-&Y&M&D.log'),
    AgentFwd: 1,
  });
  page = await program.open();
  delete process.env['PUTTYDIR'];
});

test.afterAll(async () => {
  await program.end();
});

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
] as const;

/** Goes through every view, with what can be chosen and unfolded in it chosen and unfolded. */
async function eachView(look: () => Promise<readonly string[]>): Promise<void> {
  const faults: string[] = [];
  for (const view of VIEWS) {
    await program.go(view);
    await page.locator('main').first().waitFor({ state: 'attached' });
    const option = page.getByRole('listbox').getByRole('option').first();
    if (await option.isVisible()) await option.click();
    const folds = page.locator('details:not([open]) > summary:visible');
    while ((await folds.count()) > 0) await folds.first().click();
    faults.push(...(await look()).map((fault) => `${view}: ${fault}`));
    const back = page.locator('button.back:visible');
    if ((await back.count()) > 0) await back.first().click();
  }
  expect(faults).toEqual([]);
}

async function resize(width: number): Promise<void> {
  await program.resize(width, 760);
  await expect.poll(() => page.evaluate(() => window.outerWidth)).toBe(width);
}

test('nothing wrong yet: no fault', async () => {
  expect(await violations(page)).toEqual([]);
  for (const log of LOGS) program.play(log);
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(LOGS.length);
});

const LOOKS = [
  { rules: 'all', theme: 'light', language: 'en', contrast: 'no-preference' },
  { rules: 'all', theme: 'dark', language: 'en', contrast: 'no-preference' },
  { rules: 'all', theme: 'dark', language: 'de', contrast: 'no-preference' },
  { rules: 'looks', theme: 'light', language: 'de', contrast: 'more' },
  { rules: 'looks', theme: 'dark', language: 'en', contrast: 'more' },
] as const;

for (const { rules, theme, language, contrast } of LOOKS) {
  test(`no fault in any view: ${theme}, ${language}, contrast ${contrast}`, async () => {
    await program.set(page, { theme, language });
    await page.emulateMedia({ contrast });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await eachView(() => violations(page, rules));
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`no fault in what is shown before something is changed or deleted: ${theme}`, async () => {
    await program.set(page, { theme, language: 'en' });
    await page.emulateMedia({ contrast: 'no-preference' });
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await program.go('history');
    await page.getByRole('button', { name: 'Delete…' }).click();
    await expect(page.getByRole('button', { name: 'Delete for good' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep' }).click();
    await program.go('doctor');
    for (const name of ['db01', 'web']) {
      await page.getByRole('option', { name }).click();
      await page.getByRole('button', { name: 'Change this session…' }).click();
      const folds = page.locator('details:not([open]) > summary:visible');
      while ((await folds.count()) > 0) await folds.first().click();
      await expect(page.getByRole('button', { name: 'Apply to this session' })).toBeVisible();
      expect(await violations(page), name).toEqual([]);
    }
  });
}

for (const language of ['en', 'de'] as const) {
  test(`nothing is cut off at 480 pixels or at 200 %: ${language}`, async () => {
    await program.set(page, { theme: 'light', language });
    await page.emulateMedia({ contrast: 'no-preference' });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await resize(480);
    await eachView(() => tooWide(page));
    await resize(1120);
    await program.zoom(2);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(560);
    await eachView(() => tooWide(page));
    await program.zoom(1);
  });
}

test('every stop of the Tab key is seen', async () => {
  await eachView(async () => {
    const stops = await tabStops(page);
    expect(stops.length).toBeGreaterThan(8);
    return stops.filter(({ seen }) => !seen).map(({ what }) => what);
  });
});

test('the zoom is kept, the language too', async () => {
  await program.set(page, { language: 'de' });
  await program.zoom(1.5);
  await program.quit();
  await program.start();
  page = await program.app.firstWindow();
  await expect(page.getByRole('button', { name: 'Einstellungen' })).toBeVisible();
  await expect
    .poll(() =>
      program.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((window) => window.webContents.getURL().includes('index.html'))
          ?.webContents.getZoomFactor(),
      ),
    )
    .toBeCloseTo(1.5);
  const menus = await program.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label }) => label),
  );
  expect(menus).toContain('&Bearbeiten');
  await page.getByRole('option', { name: 'lehnt Ihren Schlüssel ab' }).click();
  await expect(page.getByRole('article')).toContainText('Der Server hat Nein gesagt.');
});
