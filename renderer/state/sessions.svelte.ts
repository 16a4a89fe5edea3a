/** PuTTY's saved sessions as the log doctor sees them. */
import type { SessionReport } from '../../main/contract/doctor';
import type { DoctorView } from '../../main/contract/doctor-view';
import { ask, sentenceOf } from '../bridge';

export class Sessions {
  view = $state.raw<DoctorView | null>(null);
  failure = $state<string | null>(null);
  /** A change that was refused, or did not work. */
  refusal = $state<string | null>(null);
  busy = $state(false);

  /** Sessions with at least one finding that is trouble. */
  readonly troubled = $derived(
    (this.view?.sessions ?? []).filter((session) => troublesOf(session) > 0).length,
  );

  /** Sessions may be changed in PuTTY while this runs, so they are read when the window is seen again. */
  listen(): () => void {
    const seen = (): void => {
      if (document.visibilityState === 'visible' && !this.busy) void this.load();
    };
    window.addEventListener('focus', seen);
    return () => {
      window.removeEventListener('focus', seen);
    };
  }

  async load(): Promise<void> {
    try {
      this.view = await ask('doctor.view', null);
      this.failure = null;
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }

  /** True if the changes were made. */
  apply(session: string, findings: readonly string[]): Promise<boolean> {
    return this.#change(() => ask('doctor.apply', { session, findings }));
  }

  /** True if the session is as it was. */
  undo(backup: string): Promise<boolean> {
    return this.#change(() => ask('doctor.undo', { backup }));
  }

  async #change(change: () => Promise<DoctorView>): Promise<boolean> {
    this.busy = true;
    this.refusal = null;
    try {
      this.view = await change();
      return true;
    } catch (thrown) {
      this.refusal = sentenceOf(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export function troublesOf(session: SessionReport): number {
  return session.findings.filter(({ severity }) => severity === 'trouble').length;
}
