import { trayOf } from './bus';
import { violations } from './accessibility';
import { expect, Puttyknife, test } from './launch';
import {
  activeWindow,
  openSearch,
  OtherProgram,
  press,
  searchPage,
  searchState,
} from './search-window';

const KEY_REFUSED = 'key-refused-then-password-ok--sshlog.log';
const DIALOG = `---------------------------
PuTTY Fatal Error
---------------------------
No supported authentication methods available (server sent: publickey,gssapi-with-mic)
---------------------------
OK
---------------------------`;

const clipboardText = ({ app }: Puttyknife): Promise<string> =>
  app.evaluate(({ clipboard }) => clipboard.readText());

test.describe('from another program', () => {
  test.skip(process.platform !== 'linux', 'Keys are pressed with a tool of X11.');

  test('a shortcut brings it up, and Escape gives the focus back', async ({ puttyknife }) => {
    await puttyknife.start('--hidden');
    const other = await OtherProgram.start(puttyknife.folder);
    try {
      press('ctrl+shift+F1');
      await expect.poll(() => searchState(puttyknife)).toBe('front');
      const page = await searchPage(puttyknife);
      const field = page.getByRole('combobox');
      await expect(field).toBeFocused();
      press('c', 'o', 'n', 'n', 'r', 'e', 'f', 'u', 's', 'e', 'd');
      await expect(field).toHaveValue('connrefused');
      press('Escape');
      await expect.poll(() => searchState(puttyknife)).toBe('hidden');
      await expect.poll(() => activeWindow()).toBe(other.window);
      // Nothing of what was typed is left, and the second time the window is there at once.
      press('ctrl+shift+F1');
      await expect.poll(() => searchState(puttyknife)).toBe('front');
      await expect(field).toHaveValue('');
      press('ctrl+shift+F1');
      await expect.poll(() => activeWindow()).toBe(other.window);
    } finally {
      await other.end();
    }
  });

  test('the tray leads to it, and to what is in the clipboard', async ({ puttyknife }) => {
    const app = await puttyknife.start('--hidden');
    await app.evaluate(({ clipboard }, text) => void clipboard.writeText(text), DIALOG);
    const id = app.process().pid ?? 0;
    await expect.poll(() => trayOf(id) !== null).toBe(true);
    trayOf(id)?.click('Explain what is in the clipboard');
    await expect.poll(() => searchState(puttyknife)).toBe('front');
    const page = await searchPage(puttyknife);
    const article = page.getByRole('article');
    await expect(article.getByRole('heading', { level: 1 })).toContainText('No supported');
    await expect(article).toContainText('publickey');
  });

  test('a second start with --search brings it up too', async ({ puttyknife }) => {
    await puttyknife.start('--hidden', '--search');
    await expect.poll(() => searchState(puttyknife)).toBe('front');
  });

  test('other keys can be chosen by pressing them', async ({ puttyknife }) => {
    const page = await puttyknife.open();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Change the keys for: Open the search window' }).click();
    await page.keyboard.press('Control+K');
    await expect(page.getByText(/Hold at least two/)).toBeVisible();
    // The present keys do nothing while new ones are pressed.
    await page.keyboard.press('Control+Shift+F9');
    await expect(page.getByText('Ctrl+Shift+F9')).toBeVisible();
    await expect(page.getByText('Works from anywhere.')).toBeVisible();
    press('ctrl+shift+F9');
    await expect.poll(() => searchState(puttyknife)).toBe('front');
  });

  test('keys that another program holds are said, and others chosen', async ({ puttyknife }) => {
    // What holds them is a second Puttyknife, with data of its own: to the system it is any other program.
    const other = new Puttyknife();
    try {
      await other.start('--hidden');
      await expect
        .poll(() => {
          press('ctrl+shift+F1');
          return searchState(other);
        })
        .toBe('front');
      const page = await puttyknife.open();
      await page.getByRole('button', { name: 'Settings' }).click();
      await expect(page.getByText(/^These keys are taken by another program/)).toBeVisible();
      await page
        .getByRole('button', { name: 'Change the keys for: Open the search window' })
        .click();
      await page.keyboard.press('Control+Shift+F9');
      await expect(page.getByText('Works from anywhere.')).toBeVisible();
      press('ctrl+shift+F9');
      await expect.poll(() => searchState(puttyknife)).toBe('front');
    } finally {
      await other.end();
    }
  });
});

test('everything can be done with the keyboard', async ({ puttyknife }) => {
  const main = await puttyknife.open();
  puttyknife.play(KEY_REFUSED);
  await expect(main.getByRole('option')).toHaveCount(1);
  await puttyknife.app.evaluate(({ shell }) => {
    // No browser is opened by a test.
    shell.openExternal = (address) => {
      (globalThis as { opened?: string }).opened = address;
      return Promise.resolve();
    };
  });
  const page = await openSearch(puttyknife);
  const { keyboard } = page;
  await expect(page.getByRole('option', { name: /refused your key/ })).toBeVisible();
  await keyboard.type('sofware caused abort');
  const chosen = page.getByRole('option', { selected: true });
  await expect(chosen).toContainText('Software caused connection abort');
  await expect(chosen.locator('mark').first()).toHaveText(/Software/i);
  const heading = page.getByRole('article').getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Software caused connection abort');
  await keyboard.press('F1');
  await expect(page.getByText(/Manual 10\.16 opened/)).toBeVisible();
  const opened = await puttyknife.app.evaluate(() => (globalThis as { opened?: string }).opened);
  expect(opened).toContain('Chapter10.html#errors-connaborted');
  await keyboard.press('Control+Shift+C');
  await expect.poll(() => clipboardText(puttyknife)).toBe('Software caused connection abort');
  await keyboard.press('Control+C');
  await expect(page.getByRole('status').filter({ hasText: /^Copied/ })).toBeVisible();
  expect(await clipboardText(puttyknife)).not.toBe('Software caused connection abort');
  await keyboard.press('ArrowDown');
  await expect(heading).not.toHaveText('Software caused connection abort');
  await keyboard.press('ArrowUp');
  await expect(heading).toHaveText('Software caused connection abort');
  await keyboard.press('Tab');
  await expect(heading).toBeFocused();
  await keyboard.press('Control+F');
  await expect(page.getByRole('combobox')).toBeFocused();
  await keyboard.press('Enter');
  await expect.poll(() => searchState(puttyknife)).toBe('hidden');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(
    'Software caused connection abort',
  );
});

test('a whole text is understood, with what it says filled in', async ({ puttyknife }) => {
  await puttyknife.open();
  await puttyknife.app.evaluate(({ clipboard }, text) => void clipboard.writeText(text), DIALOG);
  const page = await openSearch(puttyknife);
  await page.keyboard.press('Control+V');
  await expect(page.getByText('Recognised')).toBeVisible();
  await expect(page.getByRole('option', { selected: true })).toContainText('No supported');
  await expect(page.getByRole('article')).toContainText('gssapi-with-mic');
});

test('hosts and incidents of the history are found', async ({ puttyknife }) => {
  const main = await puttyknife.open();
  puttyknife.play(KEY_REFUSED);
  await expect(main.getByRole('option')).toHaveCount(1);
  const page = await openSearch(puttyknife);
  await page.keyboard.type('refused our key');
  await expect(page.getByRole('group', { name: 'In your history' })).toContainText(
    'refused your key',
  );
});

test('what is not known is said, with a report to copy', async ({ puttyknife }) => {
  await puttyknife.open();
  const page = await openSearch(puttyknife);
  await page.keyboard.type('docker: Error response from daemon: pull access denied');
  await expect(page.getByRole('heading', { name: 'No entry for this' })).toBeVisible();
  await expect(page.getByRole('option', { selected: true })).toHaveCount(0);
  await expect(page.getByRole('article')).toHaveCount(0);
  await page.getByRole('button', { name: 'Copy a report' }).click();
  await expect.poll(() => clipboardText(puttyknife)).toContain('pull access denied');
});

for (const theme of ['light', 'dark'] as const) {
  test(`it can be used by everybody, ${theme}`, async ({ puttyknife }, info) => {
    const main = await puttyknife.open();
    puttyknife.play(KEY_REFUSED);
    await expect(main.getByRole('option')).toHaveCount(1);
    await puttyknife.setTheme(main, theme);
    const page = await openSearch(puttyknife);
    const check = async (name: string): Promise<void> => {
      await info.attach(`${name}-${theme}`, {
        body: await page.screenshot(),
        contentType: 'image/png',
      });
      expect(await violations(page), name).toEqual([]);
    };
    await expect(page.getByRole('option').first()).toBeVisible();
    await check('empty');
    await page.keyboard.type('sofware caused abort');
    await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible();
    await check('full');
    await page.getByRole('combobox').fill('printer is out of paper');
    await expect(page.getByRole('heading', { name: 'No entry for this' })).toBeVisible();
    await check('nothing');
    await puttyknife.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getFocusedWindow()?.setContentSize(480, 700);
    });
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(480);
    await page.getByRole('combobox').fill('refused our key');
    await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible();
    await check('narrow');
    const overflowing = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('body *')]
        .filter((node) => {
          const { right, width } = node.getBoundingClientRect();
          return width > 1 && right > window.innerWidth + 1;
        })
        .map((node) => `${node.tagName} ${node.className}`),
    );
    expect(overflowing).toEqual([]);
  });
}
