/** Logs are dropped on the running program, which reads the real files. One start serves them all. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { largeLog } from '../../bench/logs';
import { violations } from './accessibility';
import { drag } from './drop';
import { expect, Puttyknife, ROOT, test } from './launch';
import { openSearch } from './search-window';

const SICK = path.join(ROOT, 'catalogue', 'transcripts', 'sick');
const HEALTHY = path.join(ROOT, 'catalogue', 'transcripts', 'healthy');
const KEY_REFUSED = path.join(SICK, 'key-refused-then-password-ok--sshlog.log');
const RESET = path.join(SICK, 'gtk-reset-mid-session--sshraw.log');
const NO_MAC = path.join(SICK, 'no-common-mac--sshlog.log');
const WELL = path.join(HEALTHY, 'own-key-accepted--sshraw.log');

test.describe.configure({ mode: 'serial' });

let puttyknife: Puttyknife;
let page: Page;

test.beforeAll(async () => {
  puttyknife = new Puttyknife();
  page = await puttyknife.open();
});

test.afterAll(async () => {
  await puttyknife.end();
});

const tab = (name: string | RegExp) => page.getByRole('tab', { name });
const heading = () => page.getByRole('heading', { level: 1 }).first();
const log = () => page.getByRole('listbox', { name: /Arrow keys move/ });
const activeLine = () => log().locator('.line.active');

/** A folder of this run's own. */
function folder(name: string): string {
  const made = path.join(puttyknife.folder, name);
  mkdirSync(made, { recursive: true });
  return made;
}

/** Until the analysis of what was dropped last has ended. */
async function read(): Promise<void> {
  await expect(page.getByRole('main').locator('.progress')).toHaveCount(0);
}

test('a log that is dropped on any view is explained, and its lines are a click away', async () => {
  await expect(heading()).toContainText('Nothing is wrong');
  await drag(page, [KEY_REFUSED], ['dragEnter', 'dragOver']);
  await expect(page.getByText('Let go to analyse these logs')).toBeVisible();
  await drag(page, [KEY_REFUSED], ['drop']);
  await expect(page.getByText('Let go to analyse these logs')).toHaveCount(0);
  const article = page.getByRole('article');
  await expect(article.getByRole('heading', { level: 1 })).toContainText('refused your key');
  await expect(article).toContainText('Most likely here');
  await article.getByRole('button', { name: /^line 380/ }).click();
  await expect(activeLine()).toContainText('380');
  await page.keyboard.press('F8');
  await expect(activeLine()).toContainText('Server refused our key');
  await page.keyboard.press('Escape');
  await expect(article).toBeVisible();
});

test('a folder is walked, with any name, and what is no log in it is counted', async () => {
  const logs = folder('Störungen 🔑 heute');
  copyFileSync(KEY_REFUSED, path.join(logs, 'prüfung 😀.log'));
  copyFileSync(RESET, path.join(logs, 'reset.log'));
  copyFileSync(WELL, path.join(logs, 'well.log'));
  writeFileSync(path.join(logs, 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
  await drag(page, [logs, NO_MAC]);
  await read();
  await tab(/^Logs/).click();
  await expect(page.getByRole('row')).toHaveCount(5);
  await expect(page.getByRole('gridcell', { name: /prüfung 😀\.log/ })).toBeVisible();
  await expect(page.getByText('1 file in the folders was passed over')).toBeVisible();
  await tab(/^Timeline/).click();
  const lanes = page.getByRole('option');
  await expect(lanes).toHaveCount(4);
  await expect(lanes.filter({ hasText: /./ }).first()).toHaveAccessibleName(/key exchange/);
  await expect(page.locator('.mark .error').first()).toBeVisible();
});

test('two sessions are compared, what differs first', async () => {
  await tab(/^Sessions/).click();
  await page.getByRole('columnheader', { name: 'Log', exact: true }).getByRole('button').click();
  const boxes = page.getByRole('checkbox', { name: 'Compare this session' });
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await page.getByRole('button', { name: 'Compare the two ticked' }).click();
  await expect(heading()).toHaveText('Two sessions side by side');
  const first = page.getByRole('table').first();
  await expect(first.getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('heading', { name: /things differ/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeFocused();
});

test('all of it can be done with the keyboard', async () => {
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+4');
  await page.getByRole('button', { name: 'Analyse another…' }).press('Enter');
  await expect(heading()).toContainText('Drop logs here');
  // Pasted as from an editor: the text of a log.
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    readFileSync(RESET, 'latin1'),
  );
  await expect(page.getByRole('article')).toContainText('reset');
  await page.keyboard.press('Control+F');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Escape');
  await tab(/^What went wrong/).focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab(/^Sessions/)).toBeFocused();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(log()).toBeFocused();
  await page.keyboard.press('Control+g');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(activeLine().locator('.number')).toHaveText('3');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('connection RESET by peer');
  await page.keyboard.press('Enter');
  await expect(activeLine().locator('mark')).toHaveText('Connection reset by peer');
  await page.keyboard.press('Escape');
  await expect(log()).toBeFocused();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Control+c');
  await expect(page.getByRole('status').filter({ hasText: '2 lines copied' })).toBeVisible();
  const copied = await puttyknife.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied.split('\n')).toHaveLength(2);
  expect(copied).toContain('Connection reset by peer');
  await page.keyboard.press('Escape');
  await expect(tab(/^Sessions/)).toHaveAttribute('aria-selected', 'true');
});

test('logs that are dropped on the search window, or chosen from the menu, are shown here', async () => {
  await drag(await openSearch(puttyknife), [NO_MAC]);
  await expect(page.getByRole('article')).toContainText('MAC');
  await puttyknife.app.evaluate(({ dialog, Menu }, file) => {
    // The system's own dialog cannot be driven; the user's answer stands in for it.
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
    items?.find(({ label }) => label.startsWith('Analyse Logs'))?.click();
  }, RESET);
  await expect(page.getByRole('article')).toContainText('reset');
});

test('hex dumps are folded, and control characters shown, on the line that is looked at', async () => {
  await drag(page, [KEY_REFUSED]);
  await page
    .getByRole('article')
    .getByRole('button', { name: /^line 380/ })
    .click();
  await expect(activeLine().locator('.number')).toHaveText('380');
  await page.getByRole('checkbox', { name: 'Fold hex dumps' }).check();
  await expect(page.getByText(/lines? of a hex dump/).first()).toBeVisible();
  await expect(activeLine().locator('.number')).toHaveText(/37\d|380/);
  await page.getByRole('checkbox', { name: 'Fold hex dumps' }).uncheck();
  await expect(page.getByText(/lines? of a hex dump/)).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('what cannot be read gets a word, and the window goes on', async () => {
  const bad = folder('bad');
  const place = (name: string): string => path.join(bad, name);
  writeFileSync(place('binary.log'), Buffer.from(Array.from({ length: 4096 }, (_, at) => at % 7)));
  writeFileSync(place('empty.log'), '');
  execFileSync('mkfifo', [place('pipe.log')]);
  copyFileSync(NO_MAC, place('good.log'));
  const paths = ['binary.log', 'empty.log', 'pipe.log', 'vanished.log', 'good.log'].map(place);
  await drag(page, paths);
  await read();
  await tab(/^Logs/).click();
  for (const name of ['binary.log', 'empty.log', 'pipe.log', 'vanished.log']) {
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row.locator('.told'), name).not.toContainText('nothing wrong');
    await expect(row.locator('.told'), name).toHaveText(/\w+ \w+/);
  }
  await expect(page.getByText(/logs could not be read/)).toBeVisible();
  await tab(/^What went wrong/).click();
  await expect(page.getByRole('article')).toBeVisible();
});

test('a report is shared without names, after a look at it', async () => {
  await drag(page, [KEY_REFUSED]);
  await expect(page.getByRole('article')).toBeVisible();
  await page.getByRole('button', { name: 'Share…' }).click();
  const dialog = page.getByRole('dialog');
  const preview = dialog.getByRole('group', { name: 'Preview' });
  await dialog.getByRole('radio', { name: 'Markdown' }).check();
  await expect(preview).toContainText('host-1');
  await expect(preview).not.toContainText('db02.example.com');
  await dialog.getByRole('checkbox', { name: 'Host names' }).uncheck();
  await expect(preview).toContainText('db02.example.com');
  await dialog.getByRole('checkbox', { name: 'Host names' }).check();
  await expect(preview).not.toContainText('db02.example.com');
  const saved = path.join(puttyknife.folder, 'report.md');
  await puttyknife.app.evaluate(({ dialog: system }, filePath) => {
    // The system's own dialog cannot be driven; the user's answer stands in for it.
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, saved);
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await expect(dialog.getByText(`Saved in ${saved}`)).toBeVisible();
  expect(readFileSync(saved, 'utf8')).not.toContain('db02.example.com');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a log of 1 GB is read, given up at once when asked, and shown to its last line', async () => {
  const large = largeLog(folder('large'), 'packets', 1024);
  try {
    await drag(page, [large]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await read();
    await drag(page, [large]);
    await expect(
      page.getByRole('progressbar').or(page.getByText(/Nothing wrong in/)),
    ).toBeVisible();
    await read();
    await tab(/^Logs/).click();
    await page.getByRole('row').nth(1).dblclick();
    await expect(log()).toBeFocused();
    await page.keyboard.press('End');
    const lines = execFileSync('wc', ['-l', large], { encoding: 'utf8' }).split(' ')[0] ?? '';
    const last = execFileSync('tail', ['-c', '2000', large], { encoding: 'latin1' });
    const number = Number(lines) + (last.endsWith('\n') ? 0 : 1);
    await expect(activeLine().locator('.number')).toHaveText(String(number));
    await expect(activeLine().locator('.text')).toHaveText(
      last
        .replace(/\r?\n$/, '')
        .split(/\r?\n/)
        .at(-1) ?? '',
    );
    await page.keyboard.press('Escape');
  } finally {
    rmSync(large);
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`every part can be used by everybody, ${theme}`, async () => {
    await puttyknife.setTheme(page, theme);
    await drag(page, [KEY_REFUSED, RESET, WELL]);
    await read();
    for (const name of ['What went wrong', 'Sessions', 'Timeline', 'Logs']) {
      await tab(new RegExp(`^${name}`)).click();
      expect(await violations(page), name).toEqual([]);
    }
    await page.getByRole('row').nth(1).dblclick();
    await expect(log()).toBeFocused();
    expect(await violations(page), 'log').toEqual([]);
    await page.keyboard.press('Escape');
    await tab(/^Sessions/).click();
    for (const at of [0, 1])
      await page.getByRole('checkbox', { name: 'Compare this session' }).nth(at).click();
    await page.getByRole('button', { name: 'Compare the two ticked' }).click();
    await expect(page.getByRole('table').first()).toBeVisible();
    expect(await violations(page), 'comparison').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Share…' }).click();
    await expect(page.getByRole('group', { name: 'Preview' })).toContainText('refused');
    expect(await violations(page), 'share').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Analyse another…' }).click();
    expect(await violations(page), 'empty').toEqual([]);
  });
}
