/** The incidents that the desktop knows of, newest first. */
import type { IncidentPage, IncidentRow, IncidentView } from '../contract/incident';
import { rowOf } from './incident-view';

export type Change = 'added' | 'updated' | 'same';

export class IncidentBook {
  readonly #views = new Map<string, IncidentView>();
  /** Newest first; made when it is asked for. */
  #sorted: readonly IncidentView[] | null = null;
  #open = 0;

  /** Adds an incident, or replaces what was known of it. That it was seen is kept. */
  put(view: IncidentView): Change {
    const before = this.#views.get(view.id);
    const next: IncidentView = before?.state === 'seen' ? { ...view, state: 'seen' } : view;
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(next)) return 'same';
    this.#views.set(view.id, next);
    this.#sorted = null;
    this.#open += openness(next) - openness(before);
    return before === undefined ? 'added' : 'updated';
  }

  get(id: string): IncidentView | undefined {
    return this.#views.get(id);
  }

  /** The view as it is now, or null if it was seen before or is not known. */
  see(id: string): IncidentView | null {
    const before = this.#views.get(id);
    if (before?.state !== 'open') return null;
    const next: IncidentView = { ...before, state: 'seen' };
    this.#views.set(id, next);
    this.#sorted = null;
    this.#open -= 1;
    return next;
  }

  /** How many nobody has looked at. */
  get open(): number {
    return this.#open;
  }

  latest(limit: number): IncidentRow[] {
    return this.#all().slice(0, limit).map(rowOf);
  }

  /** `before` is the `next` of the page before; one that is no longer known begins anew. */
  page(limit: number, before?: string): IncidentPage {
    const all = this.#all();
    const start = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1;
    const items = all.slice(start, start + limit).map(rowOf);
    const more = start + items.length < all.length;
    return { items, total: all.length, next: more ? (items.at(-1)?.id ?? null) : null };
  }

  #all(): readonly IncidentView[] {
    this.#sorted ??= [...this.#views.values()]
      .map((view) => ({ view, time: Date.parse(view.time) }))
      .sort((one, other) => other.time - one.time || (one.view.id < other.view.id ? 1 : -1))
      .map(({ view }) => view);
    return this.#sorted;
  }
}

function openness(view: IncidentView | undefined): number {
  return view?.state === 'open' ? 1 : 0;
}
