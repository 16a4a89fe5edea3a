/** Stands for the main process in the tests of the window. */
import { CHANNELS, EVENT_NAMES } from '../main/contract/channels';
import type { Answer, Args, Channel, EventName, Events, Outcome } from '../main/contract/ipc';
import { DEFAULT_SETTINGS } from '../main/contract/settings';
import { BODY, ENTRIES, row, sessionOf, view } from './test-data';

const NOTHING_HELD: Answer<'quiet.view'> = { held: [], mutes: [] };

type Answers = { [C in Channel]: (args: Args<C>) => Answer<C> };

export class TestBridge {
  readonly asked: { readonly channel: Channel; readonly args: unknown }[] = [];
  readonly #listeners = new Map<string, Set<(value: never) => void>>();
  readonly answers: Answers;

  constructor(answers: Partial<Answers> = {}) {
    const watch: Answer<'watch.status'> = {
      state: 'watching',
      logs: 12,
      folders: [{ path: '/home/anna/logs', source: 'settings' }],
      lastReadAt: new Date().toISOString(),
      pausedUntil: null,
      problems: [],
    };
    this.answers = {
      'app.ready': () => null,
      'app.info': () => ({
        version: '1.2.3',
        platform: 'linux',
        dataFolder: '/home/anna/.config/Puttyknife',
        can: { notify: true, startAtLogin: true },
      }),
      'incidents.list': () => ({ items: [row()], total: 1, next: null }),
      'incidents.get': ({ id }) => view({ id }),
      'incidents.seen': () => null,
      'entries.list': () => ENTRIES,
      'entries.body': ({ id }) => ({ ...BODY, id }),
      search: ({ query }) => ({
        hits: ENTRIES.filter(({ title, aliases }) =>
          [title, ...aliases].some((text) => text.includes(query)),
        ).map(({ id }) => ({ entry: id, confident: true, marks: [], also: null })),
        recognised: [],
      }),
      'watch.status': () => watch,
      'watch.pause': () => ({ ...watch, state: 'paused' }),
      'watch.resume': () => watch,
      'settings.get': () => DEFAULT_SETTINGS,
      'settings.set': (change) => ({ ...DEFAULT_SETTINGS, ...change }),
      'settings.export': () => null,
      'settings.import': () => null,
      'quiet.view': () => NOTHING_HELD,
      'quiet.mute': () => NOTHING_HELD,
      'quiet.unmute': () => NOTHING_HELD,
      'quiet.snooze': () => NOTHING_HELD,
      'quiet.clear': () => NOTHING_HELD,
      'rehearsal.start': () => null,
      'introduction.done': () => null,
      'folder.choose': () => null,
      'clipboard.write': () => null,
      'file.reveal': () => null,
      'log.excerpt': () => ({
        file: '/home/anna/logs/prod-db.log',
        lines: [
          { number: 23, text: 'Event Log: Offered public key', marked: false },
          { number: 24, text: 'Event Log: Server refused our key', marked: true },
        ],
      }),
      'search.ready': () => null,
      'search.start': () => ({ latest: [row()], common: [{ entry: 'key-refused', count: 3 }] }),
      'search.history': () => ({ hosts: [], incidents: [] }),
      'search.show': () => null,
      'search.hide': () => null,
      'search.open': () => null,
      'manual.open': () => null,
      'shortcuts.status': () => ({ search: 'works', clipboard: 'off', wayland: false }),
      'shortcuts.record': () => null,
      'history.export': () => null,
      'history.delete': () => null,
      'history.hosts': () => [],
      'history.problems': () => [],
      'watch.details': () => ({ files: [], folders: [] }),
      'doctor.view': () => ({ sessions: [], backups: [] }),
      'doctor.apply': () => ({ sessions: [], backups: [] }),
      'doctor.undo': () => ({ sessions: [], backups: [] }),
      'analysis.start': () => ({ id: 'analysis-1' }),
      'analysis.choose': () => null,
      'analysis.cancel': () => null,
      'analysis.get': () => null,
      'analysis.details': ({ file, session }) => ({
        file,
        session: sessionOf(session),
        incidents: [],
      }),
      'analysis.lines': () => ({ row: 1, rows: 0, total: 0, lines: [] }),
      'analysis.find': () => null,
      'analysis.watch': () => null,
      'analysis.reveal': () => null,
      'analysis.report': () => ({ text: '', bytes: 0, cut: false }),
      'analysis.save': () => null,
      'analysis.copy': () => null,
      ...answers,
    };
    const ask = Object.fromEntries(
      CHANNELS.map((channel) => [channel, (args: never) => this.#answer(channel, args)]),
    );
    const on = Object.fromEntries(
      EVENT_NAMES.map((name) => [
        name,
        (listener: (value: never) => void) => this.#on(name, listener),
      ]),
    );
    Object.defineProperty(window, 'puttyknife', {
      configurable: true,
      // Only text is dropped here: a path of a file is known to Electron alone.
      value: { ask, on, pathsOf: () => [] },
    });
    // jsdom has neither: nothing is laid out there.
    window.ResizeObserver = class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    };
    Element.prototype.scrollTo = () => undefined;
    Element.prototype.scrollIntoView = () => undefined;
  }

  /** What was asked under this name, in order. */
  of(channel: Channel): unknown[] {
    return this.asked.filter((each) => each.channel === channel).map(({ args }) => args);
  }

  tell<E extends EventName>(name: E, value: Events[E]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(value as never);
  }

  #answer(channel: Channel, args: never): Promise<Outcome<unknown>> {
    this.asked.push({ channel, args });
    try {
      return Promise.resolve({ ok: true, value: this.answers[channel](args) });
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      return Promise.resolve({ ok: false, problem: { code: 'test', message, path: null } });
    }
  }

  #on(name: string, listener: (value: never) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(name, listeners);
    return () => listeners.delete(listener);
  }
}
