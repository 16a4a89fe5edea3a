/** The search window: made once, kept hidden, and shown where the user works. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { language } from './language';
import { inLanguage, SEARCH_PAGE } from './origin';
import { searchBounds, SEARCH_SIZE, SMALLEST_SEARCH } from './search-place';

export interface SearchWindowHooks {
  /** A page is about to be loaded. */
  readonly opened: (window: BrowserWindow) => void;
  readonly closed: () => void;
  readonly shown: (text: string | null) => void;
  readonly hidden: () => void;
  readonly failed: (what: string, thrown?: unknown) => void;
}

export class SearchWindow {
  #window: BrowserWindow | null = null;
  #loading = false;
  /** Asked for while the page was being loaded. */
  #wanted = false;
  #ending = false;

  constructor(
    private readonly preload: string,
    private readonly icon: string,
    private readonly hooks: SearchWindowHooks,
  ) {}

  /** Makes the window, hidden, so that it comes up at once later. */
  warm(): void {
    if (!this.#ending) this.#window ??= this.#make();
  }

  /** Brings the window up on the screen with the pointer, with a text to explain or an empty field. */
  show(text: string | null = null): void {
    const window = (this.#window ??= this.#make());
    this.hooks.shown(text);
    if (this.#loading) this.#wanted = true;
    else this.#bringUp(window);
  }

  /** What the shortcut does: up, or away if it is already in front. */
  toggle(): void {
    if (this.#window?.isVisible() === true && this.#window.isFocused()) this.hide();
    else if (this.#window?.isVisible() === true) this.#window.focus();
    else this.show();
  }

  hide(): void {
    const window = this.#window;
    this.#wanted = false;
    if (window?.isVisible() !== true) return;
    this.hooks.hidden();
    // Windows would put another window of ours in front; blurred, the one that was there before.
    if (process.platform === 'win32') window.blur();
    window.hide();
    const others = BrowserWindow.getAllWindows().some((other) => other.isVisible());
    if (process.platform === 'darwin' && !others) app.hide();
  }

  /** At the end of the program. */
  close(): void {
    this.#ending = true;
    this.#window?.destroy();
  }

  #bringUp(window: BrowserWindow): void {
    if (!window.isVisible()) {
      const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
      const [width = SEARCH_SIZE.width, height = SEARCH_SIZE.height] = window.getSize();
      window.setBounds(searchBounds(workArea, { width, height }));
    }
    window.show();
    window.focus();
  }

  #make(): BrowserWindow {
    const window = new BrowserWindow({
      ...SEARCH_SIZE,
      minWidth: SMALLEST_SEARCH.width,
      minHeight: SMALLEST_SEARCH.height,
      show: false,
      frame: false,
      alwaysOnTop: true,
      skipTaskbar: true,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      title: app.name,
      icon: this.icon,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#282826' : '#ffffff',
      // On macOS a panel takes the keyboard without taking the front from the program behind it.
      ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
      webPreferences: {
        preload: this.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
      },
    });
    this.#loading = true;
    // The main menu's shortcuts belong to the main window.
    window.removeMenu();
    if (process.platform === 'darwin') {
      window.setVisibleOnAllWorkspaces(true, {
        visibleOnFullScreen: true,
        skipTransformProcessType: true,
      });
    }
    window.once('ready-to-show', () => {
      this.#loading = false;
      if (this.#wanted) this.#bringUp(window);
      this.#wanted = false;
    });
    window.on('close', (event) => {
      if (this.#ending) return;
      event.preventDefault();
      this.hide();
    });
    window.on('closed', () => {
      this.#window = null;
      this.#loading = false;
      this.hooks.closed();
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      this.hooks.failed(`The search window's process ended: ${details.reason}`);
      if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.destroy();
    });
    this.hooks.opened(window);
    window.loadURL(inLanguage(SEARCH_PAGE, language())).catch((thrown: unknown) => {
      this.hooks.failed('The search window could not be loaded', thrown);
    });
    return window;
  }
}
