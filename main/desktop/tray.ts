/** The tray icon and its menu. */
import { Menu, nativeImage, nativeTheme, Tray } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import path from 'node:path';
import type { IncidentRow } from '../contract/incident';
import type { WatchView } from '../contract/watch-view';
import { tooltip, trayImage, trayMenu, trayState, trayTitle } from './tray-state';
import type { TrayAction, TrayItem, TrayQuiet } from './tray-state';

/** Milliseconds. */
const FOLLOW_WITHIN = 200;

export interface TrayContent {
  readonly watch: WatchView;
  /** Newest first. */
  readonly latest: readonly IncidentRow[];
  /** How many incidents nobody has looked at. */
  readonly open: number;
  readonly quiet: TrayQuiet;
}

export class TrayIcon {
  readonly #tray: Tray;
  #shown = '';
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly pictures: string,
    private readonly act: (action: TrayAction) => void,
    private readonly content: () => TrayContent,
  ) {
    this.#tray = new Tray(this.#picture());
    this.#tray.on('click', () => {
      // On macOS a click opens the menu, as everything in its menu bar does.
      if (process.platform !== 'darwin') this.act({ kind: 'show' });
    });
    // Only the menu bar of macOS takes what is dropped.
    this.#tray.on('drop-files', (_event, paths) => {
      this.act({ kind: 'open', paths });
    });
    nativeTheme.on('updated', () => {
      this.#tray.setImage(this.#picture());
    });
    this.#show();
  }

  /** Something changed; what is shown follows within a moment, however much changes in it. */
  update(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#show();
    }, FOLLOW_WITHIN);
  }

  /** A menu that says the same is left alone: setting it closes it. */
  #show(): void {
    const { watch, latest, open, quiet } = this.content();
    const state = trayState(watch, open);
    const items = trayMenu(watch, latest, quiet);
    const hint = tooltip(state, watch, open);
    const shown = JSON.stringify([state, open, hint, items]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#tray.setImage(this.#picture());
    this.#tray.setToolTip(hint);
    if (process.platform === 'darwin') this.#tray.setTitle(trayTitle(state, open));
    this.#tray.setContextMenu(Menu.buildFromTemplate(items.map((item) => this.#build(item))));
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#tray.destroy();
  }

  #picture(): Electron.NativeImage {
    const { watch, open } = this.content();
    const name = trayImage(trayState(watch, open), open, {
      platform: process.platform,
      dark: nativeTheme.shouldUseDarkColors,
      desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '',
    });
    return nativeImage.createFromPath(path.join(this.pictures, name));
  }

  #build(item: TrayItem): MenuItemConstructorOptions {
    switch (item.kind) {
      case 'line':
        return { type: 'separator' };
      case 'submenu':
        return { label: item.label, submenu: item.items.map((inner) => this.#build(inner)) };
      case 'item': {
        const { action } = item;
        if (action === null) return { label: item.label, enabled: false };
        return {
          label: item.label,
          click: () => {
            this.act(action);
          },
        };
      }
    }
  }
}

/** Makes the tray icon; null where the system has no tray, which is no failure. */
export function makeTray(
  pictures: string,
  act: (action: TrayAction) => void,
  content: () => TrayContent,
  failed: (what: string, thrown: unknown) => void,
): TrayIcon | null {
  try {
    return new TrayIcon(pictures, act, content);
  } catch (thrown) {
    failed('Puttyknife could not make its tray icon', thrown);
    return null;
  }
}
