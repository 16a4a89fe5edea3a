/**
 * Which hosts and messages the history has: a small index in memory, so that search as one types
 * never asks the database for more than a few rows. Read in slices when search is first wanted.
 */
import type { HistoryQueries, IncidentSubject } from '../contract/history';

interface Tally {
  count: number;
  /** Newest first; no more than `KEPT`. */
  readonly latest: string[];
}

export interface HostTally {
  readonly host: string;
  readonly count: number;
  /** Ids, newest first. */
  readonly latest: readonly string[];
}

const KEPT = 5;
/** Rows read at once: a few milliseconds, between which everything else has its turn. */
const SLICE = 2000;
const SHORTEST_WORD = 3;

export class HistoryIndex {
  readonly #hosts = new Map<string, Tally>();
  readonly #entries = new Map<string, Tally>();
  /** What came while the index was being read, which the reading may have passed by already. */
  #meanwhile: IncidentSubject[] | null = null;
  #begun = false;
  /** Tells a reading that a newer one has taken its place. */
  #reading = 0;
  #loading: Promise<void> | null = null;

  constructor(
    private readonly history: Pick<HistoryQueries, 'subjects'> | null,
    private readonly turn: () => Promise<void> = () => new Promise((done) => setImmediate(done)),
  ) {}

  /** Reads the history, once. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** Something was deleted: what is gone must not be found. */
  renew(): Promise<void> {
    this.#hosts.clear();
    this.#entries.clear();
    if (!this.#begun) return Promise.resolve();
    this.#loading = this.#load();
    return this.#loading;
  }

  async #load(): Promise<void> {
    this.#begun = true;
    this.#reading += 1;
    const reading = this.#reading;
    if (this.history === null) return;
    this.#meanwhile = [];
    let before: string | undefined;
    for (;;) {
      const slice = this.history.subjects({
        limit: SLICE,
        ...(before === undefined ? {} : { before }),
      });
      for (const subject of slice) this.#count(subject, 'older');
      before = slice.at(-1)?.id;
      if (slice.length < SLICE || before === undefined) break;
      await this.turn();
      if (reading !== this.#reading) return;
    }
    const missed = this.#meanwhile;
    this.#meanwhile = null;
    for (const subject of missed) this.add(subject);
  }

  /** A new incident. */
  add(subject: IncidentSubject): void {
    // Before the first reading there is nothing to keep up to date.
    if (!this.#begun && this.history !== null) return;
    if (this.#meanwhile !== null) this.#meanwhile.push(subject);
    else if (!this.#knows(subject)) this.#count(subject, 'newer');
  }

  /** An incident that turned out to be part of another one. */
  remove(id: string): void {
    for (const tally of [...this.#hosts.values(), ...this.#entries.values()]) {
      const at = tally.latest.indexOf(id);
      if (at < 0) continue;
      tally.latest.splice(at, 1);
      tally.count -= 1;
    }
  }

  /** Hosts that a word of the query names, the best first. */
  hosts(query: string, limit: number): HostTally[] {
    const words = query.toLowerCase().split(/[\s"'()<>,;@]+/);
    const named = words.filter((word) => word.length >= SHORTEST_WORD);
    if (named.length === 0) return [];
    const single = words.length === 1;
    return [...this.#hosts]
      .filter(([, { latest }]) => latest.length > 0)
      .map(([host, { count, latest }]) => ({
        host,
        count,
        latest,
        fit: fitOf(host, named, single),
      }))
      .filter(({ fit }) => fit > 0)
      .sort((one, other) => other.fit - one.fit || other.count - one.count)
      .slice(0, limit)
      .map(({ host, count, latest }) => ({ host, count, latest }));
  }

  /** Ids of the newest incidents of an entry. */
  ofEntry(entry: string): readonly string[] {
    return this.#entries.get(entry)?.latest ?? [];
  }

  /** Entries by how often they happened. */
  common(limit: number): { readonly entry: string; readonly count: number }[] {
    return [...this.#entries]
      .map(([entry, { count }]) => ({ entry, count }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count)
      .slice(0, limit);
  }

  #knows({ id, entry }: IncidentSubject): boolean {
    return this.#entries.get(entry)?.latest.includes(id) === true;
  }

  #count({ id, entry, host }: IncidentSubject, age: 'older' | 'newer'): void {
    note(this.#entries, entry, id, age);
    if (host !== null) note(this.#hosts, host.toLowerCase(), id, age);
  }
}

function note(map: Map<string, Tally>, key: string, id: string, age: 'older' | 'newer'): void {
  const tally = map.get(key) ?? { count: 0, latest: [] };
  map.set(key, tally);
  tally.count += 1;
  if (age === 'newer') {
    tally.latest.unshift(id);
    tally.latest.splice(KEPT);
  } else if (tally.latest.length < KEPT) tally.latest.push(id);
}

/** The whole name, the start of a part of it, or, of a query that is one word, any part. */
function fitOf(host: string, words: readonly string[], single: boolean): number {
  let best = 0;
  for (const word of words) {
    if (word === host) return 3;
    // The last part of a name tells no host from another.
    const own =
      host.includes('.') && !/^[\d.]+$/.test(host) ? host.slice(0, host.indexOf('.')) : host;
    if (own.split(/[-_]/).some((part) => part.startsWith(word)) || host.startsWith(word)) {
      best = Math.max(best, 2);
    } else if (single && host.includes(word)) best = Math.max(best, 1);
  }
  return best;
}
