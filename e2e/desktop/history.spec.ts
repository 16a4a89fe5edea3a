import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { violations } from './accessibility';
import { expect, test } from './launch';
import type { Puttyknife } from './launch';

const KEY_REFUSED = 'key-refused-then-password-ok--sshlog.log';
const NO_COMMON_MAC = 'no-common-mac--sshlog.log';
const RESET = 'gtk-reset-mid-session--sshraw.log';

const go = (page: Page, view: string): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name: view }).click();

/** What the list holds; the choices of a filter are options as well. */
const rows = (page: Page): Locator => page.getByRole('listbox').getByRole('option');

/** Plays logs of several sessions and opens the history of them. */
async function openHistory(puttyknife: Puttyknife): Promise<Page> {
  const page = await puttyknife.open();
  puttyknife.play(KEY_REFUSED);
  puttyknife.play(NO_COMMON_MAC);
  puttyknife.play(RESET);
  await expect(rows(page)).toHaveCount(3);
  await go(page, 'History');
  await expect(rows(page)).toHaveCount(3);
  return page;
}

/** Answers the next question for a place to save with this file. */
async function saveInto(puttyknife: Puttyknife, file: string): Promise<void> {
  await puttyknife.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

test('the history is filtered, explained and taken along', async ({ puttyknife }) => {
  const page = await openHistory(puttyknife);
  const options = rows(page);
  await page.getByRole('searchbox').fill('REFUSED key');
  await expect(options).toHaveCount(1);
  await options.click();
  await expect(page.getByRole('article')).toContainText('Server refused our key');
  await expect(page.getByText('1 of 3')).toBeVisible();
  const table = path.join(puttyknife.folder, 'history.csv');
  await saveInto(puttyknife, table);
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await expect(page.getByText(`1 error saved in ${table}`)).toBeVisible();
  const lines = readFileSync(table, 'utf8').trimEnd().split('\r\n');
  expect(lines[0]).toContain('message');
  expect(lines.slice(1).some((line) => line.includes('Server refused our key'))).toBe(true);
  expect(lines.some((line) => line.includes('MAC'))).toBe(false);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(options).toHaveCount(3);
  const document = path.join(puttyknife.folder, 'history.json');
  await saveInto(puttyknife, document);
  await page.getByRole('button', { name: 'Export JSON' }).click();
  await expect(page.getByText(`3 errors saved in ${document}`)).toBeVisible();
  const { incidents } = JSON.parse(readFileSync(document, 'utf8')) as { incidents: unknown[] };
  expect(incidents).toHaveLength(3);
});

test('a day is chosen in the picture with the keyboard', async ({ puttyknife }) => {
  const page = await openHistory(puttyknife);
  // The recorded sessions are older than the picture, or lie in it, by the day of the test; today is in it.
  const bars = page.getByRole('toolbar');
  await page.getByRole('combobox', { name: 'Time' }).focus();
  await page.keyboard.press('Tab');
  await expect(bars.getByRole('button', { name: /^Today: / })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(bars.getByRole('button', { name: /^Yesterday: / })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Time' })).toHaveValue('day');
  await expect(bars.getByRole('button', { name: /^Yesterday: / })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(3);
});

test('what came back stands together', async ({ puttyknife }) => {
  const page = await puttyknife.open();
  for (const name of ['one.log', 'two.log']) puttyknife.play(RESET, name);
  puttyknife.play(KEY_REFUSED);
  await expect(rows(page)).toHaveCount(3);
  await go(page, 'Hosts');
  await page.getByRole('radio', { name: 'By host' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'By message' })).toBeChecked();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole('article')).toContainText('2 times');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show these in the history' }).click();
  await expect(rows(page)).toHaveCount(2);
});

test('all that went wrong in one session is a click away', async ({ puttyknife }) => {
  const page = await puttyknife.open();
  puttyknife.play(KEY_REFUSED);
  puttyknife.write('two.log', [
    '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.22 05:00:00 =~=~=~=~=~=~=~=~=~=~=~=',
    'Event Log: Looking up host "db.example.com" for SSH connection',
    'Event Log: Connected to 192.0.2.7',
    'Event Log: Access granted',
    'Event Log: Forwarded connection refused by remote: Administratively prohibited [open failed]',
    'Event Log: Remote side unexpectedly closed network connection',
  ]);
  await expect(rows(page)).toHaveCount(3);
  await rows(page).filter({ hasText: 'db.example.com' }).first().click();
  await page.getByRole('article').getByRole('button', { name: 'All 2 of this session' }).click();
  await expect(page.getByText('Session with db.example.com', { exact: false })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Show all sessions again' }).click();
  await expect(rows(page)).toHaveCount(3);
});

test('the history is deleted only after a question', async ({ puttyknife }) => {
  let page = await openHistory(puttyknife);
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Delete…' }).click();
  await expect(page.getByText('3 errors, for good?')).toBeVisible();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing was detected yet' })).toBeVisible();
  await puttyknife.quit();
  page = await puttyknife.open();
  // Nothing old is told again.
  await expect(page.getByRole('heading', { level: 1, name: /Nothing is wrong/ })).toBeVisible();
});

test('a host that drops silent connections is known by it', async ({ puttyknife }) => {
  const page = await puttyknife.open();
  for (const name of ['one.log', 'two.log', 'three.log']) puttyknife.play(RESET, name);
  await expect(rows(page)).toHaveCount(3);
  await go(page, 'Hosts');
  await expect(rows(page)).toHaveCount(1);
  const article = page.getByRole('article');
  await expect(article).toContainText('3 errors');
  await expect(article).toContainText('3 times');
  await article.getByRole('button', { name: 'Show these in the history' }).click();
  await expect(page.getByRole('combobox', { name: 'Host' })).not.toHaveValue('');
  await expect(rows(page)).toHaveCount(3);
});

test('the details say how far each log was read', async ({ puttyknife }) => {
  const page = await puttyknife.open();
  puttyknife.play(KEY_REFUSED);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'What is watched' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: KEY_REFUSED })).toContainText(
    /followed, all .* read/,
  );
});
