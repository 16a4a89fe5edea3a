/** One system notification for one incident; the same incident never speaks twice with the same words. */
import type { Severity } from '../contract/model';
import type { Clock } from './settle';
import { t } from './language';

export interface Notice {
  readonly incident: string;
  readonly title: string;
  readonly body: string;
  readonly severity: Severity;
}

/** The part of Electron's `Notification` that is used. */
export interface NativeNotification {
  show(): void;
  close(): void;
  on(event: 'click' | 'close' | 'failed', listener: () => void): unknown;
}

export interface NativeOptions {
  readonly title: string;
  readonly body: string;
  readonly icon: string;
  readonly urgency: 'normal' | 'critical' | 'low';
}

export interface NotificationHooks {
  readonly supported: () => boolean;
  readonly create: (options: NativeOptions) => NativeNotification;
  /** Null goes to the list: it was a notification about several. */
  readonly open: (incident: string | null) => void;
  readonly failed: (what: string) => void;
  readonly clock: Clock;
}

interface Shown {
  readonly words: string;
  readonly notification: NativeNotification;
}

// A log with many failing sessions must not cover the screen: beyond this many in so many
// milliseconds, one notification counts the rest.
const MOST = 3;
const WITHIN = 10_000;
/** Milliseconds for which the rest is counted before it is told. */
const COUNT_FOR = 2000;
const LONGEST_BODY = 200;
const MOST_KEPT = 50;
const SUMMARY = '';

export class Notifications {
  // Electron drops a notification, and its click with it, once nothing refers to it.
  readonly #shown = new Map<string, Shown>();
  #times: number[] = [];
  #more = 0;
  #counting = false;

  constructor(
    private readonly icon: string,
    private readonly hooks: NotificationHooks,
  ) {}

  /** Shows a notice; if its incident has one already, that is replaced, or left if it says the same. */
  show(notice: Notice): void {
    if (!this.hooks.supported()) return;
    const words = `${notice.title}\n${notice.body}`;
    const before = this.#shown.get(notice.incident);
    if (before?.words === words) return;
    if (before === undefined && this.#tooMany()) {
      this.#countOne();
      return;
    }
    this.#put(notice.incident, notice.title, notice.body, notice.severity);
  }

  /** Takes a notice away: its incident was looked at. */
  dismiss(incident: string): void {
    this.#shown.get(incident)?.notification.close();
    this.#shown.delete(incident);
  }

  #countOne(): void {
    this.#more += 1;
    if (this.#counting) return;
    this.#counting = true;
    this.hooks.clock.after(COUNT_FOR, () => {
      this.#counting = false;
      this.#put(
        SUMMARY,
        t('desktop.notification.moreTitle', { count: this.#more }),
        t('desktop.notification.open'),
        'warning',
      );
    });
  }

  #put(key: string, title: string, text: string, severity: Severity): void {
    this.dismiss(key);
    const body = text.length <= LONGEST_BODY ? text : `${text.slice(0, LONGEST_BODY - 1)}…`;
    const notification = this.hooks.create({
      title,
      body,
      icon: this.icon,
      urgency: severity === 'security' ? 'critical' : severity === 'info' ? 'low' : 'normal',
    });
    notification.on('click', () => {
      if (key === SUMMARY) this.#more = 0;
      this.hooks.open(key === SUMMARY ? null : key);
    });
    notification.on('failed', () => {
      this.hooks.failed('The system did not show a notification');
    });
    this.#shown.set(key, { words: `${title}\n${text}`, notification });
    const oldest = this.#shown.keys().next();
    if (this.#shown.size > MOST_KEPT && oldest.done !== true) this.#shown.delete(oldest.value);
    notification.show();
  }

  #tooMany(): boolean {
    const now = this.hooks.clock.now();
    this.#times = this.#times.filter((time) => now - time < WITHIN);
    if (this.#times.length === 0) this.#more = 0;
    if (this.#times.length >= MOST) return true;
    this.#times.push(now);
    return false;
  }
}
