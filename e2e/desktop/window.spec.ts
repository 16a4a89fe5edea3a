import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from './launch';

const KEY_REFUSED = 'key-refused-then-password-ok--sshlog.log';

test('what PuTTY writes into a log is explained in the window', async ({ puttyknife }) => {
  const page = await puttyknife.open();
  await expect(page.getByRole('heading', { name: 'Nothing is wrong so far' })).toBeVisible();
  puttyknife.play(KEY_REFUSED);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('refused your key');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('article')).toContainText('Server refused our key');
  await page.getByText('The log around it').click();
  await expect(page.locator('mark')).toContainText('Server refused our key');
});

test('what was found and chosen is there after a restart', async ({ puttyknife }) => {
  let page = await puttyknife.open();
  puttyknife.play(KEY_REFUSED);
  await page.getByRole('option').click();
  await expect(page.getByRole('button', { name: 'Now', exact: true })).toBeVisible();
  await puttyknife.setTheme(page, 'dark');
  await puttyknife.quit();
  page = await puttyknife.open();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Now', exact: true })).toBeVisible();
  const scheme = (): Promise<boolean> =>
    page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  expect(await scheme()).toBe(true);
});

test('closing the window leaves the watch running; a second start shows it again', async ({
  puttyknife,
}) => {
  const page = await puttyknife.open();
  await page.close();
  puttyknife.play(KEY_REFUSED);
  const again = puttyknife.app.waitForEvent('window');
  const { path, uid } = await puttyknife.app.evaluate(() => ({
    path: process.execPath,
    uid: process.getuid?.() ?? 1,
  }));
  const second = spawn(path, [...(uid === 0 ? ['--no-sandbox'] : []), ...puttyknife.args], {
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect((await again).getByRole('option')).toHaveCount(1);
});

test('the page can reach nothing but its own files', async ({ puttyknife }) => {
  const page = await puttyknife.open();
  const found = await page.evaluate(async () => {
    const reached = async (address: string): Promise<boolean> =>
      fetch(address).then(
        () => true,
        () => false,
      );
    const script = document.createElement('script');
    let assigned = true;
    try {
      script.textContent = 'document.title = "inline"';
      document.body.append(script);
    } catch {
      assigned = false;
    }
    // Later, because the policy does not hold while the test's own code is being evaluated.
    const evaluated = await new Promise<boolean>((resolve) => {
      setTimeout(() => {
        try {
          Reflect.construct(Function, ['return 1']);
          resolve(true);
        } catch {
          resolve(false);
        }
      });
    });
    return {
      network: await reached('http://192.0.2.1/'),
      file: await reached('file:///etc/passwd'),
      evaluated,
      inline: assigned && document.title === 'inline',
      opened: window.open('https://example.com/') !== null,
      node: 'require' in window || 'process' in window,
      bridge: Object.keys((window as unknown as { puttyknife: object }).puttyknife),
    };
  });
  expect(found).toEqual({
    network: false,
    file: false,
    evaluated: false,
    inline: false,
    opened: false,
    node: false,
    bridge: ['ask', 'on', 'pathsOf'],
  });
  // Through the main process: a page driver would wait for the navigation that never comes.
  const after = await puttyknife.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find((window) =>
      window.webContents.getURL().endsWith('index.html'),
    )?.webContents;
    await contents?.executeJavaScript('location.href = "https://example.com/"; 0');
    await contents?.executeJavaScript('new Promise((resolve) => setTimeout(resolve))');
    return contents?.getURL();
  });
  expect(after).toBe('app://puttyknife/index.html');
});
