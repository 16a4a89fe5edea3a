/** What is muted and what was held back, as the window and the tray ask for it. */
import type { EntrySummary } from '../../contract/entry';
import type { IncidentView } from '../../contract/incident';
import type { HeldRow, Mute, MuteKind, QuietCounts, QuietView } from '../../contract/quiet';
import { rowOf } from '../incident-view';
import type { Clock } from '../settle';
import type { Arrival } from './doorman';
import type { Memory } from './memory';
import type { MemoryKeeper } from './memory-keeper';
import { isSnooze, lasts, muteFor, scopeOf, snoozeEnd, withMute } from './mutes';

export interface QuietHooks {
  readonly find: (incident: string) => IncidentView | undefined;
  readonly entry: (id: string) => EntrySummary | undefined;
  /** What an incident is known by to mutes. */
  readonly arrivalOf: (view: IncidentView) => Arrival;
  /** Mutes or the list have changed. */
  readonly changed: () => void;
}

export class QuietService {
  constructor(
    private readonly keeper: MemoryKeeper,
    private readonly hooks: QuietHooks,
    private readonly clock: Clock,
  ) {}

  view(): QuietView {
    const { held, mutes } = this.keeper.get();
    const now = this.clock.now();
    return {
      held: held
        .flatMap((each): HeldRow[] => {
          const view = this.hooks.find(each.incident);
          if (view === undefined) return [];
          const { id, reason, count, since, last } = each;
          const mute = reason === 'muted' ? muteFor(mutes, this.hooks.arrivalOf(view), now) : null;
          return [
            {
              id,
              reason,
              row: rowOf(view),
              count,
              since: new Date(since).toISOString(),
              last: new Date(last).toISOString(),
              mute: mute?.id ?? null,
            },
          ];
        })
        .reverse(),
      mutes: mutes
        .filter((mute) => lasts(mute, now))
        .map((mute) => ({ ...mute, title: this.#title(mute) })),
    };
  }

  /** The same in figures, without reading the history for them. */
  counts(): QuietCounts {
    const { held, mutes } = this.keeper.get();
    const now = this.clock.now();
    return { held: held.length, mutes: mutes.filter((mute) => lasts(mute, now)).length };
  }

  /** When all is told again, in milliseconds since 1970; null if nothing keeps it back. */
  snoozedUntil(): number | null {
    return snoozeEnd(this.keeper.get().mutes, this.clock.now());
  }

  /**
   * Mutes what an incident is an example of; nothing happens if the incident does not tell its host.
   *
   * @param minutes null for ever
   */
  mute(kind: MuteKind, view: IncidentView, minutes: number | null): void {
    const scope = scopeOf(kind, this.hooks.arrivalOf(view));
    if (scope === null) return;
    this.#change((memory) => withMute(memory.mutes, scope, minutes, this.clock.now()));
  }

  /** No notifications at all for some minutes. */
  snooze(minutes: number): void {
    const all = { entry: null, host: null, session: null };
    this.#change((memory) => withMute(memory.mutes, all, minutes, this.clock.now()));
  }

  endSnooze(): void {
    this.#change((memory) => memory.mutes.filter((mute) => !isSnooze(mute)));
  }

  unmute(id: string): void {
    this.#change((memory) => memory.mutes.filter((mute) => mute.id !== id));
  }

  /** Empties the list; the incidents stay in the history. */
  clear(): void {
    this.keeper.set({ ...this.keeper.get(), held: [] });
    this.hooks.changed();
  }

  #change(change: (memory: Memory) => readonly Mute[]): void {
    const memory = this.keeper.get();
    this.keeper.set({ ...memory, mutes: change(memory) });
    this.hooks.changed();
  }

  #title({ entry }: Mute): string | null {
    return entry === null ? null : (this.hooks.entry(entry)?.title ?? entry);
  }
}
