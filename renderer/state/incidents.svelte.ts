/** The list of incidents: loaded page by page, kept up to date by events. */
import type { IncidentPage, IncidentRow } from '../../main/contract/incident';
import { ask, on, sentenceOf } from '../bridge';
import { Gather } from './gather';
import { merged, withChanges } from './rows';
import type { RowChange } from './rows';

const PAGE = 1000;
/** Milliseconds between two drawings while much comes in. */
const DRAW_EVERY = 100;

export class Incidents {
  /** Newest first. */
  rows = $state.raw<readonly IncidentRow[]>([]);
  loaded = $state(false);
  failure = $state<string | null>(null);
  /** The newest row that came while the window was open. */
  latest = $state.raw<IncidentRow | null>(null);

  open = $derived(this.rows.filter((row) => row.state === 'open').length);

  /** Starts to listen; what it returns ends the listening. */
  listen(): () => void {
    let newest: IncidentRow | null = null;
    const changes = new Gather<RowChange>((gathered) => {
      this.rows = withChanges(this.rows, gathered);
      this.latest = newest;
    }, DRAW_EVERY);
    const ends = [
      on('incident.added', (row) => {
        newest = row;
        changes.push({ id: row.id, row });
      }),
      on('incident.updated', (row) => {
        changes.push({ id: row.id, row });
      }),
      on('history.changed', () => {
        changes.end();
        void this.reload();
      }),
      on('incident.removed', (id) => {
        changes.push({ id, row: null });
      }),
    ];
    return () => {
      for (const end of ends) end();
      changes.end();
    };
  }

  /** Reads all again: incidents were deleted. */
  async reload(): Promise<void> {
    this.rows = [];
    this.loaded = false;
    await this.load();
  }

  async load(): Promise<void> {
    this.failure = null;
    try {
      const first = await pageBefore(null);
      this.rows = merged(this.rows, first.items);
      this.loaded = true;
      // What is further down is put in its place once, not page by page.
      const rest: IncidentRow[] = [];
      for (let { next } = first; next !== null;) {
        const page = await pageBefore(next);
        rest.push(...page.items);
        next = page.next;
      }
      if (rest.length > 0) this.rows = merged(this.rows, rest);
    } catch (thrown) {
      this.failure = sentenceOf(thrown);
    }
  }

  /** The user has looked at it. */
  async see(id: string): Promise<void> {
    if (this.rows.find((row) => row.id === id)?.state !== 'open') return;
    await ask('incidents.seen', { id });
  }
}

function pageBefore(next: string | null): Promise<IncidentPage> {
  return ask('incidents.list', { limit: PAGE, ...(next === null ? {} : { before: next }) });
}
