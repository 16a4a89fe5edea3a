/** Builds what runs without a window: settings, history, watch and notifications; wires them to each other. */
import { app } from 'electron';
import path from 'node:path';
import { spokenLanguage } from '../contract/language';
import { engineFactory, readSavedSessions } from '../watch/index';
import { bundledBodies, bundledEntries, bundledTexts, bundledTranslations } from './bundle';
import { coalesced } from './coalesce';
import type { Flags } from './flags';
import { chooseFile } from './handlers';
import { openArchive } from './history';
import type { Archive } from './history';
import { HistoryDesk } from './history-desk';
import { HistoryIndex } from './history-index';
import { IncidentService } from './incident-service';
import { IncidentShelf } from './incident-shelf';
import { Introduction } from './introduction';
import { createKnowledge } from './knowledge';
import type { Knowledge } from './knowledge';
import { speak } from './language';
import { setStartAtLogin } from './login-item';
import { createNotifications } from './notify/index';
import type { Notifications } from './notify/index';
import { sessionNames } from './notify/session-of';
import type { Failed } from './own-log';
import { SETTINGS_REFUSED } from './problem';
import { Rehearsal } from './rehearsal';
import { WALL_CLOCK } from './settle';
import { SettingsStore } from './settings-store';
import { Sources } from './sources';
import { applyTheme } from './start';
import { WatchService } from './watch-service';
import type { Windows } from './windows';

/** Milliseconds between two tellings of how much was held back; a storm changes it many times a second. */
const TELL_QUIET_EVERY = 500;

export interface ServicesOptions {
  /** Folder for the program's own files. */
  readonly data: string;
  /** Folder with the program's pictures and its rehearsed log. */
  readonly resources: string;
  readonly flags: Flags;
  readonly windows: Windows;
  /** Something that the tray shows is different now. */
  readonly changed: () => void;
  /** The settings name another language than the one that is spoken. */
  readonly languageChanged: () => void;
  readonly failed: Failed;
}

export interface Services extends Notifications {
  readonly knowledge: Knowledge;
  readonly settings: SettingsStore;
  readonly settingsFile: string;
  /** Speaks the language of the settings; where they name none, the system's. */
  readonly speakAsSet: () => Promise<void>;
  readonly archive: Archive;
  readonly shelf: IncidentShelf;
  readonly index: HistoryIndex;
  readonly incidents: IncidentService;
  readonly watch: WatchService;
  readonly sources: Sources;
  /** Looks anew for what is to be watched. */
  readonly refresh: () => void;
  readonly rehearsal: Rehearsal;
  readonly introduction: Introduction;
  readonly desk: HistoryDesk;
}

export async function createServices(options: ServicesOptions): Promise<Services> {
  const { data, resources, flags, windows, changed, languageChanged, failed } = options;
  const { window, events, shortcuts, go } = windows;
  const knowledge = createKnowledge(bundledEntries, { bodies: bundledBodies, texts: bundledTexts });

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
      if (next.language !== before.language) languageChanged();
      notifier.reconsider();
      events.send('settings.changed', next);
    },
    problem: (found) => {
      if (found === null) watch.withdraw(SETTINGS_REFUSED);
      else watch.report(found);
    },
  });
  const speakAsSet = async (): Promise<void> => {
    const chosen = settings.get().language;
    const language = spokenLanguage(chosen, app.getPreferredSystemLanguages());
    await speak(language);
    knowledge.speak(await bundledTranslations(language));
  };
  await speakAsSet();
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
      changed();
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
      changed();
    },
    removed: (id) => {
      index.remove(id);
      events.send('incident.removed', id);
      notifier.dismiss(id);
      changed();
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
      changed();
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
      changed();
    },
    report: (problem) => {
      watch.report(problem);
    },
    withdraw: (code) => {
      watch.withdraw(code);
    },
  });

  return {
    knowledge,
    settings,
    settingsFile,
    speakAsSet,
    archive,
    shelf,
    index,
    notifier,
    quiet,
    works,
    incidents,
    watch,
    sources,
    refresh,
    rehearsal,
    introduction,
    desk,
  };
}
