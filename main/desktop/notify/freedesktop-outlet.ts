/**
 * Notifications on Linux, by the desktop's own protocol on the session bus: Electron's way there has
 * no buttons and cannot bring a notification up to date in its place.
 * https://specifications.freedesktop.org/notification-spec/latest/
 */
import type { NotificationBus } from './notification-bus';
import type { Note, Outlet, OutletHooks } from './outlet';
import { urgencyOf } from './outlet';

interface Shown {
  readonly key: string;
  /** The daemon's number for it; 0 until it has told it. */
  number: number;
}

const URGENCY = { low: 0, normal: 1, critical: 2 } as const;
/** Milliseconds: as the daemon likes, or until somebody closes it. */
const AS_USUAL = -1;
const STAYS = 0;

export class FreedesktopOutlet implements Outlet {
  readonly #shown = new Map<string, Shown>();
  #bus: Promise<NotificationBus> | null = null;
  /** One message after the other: the number of the first is needed to replace it by the second. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly connect: () => Promise<NotificationBus>,
    private readonly app: { readonly name: string; readonly entry: string },
    private readonly icon: (note: Note) => string,
    private readonly hooks: OutletHooks,
  ) {}

  show(note: Note): void {
    this.#next(async () => {
      try {
        await this.#put(note);
        this.hooks.shown(note);
      } catch (thrown) {
        // A daemon that comes later, or comes back, is found at the next note.
        this.#bus = null;
        this.hooks.failed(note, thrown instanceof Error ? thrown.message : String(thrown));
      }
    });
  }

  update(note: Note): void {
    this.#next(async () => {
      if (this.#shown.has(note.key)) await this.#put(note).catch(() => undefined);
    });
  }

  close(key: string): void {
    this.#next(async () => {
      const shown = this.#shown.get(key);
      this.#shown.delete(key);
      if (shown === undefined || this.#bus === null) return;
      await this.#bus.then((bus) => bus.close(shown.number)).catch(() => undefined);
    });
  }

  end(): void {
    void this.#bus?.then((bus) => {
      bus.end();
    });
    this.#bus = null;
  }

  async #put(note: Note): Promise<void> {
    this.#bus ??= this.#open();
    const bus = await this.#bus;
    const { key, title, severity, actions } = note;
    const number = await bus.notify({
      app: this.app.name,
      replaces: this.#shown.get(key)?.number ?? 0,
      icon: this.icon(note),
      title,
      // Text of a log is never markup.
      body: bus.capabilities.has('body-markup') ? escaped(note.body) : note.body,
      // The daemon tells the name of what was pressed; `default` is the notification itself.
      actions: [
        'default',
        '',
        ...(bus.capabilities.has('actions')
          ? actions.flatMap(({ does, label }) => [does, label])
          : []),
      ],
      urgency: URGENCY[urgencyOf(severity)],
      entry: this.app.entry,
      silent: !note.sound,
      timeout: severity === 'security' ? STAYS : AS_USUAL,
    });
    this.#shown.set(key, { key, number });
  }

  async #open(): Promise<NotificationBus> {
    const bus = await this.connect();
    bus.listen({
      pressed: (number, name) => {
        const shown = this.#find(number);
        if (shown !== undefined) this.hooks.pressed(shown.key, name === 'mute' ? 'mute' : 'open');
      },
      closed: (number) => {
        const shown = this.#find(number);
        if (shown !== undefined) this.#shown.delete(shown.key);
      },
      lost: () => {
        bus.end();
        this.#bus = null;
        this.#shown.clear();
      },
    });
    return bus;
  }

  #find(number: number): Shown | undefined {
    return [...this.#shown.values()].find((shown) => shown.number === number);
  }

  #next(task: () => Promise<void>): void {
    this.#turn = this.#turn.then(task);
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
