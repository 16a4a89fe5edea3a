/**
 * The pictures that the documentation shows, taken from the running program. They are written to
 * docs/screenshots only where PUTTYKNIFE_PICTURES=1 asks for it; otherwise this tests that each view
 * can be drawn in each theme.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { clearNotes, shownCount } from './bus';
import { expect, ROOT, test } from './launch';
import type { Puttyknife } from './launch';

const WANTED = process.env['PUTTYKNIFE_PICTURES'] === '1';

test.skip(process.platform !== 'linux', 'The screen is photographed with an X11 tool.');

/** What went wrong on the day that the pictures show. */
const DAY = [
  'connection-refused--sshlog.log',
  'ssh1-only--sshlog.log',
  'gtk-reset-mid-session--sshlog.log',
  'cert-hostkey-other-ca--sshlog.log',
  'too-many-auth-failures--sshlog.log',
  'key-refused-then-password-ok--sshlog.log',
];

/** File names and the navigation's words. */
const VIEWS = [
  ['history', 'History'],
  ['hosts', 'Hosts'],
  ['doctor', 'Log doctor'],
] as const;

function place(name: string, output: (name: string) => string): string {
  if (!WANTED) return output(`${name}.png`);
  const folder = path.join(ROOT, 'docs', 'screenshots');
  mkdirSync(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}

/** Plays the day; each log is told before the next is written, so that the order is the day's. */
async function live(puttyknife: Puttyknife, page: Page): Promise<void> {
  for (const [index, log] of DAY.entries()) {
    puttyknife.play(log);
    await expect(page.getByRole('option')).toHaveCount(index + 1);
  }
  await page.getByRole('option').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('refused your key');
}

for (const theme of ['light', 'dark'] as const) {
  test(`all views, ${theme}`, async ({ puttyknife }, testInfo) => {
    const shoot = async (name: string): Promise<void> => {
      const file = place(`${name}-${theme}`, (other) => testInfo.outputPath(other));
      await page.screenshot({ path: file, animations: 'disabled' });
    };
    const resize = async (width: number): Promise<void> => {
      await puttyknife.resize(width, 760);
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
    };
    const page = await puttyknife.open();
    await puttyknife.setTheme(page, theme);
    await resize(1120);
    await shoot('nothing-wrong');
    await live(puttyknife, page);
    await shoot('now');
    await resize(480);
    await shoot('now-narrow');
    await resize(1120);
    for (const [name, view] of VIEWS) {
      await page.getByRole('button', { name: view }).click();
      await expect(page.getByRole('button', { name: view })).toHaveAttribute(
        'aria-current',
        'page',
      );
      await shoot(name);
    }
    await page.getByRole('button', { name: 'All messages' }).click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await shoot('messages');
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await shoot('settings');
  });
}

test('the notification and the tray', async ({ puttyknife }, testInfo) => {
  clearNotes();
  const page = await puttyknife.open();
  await puttyknife.resize(900, 600);
  puttyknife.play('key-refused-then-password-ok--sshlog.log');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect.poll(() => shownCount()).toBe(1);
  const file = place('notification', (other) => testInfo.outputPath(other));
  execFileSync('import', ['-window', 'root', file]);
});
