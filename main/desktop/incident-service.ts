/** Incidents on their way from the watch to the window, the tray and a notification. */
import type { IncidentRow, IncidentView } from '../contract/incident';
import { IncidentBook } from './incident-book';
import { noticeText, rowOf, viewOf } from './incident-view';
import type { FoundIncident } from './incident-view';
import type { Knowledge } from './knowledge';
import type { Notice } from './notifications';
import { problem, ProblemError } from './problem';
import { Settle } from './settle';
import type { Clock } from './settle';

/** What the desktop needs of the history. */
export interface IncidentArchive {
  /** Incidents of earlier runs, with whether they were looked at. */
  load(): readonly { readonly found: FoundIncident; readonly seen: boolean }[];
  /** Keeps that it was looked at. */
  markSeen(id: string): void;
}

export interface IncidentHooks {
  readonly told: (change: 'added' | 'updated', row: IncidentRow) => void;
  readonly notify: (notice: Notice) => void;
  readonly failed: (what: string, thrown: unknown) => void;
}

export class IncidentService {
  readonly book = new IncidentBook();
  readonly #settle: Settle<FoundIncident>;

  constructor(
    private readonly knowledge: Knowledge,
    private readonly archive: IncidentArchive,
    private readonly hooks: IncidentHooks,
    clock?: Clock,
  ) {
    this.#settle = new Settle((_id, found) => {
      this.#settled(found);
    }, clock);
    for (const { found, seen } of archive.load()) {
      const view = viewOf(found, knowledge.entry(found.incident.entry), seen);
      if (view !== null) this.book.put(view);
    }
  }

  /** The watch found an incident, or more of one. */
  found(event: FoundIncident): void {
    this.#settle.push(event.id, event);
  }

  /** Tells everything that still waits. */
  flush(): void {
    this.#settle.flush();
  }

  /** Throws a ProblemError if it is not known. */
  get(id: string): IncidentView {
    const view = this.book.get(id);
    if (view === undefined) {
      throw new ProblemError(problem('no-incident', 'This incident is no longer in the history.'));
    }
    return view;
  }

  see(id: string): void {
    const view = this.book.see(id);
    if (view === null) return;
    this.archive.markSeen(id);
    this.hooks.told('updated', rowOf(view));
  }

  #settled(found: FoundIncident): void {
    const view = viewOf(found, this.knowledge.entry(found.incident.entry), false);
    if (view === null) return;
    const change = this.book.put(view);
    if (change === 'same') return;
    this.hooks.told(change, rowOf(this.get(view.id)));
    this.knowledge
      .body(view.entry)
      .then((body) => {
        this.hooks.notify({
          incident: view.id,
          title: view.headline,
          body: noticeText(view, body),
          severity: view.severity,
        });
      })
      .catch((thrown: unknown) => {
        this.hooks.failed('A notification could not be made', thrown);
      });
  }
}
