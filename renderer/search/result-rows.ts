/** The rows of the search window: pure, from what was found to what is listed. */
import type { EntryHeading, Mark } from '../../main/contract/ipc';
import type { IncidentRow } from '../../main/contract/incident';
import type { HistoryFound, HostFound, SearchStart } from '../../main/contract/search-window';
import { categoryName, language, t } from '../language.svelte';
import { dayAndTime } from '../times';
import type { Found } from './found';

interface Shown {
  readonly key: string;
  readonly title: string;
  readonly marks: readonly Mark[];
  readonly detail: string;
  readonly detailMarks: readonly Mark[];
}

export type ResultRow =
  | (Shown & { readonly kind: 'entry'; readonly entry: EntryHeading; readonly sure: boolean })
  | (Shown & { readonly kind: 'incident'; readonly incident: IncidentRow })
  | (Shown & { readonly kind: 'host'; readonly found: HostFound });

export interface ResultGroup {
  readonly title: string;
  readonly rows: readonly ResultRow[];
}

/** What looks entries up, and the present time in milliseconds since 1970. */
export interface Around {
  readonly entry: (id: string) => EntryHeading | undefined;
  readonly now: number;
}

const MOST_NEAREST = 5;
const MOST_NEAREST_BESIDE = 3;

/** Before anything is typed. */
export function startGroups(start: SearchStart, around: Around): ResultGroup[] {
  return filled([
    {
      title: t('search.recent'),
      rows: start.latest.map((row) => incidentRow(row, around.now)),
    },
    {
      title: start.common.some(({ count }) => count > 0)
        ? t('search.commonHere')
        : t('search.common'),
      rows: start.common.flatMap(({ entry, count }) => {
        const known = around.entry(entry);
        if (known === undefined) return [];
        const detail = count > 0 ? t('search.times', { count }) : placeOf(known);
        return [entryRow(known, { sure: true, detail })];
      }),
    },
  ]);
}

/** PuTTY's own messages in the text, what fits, what the history has, and what is only near. */
export function foundGroups(
  query: string,
  found: Found,
  history: HistoryFound,
  around: Around,
): ResultGroup[] {
  const recognised = new Set(found.recognised.map(({ entry }) => entry));
  const groups = { recognised: [], found: [], nearest: [] } as Record<
    'recognised' | 'found' | 'nearest',
    ResultRow[]
  >;
  for (const hit of found.hits) {
    const entry = around.entry(hit.entry);
    if (entry === undefined) continue;
    const own = recognised.has(hit.entry);
    const group = own ? 'recognised' : hit.confident ? 'found' : 'nearest';
    const also = own ? null : hit.also;
    groups[group].push(
      entryRow(entry, {
        sure: group !== 'nearest',
        detail: also?.text ?? placeOf(entry),
        marks: hit.marks,
        detailMarks: also?.marks ?? [],
      }),
    );
  }
  const sure = groups.recognised.length + groups.found.length > 0;
  return filled([
    { title: t('messages.recognised'), rows: groups.recognised },
    { title: t('messages.found'), rows: groups.found },
    {
      title: t('search.hosts'),
      rows: history.hosts.map((host) => hostRow(host, query, around.now)),
    },
    {
      title: t('search.yours'),
      rows: history.incidents.map((incident) => incidentRow(incident, around.now)),
    },
    // Beside what fits, guesses are of little use.
    {
      title: t('messages.nearest'),
      rows: groups.nearest.slice(0, sure ? MOST_NEAREST_BESIDE : MOST_NEAREST),
    },
  ]);
}

const filled = (groups: readonly ResultGroup[]): ResultGroup[] =>
  groups.filter(({ rows }) => rows.length > 0);

function entryRow(
  entry: EntryHeading,
  more: {
    readonly sure: boolean;
    readonly detail: string;
    readonly marks?: readonly Mark[];
    readonly detailMarks?: readonly Mark[];
  },
): ResultRow {
  const key = `entry-${entry.id}`;
  return { kind: 'entry', key, entry, title: entry.title, marks: [], detailMarks: [], ...more };
}

function incidentRow(incident: IncidentRow, now: number): ResultRow {
  return {
    kind: 'incident',
    key: `incident-${incident.id}`,
    incident,
    title: incident.headline,
    marks: [],
    detailMarks: [],
    detail: `${dayAndTime(incident.time, now)}, ${incident.message.replaceAll('\n', ' ')}`,
  };
}

function hostRow(found: HostFound, query: string, now: number): ResultRow {
  const { host, count, latest } = found;
  return {
    kind: 'host',
    key: `host-${host}`,
    found,
    title: host,
    marks: hostMarks(host, query),
    detailMarks: [],
    detail: t('search.onHost', { count, last: dayAndTime(latest.time, now) }),
  };
}

/** Where the words of the query stand in the name. */
function hostMarks(host: string, query: string): Mark[] {
  const words = query.toLowerCase().split(/\s+/);
  const longest = words
    .filter((word) => word.length > 2 && host.includes(word))
    .sort((one, other) => other.length - one.length)[0];
  if (longest === undefined) return [];
  const start = host.indexOf(longest);
  return [[start, start + longest.length]];
}

/** What was said of an entry in a language: every key asks again for each row. */
const places = new Map<string, string>();

function placeOf(entry: EntryHeading): string {
  const key = `${language()} ${entry.id}`;
  let place = places.get(key);
  if (place === undefined) {
    const name = categoryName(entry.category);
    place =
      entry.manual === undefined
        ? name
        : `${name}, ${t('messages.manual', { section: entry.manual })}`;
    places.set(key, place);
  }
  return place;
}
