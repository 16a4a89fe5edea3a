/** What is watched at present: read again when PuTTY's saved sessions or the settings may have changed. */
import type { Problem } from '../contract/model';
import type { Result, SavedSession } from '../contract/watch';
import { ofFolder, watchables } from './watched';
import type { Watchable } from './watch-service';

export interface SourceHooks {
  readonly readSessions: () => Promise<Result<readonly SavedSession[]>>;
  /** Something else is to be watched now. */
  readonly changed: (watched: readonly Watchable[]) => Promise<void>;
  readonly problem: (problem: Problem) => void;
}

export class Sources {
  #sessions: readonly SavedSession[] = [];
  #current = '[]';
  #rehearsal: string | null = null;
  #turn: Promise<void> = Promise.resolve();

  /** @param given folders of this run, which stand instead of PuTTY's saved sessions. */
  constructor(
    private readonly given: readonly string[],
    private readonly added: () => readonly string[],
    private readonly hooks: SourceHooks,
  ) {}

  /** Watches a rehearsal's folder besides the others, or no longer. */
  rehearse(folder: string | null): Promise<void> {
    this.#rehearsal = folder;
    return this.refresh();
  }

  /** PuTTY's saved sessions as they were read last. */
  get sessions(): readonly SavedSession[] {
    return this.#sessions;
  }

  /** Reads everything again and tells if it became something else; one after the other. */
  refresh(): Promise<void> {
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#refresh());
    return this.#turn;
  }

  async #refresh(): Promise<void> {
    if (this.given.length === 0) {
      const sessions = await this.hooks.readSessions();
      if (sessions.ok) this.#sessions = sessions.value;
      else this.hooks.problem(sessions.problem);
    }
    const watched = [
      ...watchables(this.given, this.added(), this.#sessions),
      ...(this.#rehearsal === null ? [] : [ofFolder(this.#rehearsal, 'rehearsal')]),
    ];
    const words = JSON.stringify(watched);
    if (words === this.#current) return;
    this.#current = words;
    await this.hooks.changed(watched);
  }
}
