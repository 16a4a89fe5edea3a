/** The main tasks with the keyboard alone, by the system's own keys, as somebody without a mouse does them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { LOG_TYPE, savedSession } from '../real/putty';
import { clearNotes } from './bus';
import { expect, test, TRANSCRIPTS } from './launch';
import { press, searchPage, searchState } from './search-window';

test.skip(process.platform !== 'linux', 'The keys are pressed with an X11 tool.');

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const node = document.activeElement;
    return node?.getAttribute('role') ?? node?.tagName.toLowerCase() ?? '';
  });

/** Presses Tab until what has the focus is it; fails if that never comes. */
async function tabTo(page: Page, wanted: (node: Element) => boolean): Promise<void> {
  for (let stops = 0; stops < 60; stops++) {
    press('Tab');
    // The page answers after the key: both go through the same queue.
    const there = await page.evaluate(
      `(${wanted.toString()})(document.activeElement ?? document.body)`,
    );
    if (there === true) return;
  }
  throw new Error('Tab does not lead there.');
}

test('read, copy, search, analyse, doctor and settings without a mouse', async ({ puttyknife }) => {
  clearNotes();
  process.env['PUTTYDIR'] = path.join(puttyknife.folder, '.putty');
  savedSession(puttyknife.folder, 'db01', { HostName: 'db01.example.com', LogType: LOG_TYPE.none });
  const page = await puttyknife.open();
  delete process.env['PUTTYDIR'];
  puttyknife.play('no-common-mac--sshlog.log');
  puttyknife.play('key-refused-then-password-ok--sshlog.log');
  const list = page.getByRole('listbox');
  await expect(list.getByRole('option')).toHaveCount(2);

  await test.step('an incident is found, opened and read', async () => {
    press('ctrl+f');
    await expect(page.getByRole('searchbox')).toBeFocused();
    press('Tab');
    await expect(list).toBeFocused();
    press('Down', 'Up', 'Return');
    await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeFocused();
  });

  await test.step('its fix is copied', async () => {
    const command = page.locator('.fixes .command pre').first();
    await tabTo(page, (node) => node.matches('.fixes .command pre'));
    press('ctrl+c');
    await expect
      .poll(() => puttyknife.app.evaluate(({ clipboard }) => clipboard.readText()))
      .toBe(await command.innerText());
    press('Escape');
    await expect(list).toBeFocused();
  });

  await test.step('a message is searched for and opened', async () => {
    press('ctrl+k');
    await expect.poll(() => searchState(puttyknife)).toBe('front');
    const search = await searchPage(puttyknife);
    await expect(search.getByRole('combobox')).toBeFocused();
    await search.keyboard.type('connection refused');
    await expect(search.getByRole('article').getByRole('heading', { level: 1 })).toHaveText(
      'Connection refused',
    );
    press('Return');
    await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toHaveText(
      'Connection refused',
    );
  });

  await test.step('a log is pasted, analysed and read', async () => {
    const reset = path.join(TRANSCRIPTS, 'gtk-reset-mid-session--sshraw.log');
    const text = readFileSync(reset, 'latin1');
    await puttyknife.app.evaluate(({ clipboard }, value) => clipboard.writeText(value), text);
    press('ctrl+4');
    await expect(page.getByRole('heading', { level: 1, name: 'Drop logs here' })).toBeVisible();
    press('ctrl+v');
    const article = page.getByRole('article');
    await expect(article).toContainText('reset');
    await tabTo(page, (node) => node.getAttribute('role') === 'listbox');
    press('Return');
    await expect(article.getByRole('heading', { level: 1 })).toBeFocused();
    await tabTo(page, (node) => /^line \d/.test(node.textContent?.trim() ?? ''));
    press('Return');
    const log = page.getByRole('listbox', { name: /Arrow keys move/ });
    await expect(log).toBeFocused();
    press('F8');
    await expect(log.locator('.line.active')).toContainText('reset by peer');
    press('Escape');
    await expect(article).toBeVisible();
  });

  await test.step('the log doctor changes a session, and takes it back', async () => {
    press('ctrl+5');
    await expect(page.getByRole('button', { name: /^Log doctor/ })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await expect(list.getByRole('option')).toHaveCount(1);
    await tabTo(page, (node) => node.textContent?.trim() === 'Change this session…');
    press('Return');
    await tabTo(page, (node) => node.textContent?.trim() === 'Apply to this session');
    press('Return');
    await expect(page.getByText('The session was changed.')).toBeVisible();
    await tabTo(page, (node) => node.textContent?.trim() === 'Undo');
    press('Return');
    await expect(page.getByText('The session is as it was before.')).toBeVisible();
  });

  await test.step('a setting is changed', async () => {
    press('ctrl+comma');
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await tabTo(page, (node) => node.matches('[name="theme"]'));
    const chosen = (): Promise<unknown> =>
      page.evaluate(
        () => document.querySelector<HTMLInputElement>('[name="theme"]:checked')?.value,
      );
    expect(await chosen()).toBe('system');
    press('Down');
    await expect.poll(chosen).toBe('light');
    const kept = path.join(puttyknife.data, 'settings.json');
    await expect
      .poll(() => JSON.parse(readFileSync(kept, 'utf8')) as unknown)
      .toMatchObject({ theme: 'light' });
  });
  expect(await focused(page)).not.toBe('body');
});
