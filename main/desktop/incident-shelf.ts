/**
 * Where the desktop looks incidents up: the history, and for what the history could not take
 * (another program holds it, the disk is full) a book in memory, so that nothing goes untold.
 */
import type { EntrySummary } from '../contract/entry';
import type { HistoryQueries, StoredIncident } from '../contract/history';
import type { IncidentPage, IncidentRow, IncidentView } from '../contract/incident';
import { plainInline } from '../contract/inline';
import type { Result } from '../contract/watch';
import { IncidentBook } from './incident-book';
import type { Change } from './incident-book';
import { rowOf } from './incident-view';

/** The part of the history that is used. */
export interface IncidentHistory {
  readonly queries: HistoryQueries;
  markSeen(id: string): Result<null>;
}

export class IncidentShelf {
  readonly #book = new IncidentBook();
  /** What was told in this run, to know a change from a repetition. */
  readonly #told = new Map<string, string>();
  #openStored: number;

  constructor(
    private readonly history: IncidentHistory | null,
    private readonly entry: (id: string) => EntrySummary | undefined,
  ) {
    this.#openStored = history?.queries.totals().open ?? 0;
  }

  /** Takes what the watch told; `added` if the incident is new. */
  put(view: IncidentView, added: boolean): Change {
    const stored = this.#stored(view.id);
    if (stored === null) return this.#book.put(view);
    const words = JSON.stringify({ ...stored, state: null });
    const before = this.#told.get(view.id);
    if (before === words) return 'same';
    this.#told.set(view.id, words);
    if (before !== undefined || !added) return 'updated';
    if (stored.state === 'open') this.#openStored += 1;
    return 'added';
  }

  get(id: string): IncidentView | undefined {
    return this.#book.get(id) ?? this.#stored(id) ?? undefined;
  }

  /** The view as it is now; null if it was seen before, is not known, or this cannot be kept. */
  see(id: string): IncidentView | null {
    const inBook = this.#book.see(id);
    if (inBook !== null) return inBook;
    const stored = this.#stored(id);
    if (stored?.state !== 'open' || this.history?.markSeen(id).ok !== true) return null;
    this.#openStored -= 1;
    return { ...stored, state: 'seen' };
  }

  /** It turned out to be part of another incident; true if it had been told as one of its own. */
  forget(id: string): boolean {
    if (!this.#told.delete(id) || this.history === null) return false;
    // The history has let go of it already.
    this.#openStored = this.history.queries.totals().open;
    return true;
  }

  /** Incidents were deleted from the history: what was kept beside it goes as well. */
  refresh(): void {
    this.#openStored = this.history?.queries.totals().open ?? 0;
  }

  /** How many nobody has looked at. */
  get open(): number {
    return this.#openStored + this.#book.open;
  }

  latest(limit: number): IncidentRow[] {
    const stored = this.history?.queries.incidents({ limit }) ?? [];
    return [...this.#book.latest(limit), ...this.#rows(stored)].slice(0, limit);
  }

  /** Newest first; `before` is the `next` of the page before. */
  page(limit: number, before?: string): IncidentPage {
    const kept = this.#book.page(limit);
    const { history } = this;
    if (history === null) return before === undefined ? kept : this.#book.page(limit, before);
    // One more than asked for tells whether there is a further page.
    const found = history.queries.incidents({
      limit: limit + 1,
      ...(before === undefined ? {} : { before }),
    });
    const shown = found.slice(0, limit);
    const items = this.#rows(shown);
    return {
      items: before === undefined ? [...kept.items, ...items] : items,
      total: history.queries.totals().incidents + kept.total,
      next: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  #rows(stored: readonly StoredIncident[]): IncidentRow[] {
    return stored.flatMap((each) => {
      const view = this.#toView(each);
      return view === null ? [] : [rowOf(view)];
    });
  }

  #stored(id: string): IncidentView | null {
    const stored = this.history?.queries.incident(id) ?? null;
    return stored === null ? null : this.#toView(stored);
  }

  /** Null for an entry that this program does not know: a newer one wrote it. */
  #toView(stored: StoredIncident): IncidentView | null {
    const entry = this.entry(stored.entry);
    if (entry === undefined) return null;
    const { id, file, message, line, offset, captures, user, time, count, state, facts } = stored;
    return {
      id,
      entry: stored.entry,
      severity: entry.severity,
      headline: plainInline(entry.headline, { ...facts, ...captures }),
      message,
      session: stored.session,
      host: stored.host ?? facts.host ?? facts.address,
      user: user ?? facts.user,
      time,
      count,
      state,
      file,
      line,
      offset,
      causes: stored.causes,
      fixes: stored.fixes,
      captures,
      facts,
    };
  }
}
