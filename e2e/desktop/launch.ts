/** Starts the built program with a data folder and a folder of logs of its own. */
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';

export const ROOT = path.resolve(import.meta.dirname, '../..');
/** Logs of real sessions that went wrong. */
export const TRANSCRIPTS = path.join(ROOT, 'catalogue', 'transcripts', 'sick');
const START_LIMIT = 20_000;

export class Puttyknife {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-e2e-'));
  readonly logs = path.join(this.folder, 'logs');
  readonly data = path.join(this.folder, 'data');
  #app: ElectronApplication | null = null;
  #ended: Promise<unknown> = Promise.resolve();

  constructor() {
    mkdirSync(this.logs);
  }

  /** The arguments that another start of the same program would have. */
  get args(): string[] {
    return [ROOT, '--user-data', this.data, '--watch', this.logs];
  }

  get app(): ElectronApplication {
    if (this.#app === null) throw new Error('The program was not started.');
    return this.#app;
  }

  /** Starts the program; with `--hidden` there is no window to wait for. */
  async start(...more: string[]): Promise<ElectronApplication> {
    this.#app = await _electron.launch({
      args: [...this.args, ...more],
      cwd: ROOT,
      timeout: START_LIMIT,
      // The tests choose the theme in the settings, as a user does.
      colorScheme: null,
    });
    this.#ended = once(this.#app.process(), 'exit');
    return this.#app;
  }

  /** Starts the program and waits until its window is drawn and the watch runs. */
  async open(): Promise<Page> {
    await this.start();
    return this.window();
  }

  /** The window, drawn and with a running watch. */
  async window(): Promise<Page> {
    const page = await this.app.firstWindow({ timeout: START_LIMIT });
    await page.getByRole('navigation').waitFor();
    await page
      .getByText(/^Watching /)
      .first()
      .waitFor();
    return page;
  }

  /** Ends the program; one that a test has ended already is let be. */
  async quit(): Promise<void> {
    const app = this.#app;
    this.#app = null;
    if (app === null) return;
    await app.close().catch(() => undefined);
    await this.#ended;
  }

  /** Writes a real session's log into the watched folder, as if PuTTY wrote it now. */
  play(transcript: string, name = transcript): void {
    appendFileSync(path.join(this.logs, name), readFileSync(path.join(TRANSCRIPTS, transcript)));
  }

  /** Writes lines to a watched log, as a session does. */
  write(name: string, lines: readonly string[]): void {
    appendFileSync(path.join(this.logs, name), lines.map((line) => `${line}\r\n`).join(''));
  }

  setTheme(page: Page, theme: 'system' | 'light' | 'dark'): Promise<void> {
    return this.set(page, { theme });
  }

  /** Changes settings as the window does. */
  async set(page: Page, change: Readonly<Record<string, unknown>>): Promise<void> {
    await page.evaluate((value) => {
      const bridge = (
        window as unknown as {
          puttyknife: { ask: Record<string, (args: unknown) => Promise<unknown>> };
        }
      ).puttyknife;
      return bridge.ask['settings.set']?.(value);
    }, change);
  }

  /** Sets the size of the page in CSS pixels. */
  async resize(width: number, height: number): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, [w, h]) => {
        // The search window may be there as well, unseen.
        BrowserWindow.getAllWindows()
          .find((window) => window.webContents.getURL().includes('index.html'))
          ?.setContentSize(w ?? 0, h ?? 0);
      },
      [width, height],
    );
  }

  /** Goes to a view whatever its name is in the language that is spoken, as the menu does. */
  async go(view: string): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }, place) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('index.html'))
        ?.webContents.send('navigate', { view: place });
    }, view);
  }

  /** Makes everything in the window larger: 2 is twice the usual size. */
  async zoom(factor: number): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }, value) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('index.html'))
        ?.webContents.setZoomFactor(value);
    }, factor);
  }

  async end(): Promise<void> {
    await this.quit();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const test = base.extend<{ puttyknife: Puttyknife }>({
  // Playwright reads from the argument's form which fixtures this one needs: none that costs anything.
  puttyknife: async ({ browserName: _none }, use) => {
    const puttyknife = new Puttyknife();
    await use(puttyknife);
    await puttyknife.end();
  },
});

export { expect } from '@playwright/test';
