/** Composition root of the desktop, once Electron is ready: builds windows and services, wires them, nothing else. */
import { app, clipboard, shell } from 'electron';
import path from 'node:path';
import { createDoctor } from '../doctor/index';
import { AnalysisService } from './analysis-service';
import { bundledEntries } from './bundle';
import { DoctorService } from './doctor-service';
import { endInOrder } from './ending';
import type { Flags } from './flags';
import { followFile } from './follow-file';
import { chooseFile, chooseLogs, chooseSettingsFile, createHandlers } from './handlers';
import { ipcMain } from './ipc-main';
import { answerRequests } from './ipc-requests';
import { language, t } from './language';
import { setMenu } from './menu';
import type { MenuActions } from './menu';
import { wishOf } from './opening';
import type { Opening } from './opening';
import type { Failed } from './own-log';
import { serve } from './protocol';
import { SearchService } from './search-service';
import { lockSession } from './security';
import { createServices } from './services';
import { SettingsDesk } from './settings-desk';
import { makeTray } from './tray';
import type { TrayIcon } from './tray';
import { trayActions } from './tray-actions';
import { createWindows } from './windows';

export interface Start {
  /** Folder for the program's own files. */
  readonly data: string;
  readonly flags: Flags;
  readonly opening: Opening;
  readonly failed: Failed;
}

export async function run({ data, flags, opening, failed }: Start): Promise<void> {
  const resources = path.join(app.getAppPath(), 'resources');
  const built = path.join(app.getAppPath(), 'out');
  lockSession();
  serve(path.join(built, 'renderer'));
  let tray: TrayIcon | null = null;

  const windows = createWindows({
    data,
    built,
    icon: path.join(resources, 'icon-256.png'),
    opened: () => {
      refresh();
      if (introduction.take()) events.send('navigate', { view: 'welcome' });
    },
    closed: () => {
      if (!settings.get().closeToTray) app.quit();
    },
    searching: () => {
      void index.load();
    },
    failed,
  });
  const { window, events, searchWindow, searchEvents, shortcuts, go, find, explainClipboard } =
    windows;
  const services = await createServices({
    data,
    resources,
    flags,
    windows,
    changed: () => {
      tray?.update();
    },
    languageChanged: () => {
      changeLanguage();
    },
    failed,
  });
  const { knowledge, settings, shelf, index, notifier, quiet, works, incidents, watch } = services;
  const { sources, refresh, rehearsal, introduction, desk } = services;

  const analysis = new AnalysisService(
    {
      desk: path.join(built, 'main', 'desk.js'),
      reader: path.join(built, 'main', 'worker.js'),
    },
    app.getVersion(),
    {
      batch: (batch) => {
        events.send('analysis.batch', batch);
      },
      opened: (id) => {
        window.show();
        events.send('analysis.opened', { id });
      },
      askWhere: (suggestion) => chooseFile(suggestion, t('desktop.dialog.report')),
      copy: (text) => clipboard.writeText(text),
      watch: (folder) => {
        const { folders } = settings.get();
        if (!folders.includes(folder)) settings.set({ folders: [...folders, folder] });
      },
      reveal: (file) => {
        shell.showItemInFolder(file);
      },
      failed,
    },
  );
  const doctor = new DoctorService(createDoctor({ data, entries: bundledEntries }), refresh);

  answerRequests(
    ipcMain,
    createHandlers({
      knowledge,
      incidents,
      settings,
      watch,
      doctor,
      desk,
      quiet,
      rehearsal,
      introduction,
      settingsDesk: new SettingsDesk(settings, {
        askWhere: (suggestion) => chooseFile(suggestion, t('desktop.dialog.exportSettings')),
        askWhich: chooseSettingsFile,
      }),
      notifies: works,
      analysis,
      ready: () => {
        events.ready();
      },
      history: new SearchService(index, shelf),
      search: {
        ready: () => {
          searchEvents.ready();
        },
        show: () => {
          searchWindow.show();
        },
        hide: () => {
          searchWindow.hide();
        },
        open: (place) => {
          go(place);
          searchWindow.hide();
        },
        shortcuts,
      },
    }),
    (thrown) => {
      failed('A request failed', thrown);
    },
  );

  const menu: MenuActions = {
    go,
    find,
    search: () => {
      searchWindow.show();
    },
    clipboard: explainClipboard,
    analyse: () => {
      chooseLogs('files')
        .then((paths) => analysis.open(paths ?? []))
        .catch((thrown: unknown) => {
          failed('The logs could not be analysed', thrown);
        });
    },
  };
  setMenu(menu);
  tray = makeTray(
    path.join(resources, 'tray'),
    trayActions({ windows, watch, quiet, opening }),
    () => ({
      watch: watch.view(),
      latest: shelf.latest(5),
      open: shelf.open,
      quiet: { held: quiet.counts().held, snoozed: quiet.snoozedUntil() !== null },
    }),
    failed,
  );

  const changeLanguage = (): void => {
    services
      .speakAsSet()
      .then(() => {
        shelf.refresh();
        setMenu(menu);
        tray?.update();
        events.send('language.changed', language());
        searchEvents.send('language.changed', language());
      })
      .catch((thrown: unknown) => {
        failed('The language could not be changed', thrown);
      });
  };

  app.on('second-instance', (_event, _argv, _folder, told) => {
    const { hidden, search, open } = wishOf(told);
    opening.add(open);
    if (search) searchWindow.show();
    else if (!hidden) window.show();
  });
  app.on('activate', () => {
    window.show();
  });
  // Closing the window leaves the watch running in the tray, if the user has not chosen otherwise.
  app.on('window-all-closed', () => undefined);
  const unfollow = followFile(services.settingsFile, () => {
    settings.reload();
  });
  endInOrder({ windows, services, analysis, tray, unfollow, failed });

  if (flags.search) searchWindow.show();
  else if (!flags.hidden) window.show();
  opening.serve((paths) => {
    analysis.open(paths).catch((thrown: unknown) => {
      failed('Logs that were handed over could not be analysed', thrown);
    });
  });
  opening.add(flags.open);
  await rehearsal.end();
  await sources.refresh();
  await watch.start();
  notifier.start();
  desk.keep(() => settings.get().keepDays);
}
