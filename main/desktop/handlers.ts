/** What each request of the window does. */
import { app, BrowserWindow, clipboard, dialog, Notification, shell } from 'electron';
import type { Handlers } from './ipc-requests';
import { readExcerpt } from './excerpt';
import type { IncidentService } from './incident-service';
import type { Knowledge } from './knowledge';
import { canStartAtLogin } from './login-item';
import type { SettingsStore } from './settings-store';
import { TEXT } from './text';
import type { WatchService } from './watch-service';

export interface Services {
  readonly knowledge: Knowledge;
  readonly incidents: IncidentService;
  readonly settings: SettingsStore;
  readonly watch: WatchService;
  /** The window listens. */
  readonly ready: () => void;
}

export function createHandlers(services: Services): Handlers {
  const { knowledge, incidents, settings, watch } = services;
  return {
    'app.ready': () => {
      services.ready();
      return null;
    },
    'app.info': () => ({
      version: app.getVersion(),
      platform: process.platform,
      dataFolder: app.getPath('userData'),
      can: { notify: Notification.isSupported(), startAtLogin: canStartAtLogin() },
    }),
    'incidents.list': ({ limit, before }) => incidents.shelf.page(limit, before),
    'incidents.get': ({ id }) => incidents.get(id),
    'incidents.seen': ({ id }) => {
      incidents.see(id);
      return null;
    },
    'entries.list': () =>
      knowledge.entries.map(({ patterns: _patterns, causes: _causes, ...heading }) => heading),
    'entries.body': ({ id }) => knowledge.body(id),
    search: ({ query }) => knowledge.search(query),
    'watch.status': () => watch.view(),
    'watch.pause': ({ minutes }) => watch.pause(minutes),
    'watch.resume': () => watch.resume(),
    'settings.get': () => settings.get(),
    'settings.set': (change) => settings.set(change),
    'folder.choose': chooseFolder,
    'clipboard.write': async ({ text }) => {
      await clipboard.writeText(text);
      return null;
    },
    'file.reveal': ({ incident }) => {
      shell.showItemInFolder(incidents.get(incident).file);
      return null;
    },
    'log.excerpt': ({ incident }) => readExcerpt(incidents.get(incident)),
  };
}

async function chooseFolder(): Promise<string | null> {
  const options = {
    title: TEXT.dialog.chooseFolder,
    buttonLabel: TEXT.dialog.watchFolder,
    properties: ['openDirectory' as const],
  };
  const window = BrowserWindow.getAllWindows()[0];
  const chosen =
    window === undefined
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
}
