/** The first run's rehearsal: how far it is. */
import { ask, on, sentenceOf } from '../bridge';

/** `shown` by the system, or by the `window` because the system showed nothing. */
export type RehearsalState = 'ready' | 'running' | 'shown' | 'window';

export class Introduction {
  step = $state(0);
  rehearsal = $state<RehearsalState>('ready');
  failure = $state<string | null>(null);

  listen(): () => void {
    return on('rehearsal.told', ({ bySystem }) => {
      this.rehearsal = bySystem ? 'shown' : 'window';
    });
  }

  async rehearse(): Promise<void> {
    this.failure = null;
    this.rehearsal = 'running';
    try {
      await ask('rehearsal.start', null);
    } catch (thrown) {
      this.rehearsal = 'ready';
      this.failure = sentenceOf(thrown);
    }
  }

  /** It was gone through, or passed over: nothing of the rehearsal is kept. */
  async end(): Promise<void> {
    this.step = 0;
    this.rehearsal = 'ready';
    try {
      await ask('introduction.done', null);
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }
}
