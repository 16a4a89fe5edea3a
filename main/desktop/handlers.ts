/** What each request of the window does. */
import { app, BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { ShortcutsView } from '../contract/search-window';
import type { Place } from '../contract/ipc';
import type { Handlers } from './ipc-requests';
import type { AnalysisService } from './analysis-service';
import type { DoctorService } from './doctor-service';
import { readExcerpt } from './excerpt';
import type { HistoryDesk } from './history-desk';
import type { IncidentService } from './incident-service';
import type { Introduction } from './introduction';
import type { Knowledge } from './knowledge';
import { t } from './language';
import type { QuietService } from './notify/quiet-service';
import type { Rehearsal } from './rehearsal';
import type { SettingsDesk } from './settings-desk';
import { canStartAtLogin } from './login-item';
import { manualAddress } from './manual';
import type { SearchService } from './search-service';
import type { SettingsStore } from './settings-store';
import type { WatchService } from './watch-service';

export interface Services {
  readonly knowledge: Knowledge;
  readonly incidents: IncidentService;
  readonly settings: SettingsStore;
  readonly watch: WatchService;
  readonly doctor: DoctorService;
  readonly desk: HistoryDesk;
  readonly quiet: QuietService;
  readonly settingsDesk: SettingsDesk;
  readonly rehearsal: Rehearsal;
  readonly introduction: Introduction;
  /** Whether the system shows notifications. */
  readonly notifies: () => boolean;
  readonly analysis: AnalysisService;
  /** The window listens. */
  readonly ready: () => void;
  readonly history: SearchService;
  /** The search window and the shortcuts that open it. */
  readonly search: {
    readonly ready: () => void;
    readonly show: () => void;
    readonly hide: () => void;
    /** Goes on in the main window. */
    readonly open: (place: Place) => void;
    readonly shortcuts: { view(): ShortcutsView; suspend(on: boolean): void };
  };
}

export function createHandlers(services: Services): Handlers {
  const { knowledge, incidents, settings, watch, history, search, quiet, analysis } = services;
  return {
    'app.ready': () => {
      services.ready();
      return null;
    },
    'app.info': () => ({
      version: app.getVersion(),
      platform: process.platform,
      dataFolder: app.getPath('userData'),
      can: { notify: services.notifies(), startAtLogin: canStartAtLogin() },
    }),
    'incidents.list': ({ limit, before }) => incidents.shelf.page(limit, before),
    'incidents.get': ({ id }) => incidents.get(id),
    'incidents.seen': ({ id }) => {
      incidents.see(id);
      return null;
    },
    'entries.list': () =>
      knowledge.entries.map((entry) => {
        const {
          patterns: _patterns,
          causes: _causes,
          ...heading
        } = knowledge.entry(entry.id) ?? entry;
        return heading;
      }),
    'entries.body': ({ id }) => knowledge.body(id),
    search: ({ query }) => knowledge.search(query),
    'watch.status': () => watch.view(),
    'watch.pause': ({ minutes }) => watch.pause(minutes),
    'watch.resume': () => watch.resume(),
    'watch.details': () => services.watch.details(),
    'doctor.view': () => services.doctor.view(),
    'doctor.apply': ({ session, findings }) => services.doctor.apply(session, findings),
    'doctor.undo': ({ backup }) => services.doctor.undo(backup),
    'history.export': ({ format, ids }) => services.desk.export(format, ids),
    'history.delete': ({ host }) => {
      services.desk.delete(host);
      return null;
    },
    'history.hosts': () => services.desk.hosts(),
    'history.problems': () => services.desk.problems(),
    'settings.get': () => settings.get(),
    'settings.set': (change) => settings.set(change),
    'settings.export': () => services.settingsDesk.export(),
    'settings.import': () => services.settingsDesk.import(),
    'quiet.view': () => quiet.view(),
    'quiet.mute': ({ incident, kind, minutes }) => {
      quiet.mute(kind, incidents.get(incident), minutes);
      return quiet.view();
    },
    'quiet.unmute': ({ id }) => {
      quiet.unmute(id);
      return quiet.view();
    },
    'quiet.snooze': ({ minutes }) => {
      if (minutes === 0) quiet.endSnooze();
      else quiet.snooze(minutes);
      return quiet.view();
    },
    'quiet.clear': () => {
      quiet.clear();
      return quiet.view();
    },
    'rehearsal.start': async () => {
      await services.rehearsal.start();
      return null;
    },
    'introduction.done': async () => {
      services.introduction.done(new Date());
      await services.rehearsal.end();
      return null;
    },
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
    'search.ready': () => {
      search.ready();
      return null;
    },
    'search.start': () => history.start(),
    'search.history': ({ query, entries }) => history.history(query, entries),
    'search.show': () => {
      search.show();
      return null;
    },
    'search.hide': () => {
      search.hide();
      return null;
    },
    'search.open': (place) => {
      search.open(place);
      return null;
    },
    'manual.open': async ({ section }) => {
      await shell.openExternal(manualAddress(section));
      return null;
    },
    'shortcuts.status': () => search.shortcuts.view(),
    'shortcuts.record': ({ on }) => {
      search.shortcuts.suspend(on);
      return null;
    },
    'analysis.start': (source) => analysis.ask('start', source),
    'analysis.choose': ({ what }) => chooseLogs(what),
    'analysis.cancel': (args) => analysis.ask('cancel', args),
    'analysis.get': (args) => analysis.ask('get', args),
    'analysis.details': (args) => analysis.ask('details', args),
    'analysis.lines': (args) => analysis.ask('lines', args),
    'analysis.find': (args) => analysis.ask('find', args),
    'analysis.watch': ({ id, file }) => analysis.watch(id, file),
    'analysis.reveal': ({ id, file }) => analysis.reveal(id, file),
    'analysis.report': (wish) => analysis.report(wish),
    'analysis.save': (wish) => analysis.save(wish),
    'analysis.copy': (wish) => analysis.copy(wish),
  };
}

/** Asks where to save a file; null if nowhere. */
export async function chooseFile(
  suggestion: string,
  title = t('desktop.dialog.export'),
): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow();
  const options = { title, defaultPath: suggestion };
  const chosen =
    window === null
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options);
  return chosen.canceled ? null : chosen.filePath;
}

/** Asks which file with settings to read; null if none. */
export async function chooseSettingsFile(): Promise<string | null> {
  const chosen = await ask({
    title: t('desktop.dialog.importSettings'),
    filters: [{ name: t('desktop.dialog.settingsFiles'), extensions: ['json'] }],
    properties: ['openFile'],
  });
  return chosen?.[0] ?? null;
}

async function chooseFolder(): Promise<string | null> {
  const chosen = await ask({
    title: t('desktop.dialog.chooseFolder'),
    buttonLabel: t('desktop.dialog.watchFolder'),
    properties: ['openDirectory'],
  });
  return chosen?.[0] ?? null;
}

/** Logs have any name, so that all files are offered. */
export function chooseLogs(what: 'files' | 'folder'): Promise<readonly string[] | null> {
  return what === 'files'
    ? ask({
        title: t('desktop.dialog.chooseLogs'),
        buttonLabel: t('desktop.dialog.analyse'),
        properties: ['openFile', 'multiSelections'],
      })
    : ask({
        title: t('desktop.dialog.chooseFolder'),
        buttonLabel: t('desktop.dialog.analyse'),
        properties: ['openDirectory', 'multiSelections'],
      });
}

async function ask(options: Electron.OpenDialogOptions): Promise<readonly string[] | null> {
  // Of our windows only the main one asks this, and it does so while it is in front.
  const window = BrowserWindow.getFocusedWindow();
  const chosen =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options);
  return chosen.canceled ? null : chosen.filePaths;
}
