/** Drives the search window as a user does: with the system's own keys, from another program. */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { expect } from './launch';
import type { Puttyknife } from './launch';

const xdotool = (...args: string[]): string =>
  execFileSync('xdotool', args, { encoding: 'utf8', timeout: 10_000 }).trim();

/** Presses keys wherever the focus is: `ctrl+shift+F1`. */
export function press(...keys: string[]): void {
  xdotool('key', '--clearmodifiers', ...keys);
}

/** The window that has the keyboard, by its number on the screen. */
export function activeWindow(): string {
  return xdotool('getactivewindow');
}

/** Another program with a window in front: PuTTY itself. */
export class OtherProgram {
  private constructor(
    private readonly child: ChildProcess,
    readonly window: string,
  ) {}

  static async start(home: string): Promise<OtherProgram> {
    const child = spawn('putty', [], { stdio: 'ignore', env: { ...process.env, HOME: home } });
    const [window = ''] = xdotool('search', '--sync', '--onlyvisible', '--class', 'putty').split(
      '\n',
    );
    xdotool('windowactivate', '--sync', window);
    await expect.poll(() => activeWindow()).toBe(window);
    return new OtherProgram(child, window);
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}

/** The page of the search window, once there is one. */
export async function searchPage({ app }: Puttyknife): Promise<Page> {
  let found: Page | undefined;
  await expect
    .poll(() => {
      found = app.windows().find((page) => page.url().includes('search.html'));
      return found !== undefined;
    })
    .toBe(true);
  if (found === undefined) throw new Error('There is no search window.');
  return found;
}

/** Whether the search window can be seen, and whether it has the keyboard. */
export function searchState({ app }: Puttyknife): Promise<'none' | 'hidden' | 'shown' | 'front'> {
  return app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().includes('search.html'),
    );
    if (window === undefined) return 'none';
    if (!window.isVisible()) return 'hidden';
    return window.isFocused() ? 'front' : 'shown';
  });
}

/**
 * Opens the search window by the program's own menu, ready for typing. Asked for again as long as the
 * window manager hands the keyboard on to a window that came up at the same time.
 */
export async function openSearch(puttyknife: Puttyknife): Promise<Page> {
  await expect(async () => {
    await puttyknife.app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
      items?.find(({ label }) => label.startsWith('Search Messages'))?.click();
    });
    await expect.poll(() => searchState(puttyknife)).toBe('front');
    const page = await searchPage(puttyknife);
    await expect(page.getByRole('combobox')).toBeFocused({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  const page = await searchPage(puttyknife);
  await expect(page.getByText('What does it mean?')).toBeVisible();
  return page;
}
