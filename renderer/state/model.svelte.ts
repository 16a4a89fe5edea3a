/** Everything the window shows, in one object that the views share. */
import { getContext, setContext } from 'svelte';
import type { Place } from '../../main/contract/ipc';
import { ask, on } from '../bridge';
import { Analysis } from './analysis.svelte';
import { Catalogue } from './catalogue.svelte';
import { Incidents } from './incidents.svelte';
import { Preferences } from './preferences.svelte';
import { Introduction } from './introduction.svelte';
import { Quiet } from './quiet.svelte';
import { Sessions } from './sessions.svelte';
import { Watch } from './watch.svelte';

export class Model {
  readonly incidents = new Incidents();
  readonly catalogue = new Catalogue();
  readonly watch = new Watch();
  readonly sessions = new Sessions();
  readonly preferences = new Preferences();
  readonly analysis = new Analysis();
  readonly quiet = new Quiet();
  readonly introduction = new Introduction();
  place = $state.raw<Place>({ view: 'now' });
  /** Counts the wishes to search, so that the view in front can put the cursor into its field. */
  finds = $state(0);

  /** What a narrow window, which has room for one, shows of a view: its list or what is chosen in it. */
  front = $state<'list' | 'detail'>('list');

  /** Goes to a view; with something chosen in it, that is in front. */
  go(place: Place, front: 'list' | 'detail' = hasChoice(place) ? 'detail' : 'list'): void {
    this.place = place;
    this.front = front;
  }

  find(): void {
    if (!SEARCHABLE.has(this.place.view)) this.place = { view: 'messages' };
    this.front = 'list';
    this.finds += 1;
  }

  /** Listens, loads, and says that the window is ready; what it returns ends the listening. */
  start(): () => void {
    const ends = [
      this.incidents.listen(),
      this.watch.listen(),
      this.preferences.listen(),
      this.sessions.listen(),
      this.analysis.listen((id) => {
        this.go({ view: 'analyse', id });
      }),
      this.quiet.listen(),
      this.introduction.listen(),
      on('navigate', (place) => {
        this.go(place);
      }),
      on('language.changed', () => {
        this.catalogue.forget();
        void this.catalogue.load();
        void this.incidents.reload();
      }),
      on('find', () => {
        this.find();
      }),
    ];
    void Promise.allSettled([
      this.incidents.load(),
      this.catalogue.load(),
      this.watch.load(),
      this.preferences.load(),
      this.sessions.load(),
      this.analysis.show(null),
      this.quiet.load(),
    ]);
    void ask('app.ready', null);
    return () => {
      for (const end of ends) end();
    };
  }
}

/** Views with a field to search in. */
const SEARCHABLE: ReadonlySet<Place['view']> = new Set([
  'now',
  'history',
  'messages',
  'analyse',
  'settings',
]);

function hasChoice(place: Place): boolean {
  switch (place.view) {
    case 'now':
    case 'history':
      return place.incident !== undefined;
    case 'hosts':
      return place.host !== undefined;
    case 'doctor':
      return place.session !== undefined;
    case 'messages':
      return place.entry !== undefined;
    case 'analyse':
      return place.file !== undefined;
    case 'status':
    case 'quiet':
    case 'welcome':
    case 'settings':
      return false;
  }
}

const KEY = Symbol('model');

export function provideModel(model: Model): Model {
  return setContext(KEY, model);
}

export function useModel(): Model {
  return getContext<Model>(KEY);
}
