/**
 * Notifications by Electron: the way on macOS and Windows. Buttons are shown by macOS (in a signed
 * app) and, from Electron 39 on, by Windows; elsewhere a click on the notification does.
 */
import type { Note, Outlet, OutletHooks } from './outlet';
import { urgencyOf } from './outlet';

/** The part of Electron's `Notification` that is used. */
export interface NativeNotification {
  show(): void;
  close(): void;
  on(event: 'action', listener: (event: unknown, index: number) => void): unknown;
  on(event: 'click' | 'close', listener: () => void): unknown;
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown;
}

export interface NativeOptions {
  /** The system's own name for the notification: one with the same takes its place. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly icon: string;
  readonly silent: boolean;
  readonly urgency: 'low' | 'normal' | 'critical';
  readonly timeoutType: 'default' | 'never';
  readonly actions: { readonly type: 'button'; readonly text: string }[];
}

export interface NativeSystem {
  readonly supported: () => boolean;
  readonly create: (options: NativeOptions) => NativeNotification;
}

/** Notes that are kept: Electron drops a notification, and its click with it, once nothing refers to it. */
const MOST_KEPT = 50;

export class ElectronOutlet implements Outlet {
  readonly #shown = new Map<string, NativeNotification>();

  constructor(
    private readonly system: NativeSystem,
    /** By severity, since security has a sign of its own. */
    private readonly icon: (note: Note) => string,
    private readonly hooks: OutletHooks,
  ) {}

  show(note: Note): void {
    if (!this.system.supported()) {
      this.hooks.failed(note, 'The system shows no notifications');
      return;
    }
    this.close(note.key);
    const { key, title, body, severity, actions, sound } = note;
    const notification = this.system.create({
      id: key,
      title,
      body,
      icon: this.icon(note),
      silent: !sound,
      urgency: urgencyOf(severity),
      timeoutType: severity === 'security' ? 'never' : 'default',
      actions: actions.map(({ label }) => ({ type: 'button', text: label })),
    });
    notification.on('click', () => {
      this.hooks.pressed(key, 'open');
    });
    notification.on('action', (_event, index) => {
      this.hooks.pressed(key, actions[index]?.does ?? 'open');
    });
    notification.on('failed', (_event, error) => {
      this.#shown.delete(key);
      this.hooks.failed(note, error);
    });
    this.#shown.set(key, notification);
    const oldest = this.#shown.keys().next();
    if (this.#shown.size > MOST_KEPT && oldest.done !== true) this.#shown.delete(oldest.value);
    notification.show();
    this.hooks.shown(note);
  }

  /** Showing it anew would draw attention to it again, and there is no other way. */
  update(): void {}

  close(key: string): void {
    const notification = this.#shown.get(key);
    this.#shown.delete(key);
    notification?.close();
  }

  end(): void {
    this.#shown.clear();
  }
}
