/** What is muted and what was held back, and notifications that the system did not show. */
import type { MuteKind, QuietCounts, QuietView, WindowNotice } from '../../main/contract/quiet';
import { ask, on, sentenceOf } from '../bridge';

export class Quiet {
  counts = $state.raw<QuietCounts>({ held: 0, mutes: 0 });
  /** Null until it is asked for. */
  view = $state.raw<QuietView | null>(null);
  failure = $state<string | null>(null);
  /** What the window shows in place of the system. */
  notice = $state.raw<WindowNotice | null>(null);

  listen(): () => void {
    const ends = [
      on('quiet.changed', (counts) => {
        this.counts = counts;
      }),
      on('notice.shown', (notice) => {
        this.notice = notice;
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  load(): Promise<void> {
    return this.#take(() => ask('quiet.view', null));
  }

  /** @param minutes null for ever */
  mute(incident: string, kind: MuteKind, minutes: number | null): Promise<void> {
    return this.#take(() => ask('quiet.mute', { incident, kind, minutes }));
  }

  unmute(id: string): Promise<void> {
    return this.#take(() => ask('quiet.unmute', { id }));
  }

  clear(): Promise<void> {
    return this.#take(() => ask('quiet.clear', null));
  }

  async #take(task: () => Promise<QuietView>): Promise<void> {
    try {
      this.view = await task();
      this.counts = { held: this.view.held.length, mutes: this.view.mutes.length };
      this.failure = null;
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }
}
