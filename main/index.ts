/** Composition root of the desktop: builds the services, wires them, nothing else. */
import { app, clipboard, globalShortcut, shell } from 'electron';
import path from 'node:path';
import { LONGEST_QUERY } from './contract/ipc';
import type { Place } from './contract/ipc';
import { spokenLanguage } from './contract/language';
import type { Language } from './contract/language';
import { AnalysisService } from './desktop/analysis-service';
import { bundledBodies, bundledEntries, bundledTexts, bundledTranslations } from './desktop/bundle';
import { coalesced } from './desktop/coalesce';
import { DoctorService } from './desktop/doctor-service';
import { parseFlags } from './desktop/flags';
import { followFile } from './desktop/follow-file';
import { chooseFile, chooseLogs, chooseSettingsFile, createHandlers } from './desktop/handlers';
import { openArchive } from './desktop/history';
import { HistoryDesk } from './desktop/history-desk';
import { HistoryIndex } from './desktop/history-index';
import { IncidentShelf } from './desktop/incident-shelf';
import { IncidentService } from './desktop/incident-service';
import { EventSender } from './desktop/ipc-events';
import { ipcMain } from './desktop/ipc-main';
import { answerRequests } from './desktop/ipc-requests';
import { createKnowledge } from './desktop/knowledge';
import { language, speak, t } from './desktop/language';
import { setStartAtLogin } from './desktop/login-item';
import { setMenu } from './desktop/menu';
import type { MenuActions } from './desktop/menu';
import { createNotifications } from './desktop/notify/index';
import { sessionNames } from './desktop/notify/session-of';
import { Introduction } from './desktop/introduction';
import { Opening, wishOf } from './desktop/opening';
import { OwnLog } from './desktop/own-log';
import { SETTINGS_REFUSED } from './desktop/problem';
import { declareScheme, serve } from './desktop/protocol';
import { Rehearsal } from './desktop/rehearsal';
import { SearchService } from './desktop/search-service';
import { SearchWindow } from './desktop/search-window';
import { lockDown, lockSession } from './desktop/security';
import { WALL_CLOCK } from './desktop/settle';
import { SettingsDesk } from './desktop/settings-desk';
import { SettingsStore } from './desktop/settings-store';
import { isWayland, Shortcuts } from './desktop/shortcuts';
import { applyTheme, claimSingleInstance } from './desktop/start';
import { Sources } from './desktop/sources';
import { makeTray } from './desktop/tray';
import type { TrayIcon } from './desktop/tray';
import type { TrayAction } from './desktop/tray-state';
import { WatchService } from './desktop/watch-service';
import { MainWindow } from './desktop/window';
import { createDoctor } from './doctor/index';
import { engineFactory, readSavedSessions } from './watch/index';

/** Milliseconds after which the search window is made, so that its start slows no other one. */
const WARM_AFTER = 2000;

/** Milliseconds between two tellings of how much was held back; a storm changes it many times a second. */
const TELL_QUIET_EVERY = 500;

/** Minutes without notifications, from the tray. */
const SNOOZE_MINUTES = 60;

const flags = parseFlags(
  process.argv.slice(1),
  process.cwd(),
  app.isPackaged ? null : app.getAppPath(),
);
const opening = new Opening();

if (claimSingleInstance(flags)) {
  const data = app.getPath('userData');
  const log = new OwnLog(path.join(data, 'puttyknife.log'));
  const failed = (what: string, thrown?: unknown): void => {
    log.write(what, thrown);
  };
  // Electron would show a modal box and go on in an unknown state.
  process.on('uncaughtException', (thrown) => {
    failed('Puttyknife ended because of an error that nothing expected', thrown);
    app.exit(1);
  });
  process.on('unhandledRejection', (thrown) => {
    failed('Something went wrong that nobody waited for', thrown);
  });
  // macOS names logs to open before the program is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    opening.add([file]);
  });
  declareScheme();
  lockDown();
  // No top-level await: Electron is not ready before this module has been run.
  app
    .whenReady()
    .then(() => run(data, failed))
    .catch((thrown: unknown) => {
      failed('Puttyknife could not start', thrown);
      app.exit(1);
    });
} else {
  app.quit();
}

async function run(data: string, failed: (what: string, thrown?: unknown) => void): Promise<void> {
  const resources = path.join(app.getAppPath(), 'resources');
  const icon = path.join(resources, 'icon-256.png');
  const built = path.join(app.getAppPath(), 'out');
  lockSession();
  serve(path.join(built, 'renderer'));

  const knowledge = createKnowledge(bundledEntries, { bodies: bundledBodies, texts: bundledTexts });
  const events = new EventSender();
  const searchEvents = new EventSender();
  let warming: NodeJS.Timeout | undefined;
  let tray: TrayIcon | null = null;

  const window = new MainWindow(
    path.join(data, 'window.json'),
    path.join(built, 'preload', 'preload.cjs'),
    icon,
    {
      opened: ({ webContents }) => {
        events.attach(webContents);
        refresh();
        warming = setTimeout(warmSearch, WARM_AFTER);
        if (introduction.take()) events.send('navigate', { view: 'welcome' });
      },
      closed: () => {
        events.detach();
        clearTimeout(warming);
        if (!settings.get().closeToTray) app.quit();
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
      void index.load();
      searchEvents.send('search.shown', { text });
    },
    hidden: () => {
      searchEvents.send('search.hidden', null);
    },
    failed,
  });
  const warmSearch = (): void => {
    searchWindow.warm();
    void index.load();
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

  const settingsFile = path.join(data, 'settings.json');
  const settings = new SettingsStore(settingsFile, {
    changed: (next, before) => {
      applyTheme(next.theme);
      if (next.startAtLogin !== before.startAtLogin) setStartAtLogin(next.startAtLogin);
      if (next.folders !== before.folders) refresh();
      if (
        next.searchShortcut !== before.searchShortcut ||
        next.clipboardShortcut !== before.clipboardShortcut
      ) {
        shortcuts.apply(next);
      }
      if (next.language !== before.language) changeLanguage();
      notifier.reconsider();
      events.send('settings.changed', next);
    },
    problem: (found) => {
      if (found === null) watch.withdraw(SETTINGS_REFUSED);
      else watch.report(found);
    },
  });
  const spoken = (): Language =>
    spokenLanguage(settings.get().language, app.getPreferredSystemLanguages());
  const speakTo = async (language: Language): Promise<void> => {
    await speak(language);
    knowledge.speak(await bundledTranslations(language));
  };
  await speakTo(spoken());
  applyTheme(settings.get().theme);
  shortcuts.apply(settings.get());

  const archive = openArchive(data);
  const shelf = new IncidentShelf(archive.history, (id) => knowledge.entry(id));
  const index = new HistoryIndex(archive.history?.queries ?? null);
  let sessionOf = sessionNames([], false);
  const { notifier, quiet, works } = createNotifications({
    data,
    pictures: resources,
    rules: () => settings.get(),
    find: (id) => shelf.get(id),
    entry: (id) => knowledge.entry(id),
    body: (entry) => knowledge.body(entry),
    sessionOf: (file) => sessionOf(file),
    rehearses: (file) => rehearsal.rehearses(file),
    rehearsed: (bySystem) => {
      events.send('rehearsal.told', { bySystem });
    },
    open: (incident) => {
      go({ view: 'now', ...(incident === null ? {} : { incident }) });
    },
    openHeld: () => {
      go({ view: 'quiet' });
    },
    showInWindow: (notice) => {
      if (window.current !== null) events.send('notice.shown', notice);
    },
    changed: () => {
      tellQuiet();
      tray?.update();
    },
    failed,
    clock: WALL_CLOCK,
  });
  const tellQuiet = coalesced(() => {
    if (window.current !== null) events.send('quiet.changed', quiet.counts());
  }, TELL_QUIET_EVERY);
  const incidents = new IncidentService(knowledge, shelf, {
    told: (change, row) => {
      if (change === 'added') index.add(row);
      events.send(change === 'added' ? 'incident.added' : 'incident.updated', row);
      if (row.state === 'seen') notifier.dismiss(row.id);
      tray?.update();
    },
    removed: (id) => {
      index.remove(id);
      events.send('incident.removed', id);
      notifier.dismiss(id);
      tray?.update();
    },
    notify: (view) => {
      notifier.arrive(view);
    },
  });

  const watch = new WatchService({
    store: archive.store,
    createEngine: engineFactory(knowledge.matcher),
    incident: (event) => {
      incidents.found(event);
    },
    detection: ({ detection, analysis }) => {
      if (analysis === null) incidents.caughtUp(detection.id);
    },
    changed: (view) => {
      events.send('watch.status', view);
      tray?.update();
    },
    failed,
    problems: [...archive.problems, ...(settings.problem === null ? [] : [settings.problem])],
  });

  const sources = new Sources(flags.watch, () => settings.get().folders, {
    readSessions: readSavedSessions,
    changed: (watched) => {
      sessionOf = sessionNames(sources.sessions, process.platform === 'win32');
      return watch.setWatched(watched);
    },
    problem: (found) => {
      watch.report(found);
    },
  });
  const refresh = (): void => {
    sources.refresh().catch((thrown: unknown) => {
      failed('The watched folders could not be changed', thrown);
    });
  };

  const rehearsal = new Rehearsal(
    data,
    path.join(resources, 'rehearsal.log'),
    {
      watch: (folder) => sources.rehearse(folder),
      forget: (file) => {
        desk.forget({ file });
      },
      failed,
    },
    WALL_CLOCK,
  );
  const introduction = new Introduction(data, flags.watch);

  const desk = new HistoryDesk(archive.history, {
    askWhere: chooseFile,
    changed: () => {
      shelf.refresh();
      void index.renew();
      notifier.forget();
      events.send('history.changed', null);
      tray?.update();
    },
    failed,
  });
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

  const act = (action: TrayAction): void => {
    switch (action.kind) {
      case 'show':
        window.show();
        break;
      case 'search':
        searchWindow.show();
        break;
      case 'clipboard':
        explainClipboard();
        break;
      case 'settings':
        go({ view: 'settings' });
        break;
      case 'incident':
        go({ view: 'now', incident: action.id });
        break;
      case 'pause':
        void watch.pause(action.minutes);
        break;
      case 'resume':
        watch.resume();
        break;
      case 'open':
        opening.add(action.paths);
        break;
      case 'doctor':
        go({ view: 'doctor' });
        break;
      case 'held':
        go({ view: 'quiet' });
        break;
      case 'snooze':
        quiet.snooze(SNOOZE_MINUTES);
        break;
      case 'endSnooze':
        quiet.endSnooze();
        break;
      case 'quit':
        app.quit();
        break;
    }
  };
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
    act,
    () => ({
      watch: watch.view(),
      latest: shelf.latest(5),
      open: shelf.open,
      quiet: { held: quiet.counts().held, snoozed: quiet.snoozedUntil() !== null },
    }),
    failed,
  );

  const changeLanguage = (): void => {
    speakTo(spoken())
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
  let ending = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    shortcuts.release();
    searchWindow.close();
    window.close();
    desk.stop();
    void analysis.stop();
    incidents.flush();
    unfollow();
    notifier.end();
    watch
      .stop()
      .catch((thrown: unknown) => {
        failed('The watch did not end in order', thrown);
      })
      .finally(() => {
        rehearsal.clear();
        archive.close();
        tray?.destroy();
        // Not quit: the quit that was held up here cannot be taken up again after a signal.
        app.exit();
      });
  });
  // Electron's own handling of signals does not wait for the watch.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }

  if (flags.search) searchWindow.show();
  else if (!flags.hidden) window.show();
  opening.serve((paths) => {
    analysis.open(paths).catch((thrown: unknown) => {
      failed('Logs that were handed over could not be analysed', thrown);
    });
  });
  opening.add(flags.open);
  const unfollow = followFile(settingsFile, () => {
    settings.reload();
  });
  await rehearsal.end();
  await sources.refresh();
  await watch.start();
  notifier.start();
  desk.keep(() => settings.get().keepDays);
}
