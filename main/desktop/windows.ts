/** The two windows, what is sent to their pages, and the keys that call them from anywhere. */
import { clipboard, globalShortcut } from 'electron';
import path from 'node:path';
import { LONGEST_QUERY } from '../contract/ipc';
import type { Place } from '../contract/ipc';
import { EventSender } from './ipc-events';
import type { Failed } from './own-log';
import { SearchWindow } from './search-window';
import { isWayland, Shortcuts } from './shortcuts';
import { MainWindow } from './window';

/** Milliseconds after which the search window is made, so that its start slows no other one. */
const WARM_AFTER = 2000;

export interface WindowsOptions {
  /** Folder for the program's own files. */
  readonly data: string;
  /** Folder with the built program. */
  readonly built: string;
  readonly icon: string;
  /** The main window was made. */
  readonly opened: () => void;
  /** The main window is gone. */
  readonly closed: () => void;
  /** Somebody searches, or soon may: what is searched has to be there. */
  readonly searching: () => void;
  readonly failed: Failed;
}

export interface Windows {
  readonly window: MainWindow;
  readonly events: EventSender;
  readonly searchWindow: SearchWindow;
  readonly searchEvents: EventSender;
  readonly shortcuts: Shortcuts;
  /** Shows the main window at this place. */
  readonly go: (place: Place) => void;
  /** Shows the main window with the cursor in its search field. */
  readonly find: () => void;
  /** Searches for what was copied last. */
  readonly explainClipboard: () => void;
}

export function createWindows(options: WindowsOptions): Windows {
  const { data, built, icon, opened, closed, searching, failed } = options;
  const events = new EventSender();
  const searchEvents = new EventSender();
  let warming: NodeJS.Timeout | undefined;

  const window = new MainWindow(
    path.join(data, 'window.json'),
    path.join(built, 'preload', 'preload.cjs'),
    icon,
    {
      opened: ({ webContents }) => {
        events.attach(webContents);
        warming = setTimeout(warmSearch, WARM_AFTER);
        opened();
      },
      closed: () => {
        events.detach();
        clearTimeout(warming);
        closed();
      },
      failed,
    },
  );
  const go = (place: Place): void => {
    window.show();
    events.send('navigate', place);
  };
  const find = (): void => {
    window.show();
    events.send('find', null);
  };

  const searchWindow = new SearchWindow(path.join(built, 'preload', 'preload.cjs'), icon, {
    opened: ({ webContents }) => {
      searchEvents.attach(webContents);
    },
    closed: () => {
      searchEvents.detach();
    },
    shown: (text) => {
      searching();
      searchEvents.send('search.shown', { text });
    },
    hidden: () => {
      searchEvents.send('search.hidden', null);
    },
    failed,
  });
  const warmSearch = (): void => {
    searchWindow.warm();
    searching();
  };
  const explainClipboard = (): void => {
    void Promise.resolve(clipboard.readText()).then((text) => {
      searchWindow.show(text.slice(0, LONGEST_QUERY));
    });
  };
  const shortcuts = new Shortcuts(globalShortcut, isWayland(process.env, process.platform), {
    search: () => {
      searchWindow.toggle();
    },
    clipboard: explainClipboard,
    changed: (view) => {
      events.send('shortcuts.changed', view);
    },
  });
  return { window, events, searchWindow, searchEvents, shortcuts, go, find, explainClipboard };
}
