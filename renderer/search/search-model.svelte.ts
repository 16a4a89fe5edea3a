/** Everything the search window shows. Nothing of it outlives the moment the window is hidden. */
import { LONGEST_QUERY } from '../../main/contract/ipc';
import type { Place } from '../../main/contract/ipc';
import type { HistoryFound, SearchStart } from '../../main/contract/search-window';
import { ask, on } from '../bridge';
import { Model } from '../state/model.svelte';
import type { Finder, Found } from './found';
import { foundGroups, startGroups } from './result-rows';
import type { ResultRow } from './result-rows';

const NOTHING_FOUND: HistoryFound = { hosts: [], incidents: [] };
const NO_START: SearchStart = { latest: [], common: [] };

/** Milliseconds after a key when its frame is painted: the history is asked then. */
const AFTER_FRAME = 20;

/** What the answer's pane shows. */
export type Subject =
  { readonly entry: string; readonly incident?: never } | { readonly incident: string };

export class SearchModel extends Model {
  /** What stands in the field. */
  typed = $state('');
  /** A pasted text with its line breaks, which the field has no room for. */
  #pasted = $state<string | null>(null);
  #finder = $state.raw<Finder | null>(null);
  #start = $state.raw<SearchStart>(NO_START);
  #history = $state.raw<HistoryFound>(NOTHING_FOUND);
  #wanted = $state<string | null>(null);
  #asking: ReturnType<typeof setTimeout> | undefined;
  /** Entries that links in the answer led to, one after the other. */
  trail = $state.raw<readonly string[]>([]);
  failure = $state<string | null>(null);
  /** Counts how often the window came up, so that the field can take the cursor. */
  shown = $state(0);

  readonly query = $derived((this.#pasted ?? this.typed).trim().slice(0, LONGEST_QUERY));
  readonly ready = $derived(this.#finder !== null);
  readonly found: Found | null = $derived(
    this.#finder === null || this.query === '' ? null : this.#finder.find(this.query),
  );
  readonly groups = $derived.by(() => {
    const around = { entry: (id: string) => this.catalogue.entry(id), now: this.watch.now };
    if (this.query === '') return startGroups(this.#start, around);
    return this.found === null ? [] : foundGroups(this.query, this.found, this.#history, around);
  });
  readonly rows = $derived(this.groups.flatMap(({ rows }) => rows));
  /** Something was found that answers the query. */
  readonly sure = $derived(this.rows.some((row) => row.kind !== 'entry' || row.sure));
  /** The row that the arrow keys are on: the first one, unless that is a mere guess. */
  readonly chosen: ResultRow | null = $derived.by(() => {
    const wanted = this.rows.find(({ key }) => key === this.#wanted);
    if (wanted !== undefined) return wanted;
    return this.query !== '' && this.sure ? (this.rows[0] ?? null) : null;
  });
  readonly subject: Subject | null = $derived.by(() => {
    const followed = this.trail.at(-1);
    if (followed !== undefined) return { entry: followed };
    const { chosen } = this;
    if (chosen === null) return null;
    if (chosen.kind === 'entry') return { entry: chosen.entry.id };
    return { incident: chosen.kind === 'host' ? chosen.found.latest.id : chosen.incident.id };
  });
  /** Entry of what is shown. */
  readonly entry: string | null = $derived.by(() => {
    if (this.trail.length > 0) return this.trail.at(-1) ?? null;
    const { chosen } = this;
    if (chosen === null) return null;
    if (chosen.kind === 'entry') return chosen.entry.id;
    return chosen.kind === 'host' ? chosen.found.latest.entry : chosen.incident.entry;
  });

  /** Listens and loads; what it returns ends the listening. */
  open(load: () => Promise<Finder>): () => void {
    const ends = [
      on('search.shown', ({ text }) => {
        this.#comeUp(text);
      }),
      on('language.changed', () => {
        this.catalogue.forget();
      }),
      on('search.hidden', () => {
        this.forget();
      }),
    ];
    void ask('search.ready', null);
    void this.preferences.load();
    void this.#load(load);
    return () => {
      for (const end of ends) end();
    };
  }

  async #load(load: () => Promise<Finder>): Promise<void> {
    try {
      const finder = await load();
      this.catalogue.entries = finder.entries;
      this.catalogue.loaded = true;
      this.#finder = finder;
    } catch (thrown) {
      this.failure = thrown instanceof Error ? thrown.message : String(thrown);
    }
  }

  #comeUp(text: string | null): void {
    // A window that is up already keeps what is in it, unless there is a new text.
    if (text !== null) this.take(text);
    this.watch.now = Date.now();
    this.shown += 1;
    void ask('search.start', null).then((start) => {
      this.#start = start;
    });
  }

  /** What was typed. */
  type(text: string): void {
    this.typed = text;
    this.#pasted = null;
    this.#changed();
  }

  /** A whole text: its line breaks count, though the field shows none. */
  take(text: string): void {
    const short = text.slice(0, LONGEST_QUERY);
    const lines = short.split(/[\r\n]+/).map((line) => line.trim());
    this.typed = lines.filter((line) => line !== '').join(' ');
    this.#pasted = short;
    this.#changed();
  }

  #changed(): void {
    this.#wanted = null;
    this.trail = [];
    clearTimeout(this.#asking);
    if (this.query === '') this.#history = NOTHING_FOUND;
    else this.#asking = setTimeout(() => void this.#askHistory(), AFTER_FRAME);
  }

  async #askHistory(): Promise<void> {
    const { query } = this;
    const sure = this.found?.hits.filter(({ confident }) => confident) ?? [];
    const entries = sure.map(({ entry }) => entry);
    const found = await ask('search.history', { query, entries }).catch(() => NOTHING_FOUND);
    // An answer to what stood there before is late.
    if (query !== this.query) return;
    // A list that has not changed need not be drawn again.
    const nothing = found.hosts.length + found.incidents.length === 0;
    this.#history = nothing ? NOTHING_FOUND : found;
  }

  forget(): void {
    clearTimeout(this.#asking);
    this.typed = '';
    this.#pasted = null;
    this.#wanted = null;
    this.#history = NOTHING_FOUND;
    this.#start = NO_START;
    this.trail = [];
  }

  choose(key: string): void {
    this.#wanted = key;
    this.trail = [];
  }

  move(by: number): void {
    const at = this.rows.findIndex(({ key }) => key === this.chosen?.key);
    const next = at < 0 ? (by > 0 ? 0 : this.rows.length - 1) : at + by;
    const row = this.rows[Math.min(this.rows.length - 1, Math.max(0, next))];
    if (row !== undefined) this.choose(row.key);
  }

  /** Links in an explanation stay in this window. */
  override go(place: Place): void {
    if (place.view === 'messages' && place.entry !== undefined) {
      this.trail = [...this.trail, place.entry];
    }
  }

  back(): void {
    this.trail = this.trail.slice(0, -1);
  }

  /** Where the main window goes on with what is shown. */
  get destination(): Place {
    const { subject } = this;
    if (subject === null) return { view: 'messages' };
    const { chosen } = this;
    if (this.trail.length === 0 && chosen?.kind === 'host') {
      return { view: 'hosts', host: chosen.found.latest.host ?? chosen.found.host };
    }
    if (subject.incident !== undefined) return { view: 'now', incident: subject.incident };
    return { view: 'messages', entry: subject.entry };
  }

  /** What a recognised message says of itself. */
  get captures(): Readonly<Record<string, string>> | undefined {
    return this.found?.recognised.find(({ entry }) => entry === this.entry)?.captures;
  }

  /** PuTTY's own words for what is shown. */
  get message(): string | null {
    const { chosen, entry } = this;
    if (entry === null) return null;
    if (this.trail.length === 0 && chosen !== null && chosen.kind !== 'entry') {
      return chosen.kind === 'host' ? chosen.found.latest.message : chosen.incident.message;
    }
    const recognised = this.found?.recognised.find((found) => found.entry === entry);
    return recognised?.message ?? this.catalogue.entry(entry)?.title ?? null;
  }
}
