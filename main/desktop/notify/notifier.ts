/**
 * Tells incidents by notifications: asks the doorman, shows what he lets through, and later what he
 * has counted. Decides nothing itself.
 */
import type { EntryBody } from '../../contract/entry';
import type { IncidentView } from '../../contract/incident';
import type { Settings } from '../../contract/settings';
import { noticeText } from '../incident-view';
import type { Clock } from '../settle';
import { decide, subjectKey } from './doorman';
import type { Arrival, Rules } from './doorman';
import { dueFollowUps, nextFollowUp } from './follow-up';
import type { FollowUp } from './follow-up';
import { withoutDeleted } from './held';
import type { Memory } from './memory';
import type { MemoryKeeper } from './memory-keeper';
import { muteFor } from './mutes';
import type { Note, NoteAction, Outlet } from './outlet';
import { crowdNote, incidentNote, rehearsalNote, silenceNote } from './words';

export interface NotifierHooks {
  readonly rules: () => Rules & Pick<Settings, 'sound'>;
  readonly find: (incident: string) => IncidentView | undefined;
  readonly body: (entry: string) => Promise<EntryBody>;
  /** Name of the saved session that logs there, or the path itself. */
  readonly sessionOf: (file: string) => string;
  /** True for the log of a rehearsal: it is shown whatever is muted, and not remembered. */
  readonly rehearses: (file: string) => boolean;
  /** Null goes to the list: it was a notification about several. */
  readonly open: (incident: string | null) => void;
  /** What was held back goes to its list. */
  readonly openHeld: () => void;
  /** The user wants the same no more for now. */
  readonly mute: (incident: string) => void;
  /** What is held back has changed. */
  readonly changed: () => void;
  readonly failed: (what: string, thrown: unknown) => void;
}

interface Shown {
  /** Null for a sum of several. */
  readonly incident: string | null;
  readonly words: string;
}

const CROWD = 'crowd';
const SILENCE = 'silence';
/** The key of a rehearsal's notification. */
export const REHEARSAL = 'rehearsal';
/** Verdicts and notes that are remembered; older incidents hardly go on. */
const MOST_KNOWN = 2000;
/**
 * Milliseconds until what notifications say is brought up to date. A storm changes it many times a
 * second, and some desktops bring a changed notification up again: so each time while it lasts waits
 * longer, until the longest.
 */
const REFRESH_AFTER = 1000;
const REFRESH_SLOWER = 4;
const REFRESH_AT_LEAST_EVERY = 30_000;

export class Notifier {
  readonly #known = new Map<string, 'told' | 'held'>();
  readonly #shown = new Map<string, Shown>();
  /** Notifications that say too little by now, with the latest incident of each. */
  readonly #stale = new Map<string, string>();
  #refreshing = false;
  #refreshAfter = REFRESH_AFTER;
  #cancel: () => void = () => undefined;

  constructor(
    private readonly keeper: MemoryKeeper,
    private readonly outlet: Outlet,
    private readonly hooks: NotifierHooks,
    private readonly clock: Clock,
  ) {}

  /** Tells what waited while the program did not run. */
  start(): void {
    this.#follow();
  }

  /** An incident happened, or went on. */
  arrive(view: IncidentView): void {
    if (this.hooks.rehearses(view.file)) {
      this.#tell(view, (text) => rehearsalNote(REHEARSAL, view, text));
      return;
    }
    const arrival = this.arrivalOf(view);
    const known = this.#known.get(view.id) ?? null;
    const now = this.clock.now();
    const { verdict, memory } = decide(this.keeper.get(), this.hooks.rules(), arrival, known, now);
    this.#remember(view.id, verdict.kind === 'hold' ? 'held' : 'told');
    this.#set(memory);
    if (verdict.kind === 'tell') this.#show(view, verdict.counted);
    else if (verdict.kind === 'more' || verdict.reason === 'again') this.#refresh(arrival);
    this.#follow();
  }

  /** Takes a notification away: its incident was looked at, or is no more. */
  dismiss(incident: string): void {
    for (const [key, shown] of this.#shown) {
      if (shown.incident !== incident) continue;
      this.#shown.delete(key);
      this.outlet.close(key);
    }
  }

  /** The user pressed a notification, or a button on it. */
  pressed(key: string, action: NoteAction): void {
    const incident = this.#shown.get(key)?.incident ?? null;
    this.#shown.delete(key);
    if (action === 'mute' && incident !== null) this.hooks.mute(incident);
    else if (key === SILENCE) this.hooks.openHeld();
    else {
      if (key === CROWD) this.#set({ ...this.keeper.get(), crowd: null });
      this.hooks.open(incident);
    }
  }

  /** The rules or the mutes have changed. */
  reconsider(): void {
    this.#follow();
  }

  /** Incidents were deleted from the history: nothing of them is kept here either. */
  forget(): void {
    this.#set(withoutDeleted(this.keeper.get(), (id) => this.hooks.find(id) !== undefined));
  }

  /** What an incident is known by to mutes and rules. */
  arrivalOf(view: IncidentView): Arrival {
    const { id, entry, host, severity, file } = view;
    return { incident: id, entry, host, severity, session: this.hooks.sessionOf(file) };
  }

  /** What a notification is about; null for a sum of several. */
  incidentOf(key: string): string | null {
    return this.#shown.get(key)?.incident ?? null;
  }

  end(): void {
    this.#cancel();
    this.keeper.flush();
    this.outlet.end();
  }

  #set(memory: Memory): void {
    const before = this.keeper.get();
    this.keeper.set(memory);
    if (before.held !== memory.held) this.hooks.changed();
  }

  #remember(incident: string, verdict: 'told' | 'held'): void {
    this.#known.delete(incident);
    this.#known.set(incident, verdict);
    const oldest = this.#known.keys().next();
    if (this.#known.size > MOST_KNOWN && oldest.done !== true) this.#known.delete(oldest.value);
  }

  /** Tells later what is only counted now. */
  #follow(): void {
    this.#cancel();
    const now = this.clock.now();
    const next = nextFollowUp(this.keeper.get(), this.hooks.rules(), now);
    if (next === null) return;
    this.#cancel = this.clock.after(Math.max(0, next - now), () => {
      const { due, memory } = dueFollowUps(this.keeper.get(), this.hooks.rules(), this.clock.now());
      this.#set(memory);
      for (const each of due) this.#tellFollowUp(each);
      this.#follow();
    });
  }

  #tellFollowUp(followUp: FollowUp): void {
    if (followUp.kind === 'crowd') {
      this.#put(crowdNote(CROWD, followUp.count, this.#sound), null);
      return;
    }
    if (followUp.kind === 'silence') {
      this.#put(silenceNote(SILENCE, followUp.count, this.#sound), null);
      return;
    }
    const view = this.hooks.find(followUp.incident);
    // Looked at, muted or deleted meanwhile: there is nothing to tell any more.
    if (view?.state !== 'open') return;
    const { mutes } = this.keeper.get();
    if (muteFor(mutes, this.arrivalOf(view), this.clock.now()) !== null) return;
    this.#show(view, followUp.count);
  }

  #show(view: IncidentView, counted: number): void {
    const key = subjectKey(this.arrivalOf(view));
    this.#tell(view, (text) => incidentNote(key, view, { text, counted, sound: this.#sound }));
  }

  #tell(view: IncidentView, make: (text: string) => Note): void {
    this.hooks
      .body(view.entry)
      .then((body) => {
        this.#put(make(noticeText(view, body)), view.id);
      })
      .catch((thrown: unknown) => {
        this.hooks.failed('A notification could not be made', thrown);
      });
  }

  #put(note: Note, incident: string | null): void {
    this.#shown.delete(note.key);
    this.#shown.set(note.key, { incident, words: wordsOf(note) });
    this.outlet.show(note);
  }

  /** Brings a notification that is still there up to date, within a moment. */
  #refresh(arrival: Arrival): void {
    const key = subjectKey(arrival);
    this.#stale.set(key, arrival.incident);
    if (this.#refreshing) return;
    this.#refreshing = true;
    this.#refreshLater();
  }

  #refreshLater(): void {
    this.clock.after(this.#refreshAfter, () => {
      const stale = [...this.#stale];
      this.#stale.clear();
      if (stale.length === 0) {
        this.#refreshing = false;
        this.#refreshAfter = REFRESH_AFTER;
        return;
      }
      for (const [each, incident] of stale) this.#bringUpToDate(each, incident);
      this.#refreshAfter = Math.min(this.#refreshAfter * REFRESH_SLOWER, REFRESH_AT_LEAST_EVERY);
      this.#refreshLater();
    });
  }

  #bringUpToDate(key: string, incident: string): void {
    const view = this.hooks.find(incident);
    if (view === undefined) return;
    const counted = this.keeper.get().subjects.find((each) => each.key === key)?.counted ?? 0;
    this.hooks
      .body(view.entry)
      .then((body) => {
        const note = incidentNote(key, view, {
          text: noticeText(view, body),
          counted,
          sound: false,
        });
        const words = wordsOf(note);
        const shown = this.#shown.get(key);
        if (shown === undefined || shown.words === words) return;
        this.#shown.set(key, { incident, words });
        this.outlet.update(note);
      })
      .catch((thrown: unknown) => {
        this.hooks.failed('A notification could not be brought up to date', thrown);
      });
  }

  get #sound(): boolean {
    return this.hooks.rules().sound;
  }
}

function wordsOf({ title, body }: Note): string {
  return `${title}\n${body}`;
}
