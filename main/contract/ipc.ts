/**
 * Everything that the window and the main process say to each other: one map of requests, one of
 * events. A new message is a line here, a handler in main/desktop/ and a caller in renderer/.
 */
import * as v from 'valibot';
import { REPORT_FORMATS } from './analysis-view';
import type {
  AnalysedDetails,
  AnalysisBatch,
  AnalysisSource,
  AnalysisView,
  ReportFormat,
  ReportPreview,
  ViewedLines,
  ViewedPlace,
} from './analysis-view';
import type { DoctorView, WatchDetails } from './doctor-view';
import type { EntryBody, EntrySummary } from './entry';
import type { HostSummary, ProblemSummary } from './history';
import { EXPORT_FORMATS } from './history-view';
import type { ExportFormat } from './history-view';
import type { IncidentPage, IncidentRow, IncidentView, LogExcerpt } from './incident';
import type { Language } from './language';
import type { Problem } from './model';
import { MUTE_KINDS } from './quiet';
import type { MuteKind, QuietCounts, QuietView, WindowNotice } from './quiet';
import { redactionSchema } from './redaction';
import type { RedactionChoice } from './redaction';
import type { HistoryFound, SearchStart, ShortcutsView } from './search-window';
import { settingsChangeSchema } from './settings';
import type { SettingName, Settings, SettingsChange } from './settings';
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

export interface SettingsImport {
  readonly settings: Settings;
  /** Settings whose values were refused. */
  readonly refused: readonly SettingName[];
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
  /** Each file and folder that is watched, and how far it was read. */
  'watch.details': (args: null) => WatchDetails;
  /** PuTTY's saved sessions as the log doctor sees them; changes nothing. */
  'doctor.view': (args: null) => DoctorView;
  /** Makes the changes of these findings in one saved session, after a backup. */
  'doctor.apply': (args: { session: string; findings: readonly string[] }) => DoctorView;
  'doctor.undo': (args: { backup: string }) => DoctorView;
  /** Saves these incidents in a file that the user names; gives its path, or null if none was named. */
  'history.export': (args: { format: ExportFormat; ids: readonly string[] }) => string | null;
  /** Deletes all, or all of one host, for good. */
  'history.delete': (args: { host: string | null }) => null;
  /** What goes wrong with each host; most first. */
  'history.hosts': (args: null) => readonly HostSummary[];
  /** What came more than once, over all hosts; most frequent first. */
  'history.problems': (args: null) => readonly ProblemSummary[];
  'settings.get': (args: null) => Settings;
  'settings.set': (args: SettingsChange) => Settings;
  /** Saves the settings in a file that the user names; gives its path, or null if none was named. */
  'settings.export': (args: null) => string | null;
  /** Takes the settings of a file that the user chooses; null if none was chosen. */
  'settings.import': (args: null) => SettingsImport | null;
  /** What made no notification and why, and what is muted. */
  'quiet.view': (args: null) => QuietView;
  /** Mutes what an incident is an example of; null minutes are for ever. */
  'quiet.mute': (args: { incident: string; kind: MuteKind; minutes: number | null }) => QuietView;
  'quiet.unmute': (args: { id: string }) => QuietView;
  /** No notifications at all for some minutes; 0 ends that. */
  'quiet.snooze': (args: { minutes: number }) => QuietView;
  /** Empties the list of what was held back. */
  'quiet.clear': (args: null) => QuietView;
  /** Plays a recorded session into a watched folder, so that a notification is seen. */
  'rehearsal.start': (args: null) => null;
  /** The first run's steps were gone through or passed over; what a rehearsal left is deleted. */
  'introduction.done': (args: null) => null;
  /** Asks the user for a folder; null if none was chosen. */
  'folder.choose': (args: null) => string | null;
  'clipboard.write': (args: { text: string }) => null;
  /** Shows a watched log in the system's file manager. */
  'file.reveal': (args: { incident: string }) => null;
  'log.excerpt': (args: { incident: string }) => LogExcerpt;
  /** The search window is drawn and listens. */
  'search.ready': (args: null) => null;
  'search.start': (args: null) => SearchStart;
  /** What the history has on a query; `entries` are those that the catalogue has on it. */
  'search.history': (args: { query: string; entries: readonly string[] }) => HistoryFound;
  /** Opens the search window. */
  'search.show': (args: null) => null;
  /** Hides the search window, so that the focus goes back to where it was. */
  'search.hide': (args: null) => null;
  /** Goes on in the main window, and hides the search window. */
  'search.open': (args: Place) => null;
  /** Opens a section of PuTTY's manual, on its own site, in the browser. */
  'manual.open': (args: { section: string }) => null;
  'shortcuts.status': (args: null) => ShortcutsView;
  /** While a new shortcut is being pressed in the settings, the present ones do nothing. */
  'shortcuts.record': (args: { on: boolean }) => null;
  /** Reads logs; what is found is told by `analysis.batch`. Text that holds only paths means them. */
  'analysis.start': (args: AnalysisSource) => { readonly id: string };
  /** Asks the user for logs or for a folder; null if nothing was chosen. */
  'analysis.choose': (args: { what: 'files' | 'folder' }) => readonly string[] | null;
  /** Ends the reading at once; what was found stays. */
  'analysis.cancel': (args: { id: string }) => null;
  /** An analysis as it stands, the latest if none is named; null if it is no longer kept. */
  'analysis.get': (args: { id: string | null; from: number }) => AnalysisView | null;
  'analysis.details': (args: { id: string; file: number; session: number }) => AnalysedDetails;
  /** A few lines of a log; `folded` hides the rows of hex dumps. */
  'analysis.lines': (args: {
    id: string;
    file: number;
    at: ViewedPlace;
    count: number;
    escapes: 'strip' | 'show';
    folded: boolean;
  }) => ViewedLines;
  /** The next line that holds the text in any case of letters, `fromLine` included; a new search ends this one. */
  'analysis.find': (args: {
    id: string;
    file: number;
    text: string;
    fromLine: number;
    backwards: boolean;
  }) => { readonly line: number } | null;
  /** Follows a log that still grows: its folder is watched from now on. */
  'analysis.watch': (args: { id: string; file: number }) => null;
  /** Shows a log in the system's file manager. */
  'analysis.reveal': (args: { id: string; file: number }) => null;
  'analysis.report': (args: ReportWish) => ReportPreview;
  /** Saves it in a file that the user names; gives its path, or null if none was named. */
  'analysis.save': (args: ReportWish) => string | null;
  'analysis.copy': (args: ReportWish) => null;
}

/** A report of an analysis; kinds of private values that are not named are taken out. */
export interface ReportWish {
  readonly id: string;
  readonly format: ReportFormat;
  readonly redact: RedactionChoice;
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
  /** The interface speaks another language from now on. */
  'language.changed': Language;
  /** The rehearsal's notification was shown, by the system or in its place by the window. */
  'rehearsal.told': { readonly bySystem: boolean };
  /** What is held back or muted has changed. */
  'quiet.changed': QuietCounts;
  /** The system showed no notification, so the window does. */
  'notice.shown': WindowNotice;
  /** Incidents were deleted: what is shown has to be read again. */
  'history.changed': null;
  navigate: Place;
  /** The user wants to search: the cursor goes into the field of the view in front. */
  find: null;
  /** The search window comes up, with a text to explain or without one. */
  'search.shown': { readonly text: string | null };
  /** The search window goes away: what was typed is to be forgotten. */
  'search.hidden': null;
  'shortcuts.changed': ShortcutsView;
  /** What an analysis found since it was last told; about ten times a second. */
  'analysis.batch': AnalysisBatch;
  /** Started from outside of the window: the window goes to it. */
  'analysis.opened': { readonly id: string };
}

export type EventName = keyof Events;

/** Where in the window to go. */
export type Place =
  | { readonly view: 'now'; readonly incident?: string }
  | { readonly view: 'messages'; readonly entry?: string }
  | {
      readonly view: 'history';
      readonly incident?: string;
      /** What it is filtered by, in place of what it was before. */
      readonly host?: string;
      readonly entry?: string;
      readonly session?: string;
    }
  | { readonly view: 'hosts'; readonly host?: string }
  | { readonly view: 'doctor'; readonly session?: string }
  | {
      readonly view: 'analyse';
      /** Of an analysis; the latest if it is not named. */
      readonly id?: string;
      readonly file?: number;
      readonly line?: number;
    }
  | { readonly view: 'status' }
  | { readonly view: 'quiet' }
  | { readonly view: 'welcome' }
  | { readonly view: 'settings' };

/** Longest text that is searched for, in UTF-16 units. */
export const LONGEST_QUERY = 20_000;

/** Longest text that is read as a log, in UTF-16 units. */
export const LONGEST_PASTED = 50_000_000;
/** Lines of a log that are shown at a time. */
export const MOST_LINES = 500;

const nothing = v.null();
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const place: v.GenericSchema<unknown, Place> = v.variant('view', [
  v.strictObject({ view: v.literal('now'), incident: v.exactOptional(id) }),
  v.strictObject({ view: v.literal('messages'), entry: v.exactOptional(id) }),
  v.strictObject({
    view: v.literal('history'),
    incident: v.exactOptional(id),
    host: v.exactOptional(id),
    entry: v.exactOptional(id),
    session: v.exactOptional(id),
  }),
  v.strictObject({ view: v.literal('hosts'), host: v.exactOptional(id) }),
  v.strictObject({ view: v.literal('doctor'), session: v.exactOptional(id) }),
  v.strictObject({
    view: v.literal('analyse'),
    id: v.exactOptional(id),
    file: v.exactOptional(number),
    line: v.exactOptional(number),
  }),
  v.strictObject({ view: v.literal('status') }),
  v.strictObject({ view: v.literal('quiet') }),
  v.strictObject({ view: v.literal('welcome') }),
  v.strictObject({ view: v.literal('settings') }),
]);
const query = v.pipe(v.string(), v.maxLength(LONGEST_QUERY));
const log = { id, file: number };

const source: v.GenericSchema<unknown, AnalysisSource> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('paths'),
    paths: v.pipe(
      v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(32_768))),
      v.nonEmpty(),
      v.maxLength(100_000),
    ),
  }),
  v.strictObject({
    kind: v.literal('text'),
    text: v.pipe(v.string(), v.maxLength(LONGEST_PASTED)),
  }),
]);

const wish = v.strictObject({ id, format: v.picklist(REPORT_FORMATS), redact: redactionSchema });

const muteMinutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7 * 24 * 60));

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
  search: v.strictObject({ query }),
  'watch.status': nothing,
  'watch.pause': v.strictObject({
    minutes: v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(7 * 24 * 60))),
  }),
  'watch.resume': nothing,
  'watch.details': nothing,
  'doctor.view': nothing,
  'doctor.apply': v.strictObject({
    session: v.pipe(v.string(), v.maxLength(1000)),
    findings: v.pipe(v.array(id), v.nonEmpty(), v.maxLength(100)),
  }),
  'doctor.undo': v.strictObject({ backup: id }),
  'history.export': v.strictObject({
    format: v.picklist(EXPORT_FORMATS),
    ids: v.pipe(v.array(id), v.nonEmpty()),
  }),
  'history.delete': v.strictObject({ host: v.nullable(v.pipe(v.string(), v.maxLength(1000))) }),
  'history.hosts': nothing,
  'history.problems': nothing,
  'settings.get': nothing,
  'settings.set': settingsChangeSchema,
  'settings.export': nothing,
  'settings.import': nothing,
  'quiet.view': nothing,
  'quiet.mute': v.strictObject({
    incident: id,
    kind: v.picklist(MUTE_KINDS),
    minutes: v.nullable(muteMinutes),
  }),
  'quiet.unmute': v.strictObject({ id: v.pipe(v.string(), v.maxLength(10_000)) }),
  'quiet.snooze': v.strictObject({ minutes: v.union([v.literal(0), muteMinutes]) }),
  'quiet.clear': nothing,
  'rehearsal.start': nothing,
  'introduction.done': nothing,
  'folder.choose': nothing,
  'clipboard.write': v.strictObject({ text: v.pipe(v.string(), v.maxLength(100_000)) }),
  'file.reveal': v.strictObject({ incident: id }),
  'log.excerpt': v.strictObject({ incident: id }),
  'search.ready': nothing,
  'search.start': nothing,
  'search.history': v.strictObject({ query, entries: v.pipe(v.array(id), v.maxLength(50)) }),
  'search.show': nothing,
  'search.hide': nothing,
  'search.open': place,
  'manual.open': v.strictObject({
    section: v.pipe(v.string(), v.regex(/^(?:\d{1,2}|[A-Z])(?:\.\d{1,3}){0,4}$/)),
  }),
  'shortcuts.status': nothing,
  'shortcuts.record': v.strictObject({ on: v.boolean() }),
  'analysis.start': source,
  'analysis.choose': v.strictObject({ what: v.picklist(['files', 'folder']) }),
  'analysis.cancel': v.strictObject({ id }),
  'analysis.get': v.strictObject({ id: v.nullable(id), from: number }),
  'analysis.details': v.strictObject({ ...log, session: number }),
  'analysis.lines': v.strictObject({
    ...log,
    at: v.union([v.strictObject({ line: number }), v.strictObject({ row: number })]),
    count: v.pipe(number, v.minValue(1), v.maxValue(MOST_LINES)),
    escapes: v.picklist(['strip', 'show']),
    folded: v.boolean(),
  }),
  'analysis.find': v.strictObject({
    ...log,
    text: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)),
    fromLine: number,
    backwards: v.boolean(),
  }),
  'analysis.watch': v.strictObject(log),
  'analysis.reveal': v.strictObject(log),
  'analysis.report': wish,
  'analysis.save': wish,
  'analysis.copy': wish,
};
