/** Notifications: builds the parts and puts them together. */
import { app, Notification } from 'electron';
import path from 'node:path';
import type { EntrySummary } from '../../contract/entry';
import type { WindowNotice } from '../../contract/quiet';
import type { Clock } from '../settle';
import { ElectronOutlet } from './electron-outlet';
import { FreedesktopOutlet } from './freedesktop-outlet';
import { MemoryKeeper } from './memory-keeper';
import { connectBus } from './notification-bus';
import { Notifier, REHEARSAL } from './notifier';
import type { NotifierHooks } from './notifier';
import type { Note, Outlet, OutletHooks } from './outlet';
import { QuietService } from './quiet-service';

export interface NotificationsOptions extends Omit<NotifierHooks, 'mute'> {
  /** Folder for the program's own files. */
  readonly data: string;
  /** Folder with the program's pictures. */
  readonly pictures: string;
  readonly entry: (id: string) => EntrySummary | undefined;
  /** The system shows nothing, so the window is asked to. */
  readonly showInWindow: (notice: WindowNotice) => void;
  /** The rehearsal's notification was shown, by the system or in its place by the window. */
  readonly rehearsed: (bySystem: boolean) => void;
  readonly clock: Clock;
}

export interface Notifications {
  readonly notifier: Notifier;
  readonly quiet: QuietService;
  /** Whether the system shows notifications, as far as is known by now. */
  works(): boolean;
}

/** Minutes for which the button on a notification mutes. */
const MUTE_MINUTES = 60;

export function createNotifications(options: NotificationsOptions): Notifications {
  const { data, clock } = options;
  let works = Notification.isSupported();
  const keeper = new MemoryKeeper(path.join(data, 'notifications.json'), clock, options.failed);
  const quiet = new QuietService(
    keeper,
    {
      find: options.find,
      entry: options.entry,
      arrivalOf: (view) => notifier.arrivalOf(view),
      changed: () => {
        notifier.reconsider();
        options.changed();
      },
    },
    clock,
  );
  const outlet = systemOutlet(options.pictures, {
    pressed: (key, action) => {
      notifier.pressed(key, action);
    },
    shown: (note) => {
      works = true;
      if (note.key === REHEARSAL) options.rehearsed(true);
    },
    failed: (note, why) => {
      if (works) options.failed('The system did not show a notification', why);
      works = false;
      const { title, body, severity } = note;
      if (note.key === REHEARSAL) options.rehearsed(false);
      options.showInWindow({ incident: notifier.incidentOf(note.key), title, body, severity });
    },
  });
  const notifier: Notifier = new Notifier(
    keeper,
    outlet,
    {
      ...options,
      mute: (id) => {
        const view = options.find(id);
        if (view !== undefined) quiet.mute('here', view, MUTE_MINUTES);
      },
    },
    clock,
  );
  return { notifier, quiet, works: () => works };
}

function systemOutlet(pictures: string, hooks: OutletHooks): Outlet {
  const icon = ({ severity }: Note): string =>
    path.join(pictures, severity === 'security' ? 'icon-security-256.png' : 'icon-256.png');
  if (process.platform === 'linux') {
    const named = { name: app.name, entry: 'puttyknife' };
    return new FreedesktopOutlet(() => connectBus(process.env), named, icon, hooks);
  }
  const native = {
    supported: () => Notification.isSupported(),
    create: (wanted: Electron.NotificationConstructorOptions) => new Notification(wanted),
  };
  return new ElectronOutlet(native, icon, hooks);
}
