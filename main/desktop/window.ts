/** The one window: made when it is wanted, gone when it is closed, at the same place next time. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import path from 'node:path';
import { readJson, writeJson } from './json-file';
import { language } from './language';
import { inLanguage, START_PAGE } from './origin';
import { NO_STATE, openingBounds, SMALLEST, windowStateSchema } from './window-state';
import type { WindowState } from './window-state';

export interface WindowHooks {
  readonly opened: (window: BrowserWindow) => void;
  readonly closed: () => void;
  readonly failed: (what: string, thrown?: unknown) => void;
}

export class MainWindow {
  #window: BrowserWindow | null = null;

  constructor(
    private readonly stateFile: string,
    private readonly preload: string,
    private readonly icon: string,
    private readonly hooks: WindowHooks,
  ) {}

  get current(): BrowserWindow | null {
    return this.#window;
  }

  /** Shows the window, and makes it first if there is none. */
  show(): void {
    const window = this.#window ?? this.#make();
    if (!window.isVisible() && this.#loading) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  #loading = false;

  #make(): BrowserWindow {
    const { value: state } = readJson(this.stateFile, windowStateSchema, NO_STATE, new Date());
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const window = new BrowserWindow({
      ...openingBounds(state, areas),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: app.name,
      icon: this.icon,
      autoHideMenuBar: true,
      // The page's own background, so that nothing flashes while it loads.
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1b1a' : '#fbfbfa',
      webPreferences: {
        preload: this.preload,
        zoomFactor: state.zoom,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
      },
    });
    this.#window = window;
    this.#loading = true;
    window.once('ready-to-show', () => {
      this.#loading = false;
      if (state.maximized) window.maximize();
      window.show();
    });
    window.on('close', () => {
      this.#remember(window);
    });
    window.on('closed', () => {
      this.#window = null;
      this.#loading = false;
      this.hooks.closed();
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      this.hooks.failed(`The window's process ended: ${details.reason}`);
      if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.destroy();
    });
    this.hooks.opened(window);
    window.loadURL(inLanguage(START_PAGE, language())).catch((thrown: unknown) => {
      this.hooks.failed(`The window could not load ${path.basename(START_PAGE)}`, thrown);
    });
    return window;
  }

  /** Closes the window at the end of the program, so that its place is kept. */
  close(): void {
    this.#window?.close();
  }

  #remember(window: BrowserWindow): void {
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoom: window.webContents.getZoomFactor(),
    };
    try {
      writeJson(this.stateFile, state);
    } catch (thrown) {
      this.hooks.failed('The place of the window could not be kept', thrown);
    }
  }
}
