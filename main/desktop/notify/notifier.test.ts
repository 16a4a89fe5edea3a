import '../test-language';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryBody } from '../../contract/entry';
import { UNKNOWN_FACTS } from '../../contract/facts';
import type { IncidentView } from '../../contract/incident';
import { DEFAULT_SETTINGS } from '../../contract/settings';
import type { Settings } from '../../contract/settings';
import { TestClock } from '../test-clock';
import { MemoryKeeper } from './memory-keeper';
import { Notifier } from './notifier';
import type { Note, Outlet } from './outlet';
import { QuietService } from './quiet-service';

const NOON = new Date(2024, 4, 4, 12, 0).getTime();
const BODY: EntryBody = {
  id: 'key-refused',
  causes: [{ id: 'not-installed', text: 'The key of **{user|you}** is missing.', fixes: [] }],
  fixes: [],
  sections: { happened: [], why: [], tell: [], administrator: [], avoid: [] },
  references: [],
};

function view(change: Partial<IncidentView> = {}): IncidentView {
  return {
    id: 'one',
    entry: 'key-refused',
    severity: 'error',
    headline: 'db01 refused your key',
    message: 'Server refused our key',
    session: 'log/0',
    host: 'db01',
    user: 'anna',
    time: '2024-05-04T09:15:00Z',
    count: 1,
    state: 'open',
    file: '/logs/putty.log',
    line: 1,
    offset: 0,
    causes: [],
    fixes: [],
    captures: {},
    facts: { ...UNKNOWN_FACTS, user: 'anna' },
    ...change,
  };
}

/** Writes down what it is asked to do. */
class TestOutlet implements Outlet {
  readonly shown: Note[] = [];
  readonly updated: Note[] = [];
  readonly closed: string[] = [];
  show(note: Note): void {
    this.shown.push(note);
  }
  update(note: Note): void {
    this.updated.push(note);
  }
  close(key: string): void {
    this.closed.push(key);
  }
  end(): void {}
}

let folder: string;
let clock: TestClock;
let outlet: TestOutlet;
let incidents: Map<string, IncidentView>;
let opened: (string | null)[];
let settings: Settings;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-notify-'));
  clock = new TestClock(NOON);
  outlet = new TestOutlet();
  incidents = new Map();
  opened = [];
  settings = DEFAULT_SETTINGS;
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function start(): { notifier: Notifier; quiet: QuietService } {
  const keeper = new MemoryKeeper(
    path.join(folder, 'notifications.json'),
    clock,
    (_what, thrown) => {
      throw thrown;
    },
  );
  const find = (id: string): IncidentView | undefined => incidents.get(id);
  const quiet = new QuietService(
    keeper,
    {
      find,
      entry: () => undefined,
      arrivalOf: (each) => notifier.arrivalOf(each),
      changed: () => undefined,
    },
    clock,
  );
  const notifier: Notifier = new Notifier(
    keeper,
    outlet,
    {
      rules: () => settings,
      find,
      body: () => Promise.resolve(BODY),
      sessionOf: () => 'db',
      rehearses: (file) => file.includes('rehearsal'),
      open: (incident) => opened.push(incident),
      openHeld: () => opened.push('held'),
      mute: (id) => {
        const muted = find(id);
        if (muted !== undefined) quiet.mute('here', muted, 60);
      },
      changed: () => undefined,
      failed: (_what, thrown) => {
        throw thrown;
      },
    },
    clock,
  );
  return { notifier, quiet };
}

function arrive(notifier: Notifier, change: Partial<IncidentView> = {}): void {
  const incident = view(change);
  incidents.set(incident.id, incident);
  notifier.arrive(incident);
}

const titles = (): string[] => outlet.shown.map(({ title }) => title);

describe('a notification', () => {
  it('says what happened and the likeliest cause, and opens its explanation', async () => {
    const { notifier } = start();
    arrive(notifier);
    await expect.poll(() => outlet.shown).toHaveLength(1);
    expect(outlet.shown[0]).toMatchObject({
      title: 'db01 refused your key',
      body: 'The key of anna is missing.',
      sound: false,
    });
    notifier.pressed(outlet.shown[0]?.key ?? '', 'open');
    expect(opened).toEqual(['one']);
  });

  it('is brought up to date in its place with what came since', async () => {
    const { notifier } = start();
    // All in one moment, before the first is on the screen.
    for (const id of ['one', 'two', 'three', 'four']) arrive(notifier, { id });
    await expect.poll(() => outlet.shown).toHaveLength(1);
    clock.pass(1000);
    await expect.poll(() => outlet.updated).toHaveLength(1);
    expect(outlet.updated[0]?.body).toMatch(/^3 more times\. /);
    expect(outlet.shown).toHaveLength(1);
  });

  it('is brought up to date less and less often while a storm lasts, and says the last count', async () => {
    const { notifier } = start();
    arrive(notifier);
    await expect.poll(() => outlet.shown).toHaveLength(1);
    for (let second = 0; second < 60; second += 1) {
      arrive(notifier, { id: `second-${String(second)}` });
      clock.pass(1000);
      await new Promise(setImmediate);
    }
    // After 1, 5, 21 and 51 seconds.
    expect(outlet.updated).toHaveLength(4);
    clock.pass(30_000);
    await expect.poll(() => outlet.updated.at(-1)?.body).toMatch(/^60 more times\. /);
    clock.pass(30_000);
    arrive(notifier, { id: 'afterwards' });
    clock.pass(1000);
    await expect.poll(() => outlet.updated.at(-1)?.body).toMatch(/^61 more times\. /);
  });

  it('comes again with the count, unless somebody looked at it meanwhile', async () => {
    const { notifier } = start();
    arrive(notifier);
    arrive(notifier, { id: 'two' });
    clock.pass(10 * 60_000);
    await expect.poll(() => outlet.shown).toHaveLength(2);
    expect(outlet.shown[1]?.body).toMatch(/^1 more time\. /);
    arrive(notifier, { id: 'three' });
    incidents.set('three', view({ id: 'three', state: 'seen' }));
    clock.pass(20 * 60_000);
    await Promise.resolve();
    expect(outlet.shown).toHaveLength(2);
  });

  it('of security looks like it and cannot be waved away', async () => {
    const { notifier } = start();
    arrive(notifier, { severity: 'security' });
    await expect.poll(titles).toEqual(['Security: db01 refused your key']);
    expect(outlet.shown[0]?.actions.map(({ does }) => does)).toEqual(['open']);
  });

  it('goes away when its incident was looked at', async () => {
    const { notifier } = start();
    arrive(notifier);
    await expect.poll(() => outlet.shown).toHaveLength(1);
    notifier.dismiss('one');
    expect(outlet.closed).toEqual([outlet.shown[0]?.key]);
  });

  it('of a rehearsal is shown whatever is muted, and is not remembered', async () => {
    settings = { ...DEFAULT_SETTINGS, quietHours: { from: '00:00', to: '00:00' } };
    const { notifier, quiet } = start();
    arrive(notifier, { file: '/data/rehearsal/putty.log' });
    await expect.poll(titles).toEqual(['Rehearsal: db01 refused your key']);
    expect(quiet.counts()).toEqual({ held: 0, mutes: 0 });
  });
});

describe('its button', () => {
  it('mutes the same for an hour, which the list says and takes back', async () => {
    const { notifier, quiet } = start();
    arrive(notifier);
    await expect.poll(() => outlet.shown).toHaveLength(1);
    notifier.pressed(outlet.shown[0]?.key ?? '', 'mute');
    arrive(notifier, { id: 'two' });
    const { held, mutes } = quiet.view();
    expect(held).toMatchObject([{ reason: 'muted', count: 1, mute: mutes[0]?.id }]);
    quiet.unmute(mutes[0]?.id ?? '');
    expect(quiet.view().mutes).toEqual([]);
  });
});

describe('over a restart', () => {
  it('mutes, counts and the list are kept, and what was deleted is not', () => {
    const first = start();
    arrive(first.notifier);
    arrive(first.notifier, { id: 'two' });
    first.quiet.mute('host', view({ host: 'web02' }), null);
    first.notifier.end();
    const second = start();
    expect(second.quiet.counts()).toEqual({ held: 1, mutes: 1 });
    arrive(second.notifier, { id: 'three' });
    expect(second.quiet.view().held).toMatchObject([{ reason: 'again', count: 2 }]);
    incidents.clear();
    second.notifier.forget();
    second.notifier.end();
    expect(readFileSync(path.join(folder, 'notifications.json'), 'utf8')).not.toContain('db01');
  });
});
