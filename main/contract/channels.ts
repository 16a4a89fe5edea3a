/** Names of all requests and events, for the preload, which must not carry the schemas' library. */
import type { Args, Answer, Channel, EventName, Events, Outcome } from './ipc';

const requests: { readonly [C in Channel]: true } = {
  'app.ready': true,
  'app.info': true,
  'incidents.list': true,
  'incidents.get': true,
  'incidents.seen': true,
  'entries.list': true,
  'entries.body': true,
  search: true,
  'watch.status': true,
  'watch.pause': true,
  'watch.resume': true,
  'watch.details': true,
  'doctor.view': true,
  'doctor.apply': true,
  'doctor.undo': true,
  'history.export': true,
  'history.delete': true,
  'history.hosts': true,
  'history.problems': true,
  'settings.get': true,
  'settings.set': true,
  'settings.export': true,
  'settings.import': true,
  'quiet.view': true,
  'quiet.mute': true,
  'quiet.unmute': true,
  'quiet.snooze': true,
  'quiet.clear': true,
  'rehearsal.start': true,
  'introduction.done': true,
  'folder.choose': true,
  'clipboard.write': true,
  'file.reveal': true,
  'log.excerpt': true,
  'search.ready': true,
  'search.start': true,
  'search.history': true,
  'search.show': true,
  'search.hide': true,
  'search.open': true,
  'manual.open': true,
  'shortcuts.status': true,
  'shortcuts.record': true,
  'analysis.start': true,
  'analysis.choose': true,
  'analysis.cancel': true,
  'analysis.get': true,
  'analysis.details': true,
  'analysis.lines': true,
  'analysis.find': true,
  'analysis.watch': true,
  'analysis.reveal': true,
  'analysis.report': true,
  'analysis.save': true,
  'analysis.copy': true,
};

const events: { readonly [E in EventName]: true } = {
  'incident.added': true,
  'incident.updated': true,
  'incident.removed': true,
  'watch.status': true,
  'settings.changed': true,
  'language.changed': true,
  'rehearsal.told': true,
  'quiet.changed': true,
  'notice.shown': true,
  'history.changed': true,
  navigate: true,
  find: true,
  'search.shown': true,
  'search.hidden': true,
  'shortcuts.changed': true,
  'analysis.batch': true,
  'analysis.opened': true,
};

export const CHANNELS = Object.keys(requests) as readonly Channel[];
export const EVENT_NAMES = Object.keys(events) as readonly EventName[];

/** What the preload puts on `window.puttyknife`: one function a request, one a kind of event. */
export interface Bridge {
  readonly ask: { readonly [C in Channel]: (args: Args<C>) => Promise<Outcome<Answer<C>>> };
  /** Each returns a function that ends the listening. */
  readonly on: {
    readonly [E in EventName]: (listener: (value: Events[E]) => void) => () => void;
  };
  /** Absolute paths of files and folders that were dropped; those that have none are left out. */
  readonly pathsOf: (files: readonly File[]) => readonly string[];
}
