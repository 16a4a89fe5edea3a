/**
 * Everything that the window and the main process say to each other: one map of requests, one of
 * events. A new message is a line here, a handler in main/desktop/ and a caller in renderer/.
 */
import * as v from 'valibot';
import type { EntryBody, EntrySummary } from './entry';
import type { IncidentPage, IncidentRow, IncidentView, LogExcerpt } from './incident';
import type { Problem } from './model';
import { settingsChangeSchema } from './settings';
import type { Settings, SettingsChange } from './settings';
import type { WatchView } from './watch-view';

export interface AppInfo {
  readonly version: string;
  readonly platform: string;
  /** Folder that holds the settings and the history. */
  readonly dataFolder: string;
  /** Whether the system can show notifications and start programs at login. */
  readonly can: { readonly notify: boolean; readonly startAtLogin: boolean };
}

/** What lists show of an entry: without what only matching and ranking need. */
export type EntryHeading = Omit<EntrySummary, 'patterns' | 'causes'>;

/** A message of PuTTY's in a text that was pasted. */
export interface Recognised {
  readonly entry: string;
  readonly captures: Readonly<Record<string, string>>;
}

/** Start and end of a part of a text, in UTF-16 units; the end is not part of it. */
export type Mark = readonly [start: number, end: number];

export interface SearchHit {
  readonly entry: string;
  /** False if it is only the nearest, and probably not what was meant. */
  readonly confident: boolean;
  /** The found words of the entry's title. */
  readonly marks: readonly Mark[];
  /** Another wording that fits better than the title. */
  readonly also: { readonly text: string; readonly marks: readonly Mark[] } | null;
}

export interface SearchView {
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /** Best first; empty if the text holds no message of PuTTY's. */
  readonly recognised: readonly Recognised[];
}

/** Asked by the window, answered by the main process. */
export interface Requests {
  /** The window is drawn and listens: events that waited are sent. */
  'app.ready': (args: null) => null;
  'app.info': (args: null) => AppInfo;
  /** Newest first; `before` is the `next` of the page before. */
  'incidents.list': (args: { limit: number; before?: string }) => IncidentPage;
  'incidents.get': (args: { id: string }) => IncidentView;
  'incidents.seen': (args: { id: string }) => null;
  'entries.list': (args: null) => readonly EntryHeading[];
  'entries.body': (args: { id: string }) => EntryBody;
  /** Entries for what a person types or pastes. */
  search: (args: { query: string }) => SearchView;
  'watch.status': (args: null) => WatchView;
  /** Minutes, or null for until resumed. */
  'watch.pause': (args: { minutes: number | null }) => WatchView;
  'watch.resume': (args: null) => WatchView;
  'settings.get': (args: null) => Settings;
  'settings.set': (args: SettingsChange) => Settings;
  /** Asks the user for a folder; null if none was chosen. */
  'folder.choose': (args: null) => string | null;
  'clipboard.write': (args: { text: string }) => null;
  /** Shows a watched log in the system's file manager. */
  'file.reveal': (args: { incident: string }) => null;
  'log.excerpt': (args: { incident: string }) => LogExcerpt;
}

export type Channel = keyof Requests;
export type Args<C extends Channel> = Parameters<Requests[C]>[0];
export type Answer<C extends Channel> = ReturnType<Requests[C]>;

/** A failed request is a value, so that its code and sentence survive the border. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Told by the main process whenever it happens. */
export interface Events {
  'incident.added': IncidentRow;
  'incident.updated': IncidentRow;
  /** Id of one that turned out to be part of another. */
  'incident.removed': string;
  'watch.status': WatchView;
  'settings.changed': Settings;
  navigate: Place;
  /** The user wants to search: the cursor goes into the field of the view in front. */
  find: null;
}

export type EventName = keyof Events;

/** Where in the window to go. */
export type Place =
  | { readonly view: 'now'; readonly incident?: string }
  | { readonly view: 'messages'; readonly entry?: string }
  | { readonly view: 'settings' };

const nothing = v.null();
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));

/** Checks what comes in from the window; keys and types follow `Requests`. */
export const REQUEST_SCHEMAS: { readonly [C in Channel]: v.GenericSchema<unknown, Args<C>> } = {
  'app.ready': nothing,
  'app.info': nothing,
  'incidents.list': v.strictObject({
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
    before: v.exactOptional(id),
  }),
  'incidents.get': v.strictObject({ id }),
  'incidents.seen': v.strictObject({ id }),
  'entries.list': nothing,
  'entries.body': v.strictObject({ id }),
  search: v.strictObject({ query: v.pipe(v.string(), v.maxLength(20_000)) }),
  'watch.status': nothing,
  'watch.pause': v.strictObject({
    minutes: v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(7 * 24 * 60))),
  }),
  'watch.resume': nothing,
  'settings.get': nothing,
  'settings.set': settingsChangeSchema,
  'folder.choose': nothing,
  'clipboard.write': v.strictObject({ text: v.pipe(v.string(), v.maxLength(100_000)) }),
  'file.reveal': v.strictObject({ incident: id }),
  'log.excerpt': v.strictObject({ incident: id }),
};
