/** The list of incidents: loaded page by page, kept up to date by events. */
import type { IncidentPage, IncidentRow } from '../../main/contract/incident';
import { ask, on, sentenceOf } from '../bridge';
import { merged, withRow } from './rows';

const PAGE = 1000;

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
    const ends = [
      on('incident.added', (row) => {
        this.rows = withRow(this.rows, row);
        this.latest = row;
      }),
      on('incident.updated', (row) => {
        this.rows = withRow(this.rows, row);
      }),
      on('history.changed', () => {
        void this.reload();
      }),
      on('incident.removed', (id) => {
        this.rows = this.rows.filter((row) => row.id !== id);
      }),
    ];
    return () => {
      for (const end of ends) end();
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
      let next: string | null = null;
      do {
        const page: IncidentPage = await ask('incidents.list', {
          limit: PAGE,
          ...(next === null ? {} : { before: next }),
        });
        this.rows = merged(this.rows, page.items);
        this.loaded = true;
        next = page.next;
      } while (next !== null);
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
