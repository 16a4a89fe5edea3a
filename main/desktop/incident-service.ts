/** Incidents on their way from the watch to the window, the tray and a notification. */
import type { IncidentRow, IncidentView } from '../contract/incident';
import type { IncidentShelf } from './incident-shelf';
import { rowOf, viewOf } from './incident-view';
import type { FoundIncident } from './incident-view';
import type { Knowledge } from './knowledge';
import { problem, ProblemError } from './problem';
import { Settle } from './settle';
import type { Clock } from './settle';

export interface IncidentHooks {
  readonly told: (change: 'added' | 'updated', row: IncidentRow) => void;
  readonly removed: (id: string) => void;
  /** It happened or went on: a notification may be due. */
  readonly notify: (view: IncidentView) => void;
}

interface Waiting {
  readonly view: IncidentView;
  readonly added: boolean;
  /** Detections of it that may have been told as incidents of their own. */
  readonly parts: readonly string[];
}

export class IncidentService {
  readonly #settle: Settle<Waiting>;

  constructor(
    private readonly knowledge: Pick<Knowledge, 'entry'>,
    readonly shelf: IncidentShelf,
    private readonly hooks: IncidentHooks,
    clock?: Clock,
  ) {
    this.#settle = new Settle((_id, waiting) => {
      this.#settled(waiting);
    }, clock);
  }

  /** The watch found an incident, or more of one. */
  found(event: FoundIncident & { readonly added: boolean }): void {
    const view = viewOf(event, this.knowledge.entry(event.incident.entry));
    if (view === null) return;
    const added = event.added || this.#settle.waiting(event.id)?.added === true;
    this.#settle.push(event.id, { view, added, parts: event.ids.slice(1) });
  }

  /** An earlier run stored this detection, but ended before it could tell. */
  caughtUp(detection: string): void {
    const view = this.shelf.get(detection);
    if (view !== undefined) this.#settle.push(detection, { view, added: false, parts: [] });
  }

  /** Tells everything that still waits. */
  flush(): void {
    this.#settle.flush();
  }

  /** Throws a ProblemError if it is not known. */
  get(id: string): IncidentView {
    const view = this.shelf.get(id);
    if (view === undefined) {
      throw new ProblemError(problem('no-incident', 'This incident is no longer in the history.'));
    }
    return view;
  }

  see(id: string): void {
    const view = this.shelf.see(id);
    if (view !== null) this.hooks.told('updated', rowOf(view));
  }

  #settled({ view, added, parts }: Waiting): void {
    for (const part of parts) if (this.shelf.forget(part)) this.hooks.removed(part);
    const change = this.shelf.put(view, added);
    if (change === 'same') return;
    const kept = this.get(view.id);
    this.hooks.told(change, rowOf(kept));
    this.hooks.notify(kept);
  }
}
