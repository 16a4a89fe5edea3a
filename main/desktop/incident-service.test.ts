import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryBody, EntrySummary } from '../contract/entry';
import { UNKNOWN_FACTS } from '../contract/facts';
import type { IncidentView } from '../contract/incident';
import type { Incident, Session } from '../contract/model';
import type { FoundDetection } from '../contract/watch';
import { openArchive } from './history';
import type { Archive } from './history';
import { IncidentService } from './incident-service';
import { IncidentShelf } from './incident-shelf';
import type { FoundIncident } from './incident-view';
import { createKnowledge } from './knowledge';
import { TestClock } from './test-clock';

const ENTRY: EntrySummary = {
  id: 'key-refused',
  title: 'Server refused our key',
  headline: '{host|The server} refused your key',
  category: 'authentication',
  severity: 'error',
  programs: ['putty'],
  aliases: [],
  patterns: [],
  causes: [],
  summary: '',
  related: [],
};

const BODY: EntryBody = {
  id: 'key-refused',
  causes: [
    { id: 'not-installed', text: 'The key of **{user|this user}** is not installed.', fixes: [] },
  ],
  fixes: [],
  sections: { happened: [], why: [], tell: [], administrator: [], avoid: [] },
  references: [],
};

const SESSION: Session = {
  index: 0,
  startedAt: null,
  host: 'db01.example.com',
  port: 22,
  user: 'anna',
  protocol: 'ssh',
  clientVersion: null,
  serverVersion: null,
  endedBy: null,
  facts: { ...UNKNOWN_FACTS, host: 'db01.example.com', user: 'anna' },
};

function detection(number: number, session: number): FoundDetection {
  return {
    id: `d${number}`,
    file: '/logs/putty.log',
    detectedAt: `2024-05-04T09:15:0${number}.000Z`,
    entry: 'key-refused',
    severity: 'error',
    message: 'Server refused our key',
    voice: 'event-log',
    line: 20 + number,
    offset: 1000 + number,
    session,
    time: null,
    captures: {},
  };
}

/** An incident that begins with detection `first` and has `count` of them. */
function incident(
  first: number,
  count = 1,
  session = 0,
): FoundIncident & { readonly added: boolean } {
  const ids = Array.from({ length: count }, (_each, index) => `d${first + index}`);
  const found: Incident = {
    entry: 'key-refused',
    session,
    count,
    detections: ids.map((_each, index) => index),
    recovered: false,
    causes: [{ id: 'not-installed', score: 1, evidence: [] }],
    fixes: [],
  };
  return {
    id: `d${first}`,
    file: '/logs/putty.log',
    detectedAt: detection(first + count - 1, session).detectedAt,
    incident: found,
    ids,
    root: detection(first, session),
    session: { ...SESSION, index: session },
    added: count === 1,
  };
}

let folder: string;
let archive: Archive;
let clock: TestClock;
let told: string[];
let notices: IncidentView[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-desktop-'));
  archive = openArchive(folder);
  clock = new TestClock();
  told = [];
  notices = [];
});

afterEach(() => {
  archive.close();
  rmSync(folder, { recursive: true });
});

function service(): IncidentService {
  const knowledge = createKnowledge([ENTRY], {
    bodies: () => Promise.resolve({ 'key-refused': BODY }),
    texts: () => Promise.reject(new Error('nothing is searched here')),
  });
  const shelf = new IncidentShelf(archive.history, (id) => knowledge.entry(id));
  return new IncidentService(
    knowledge,
    shelf,
    {
      told: (change, row) => told.push(`${change} ${row.id} ${row.count} ${row.state}`),
      removed: (id) => told.push(`removed ${id}`),
      notify: (notice) => notices.push(notice),
    },
    clock,
  );
}

/** Stores what the watch would have stored before it told. */
function store(found: FoundIncident): void {
  const detections = found.ids.map((id) => detection(Number(id.slice(1)), found.root.session));
  const stored = archive.store.record([
    {
      position: {
        incarnation: 'file-1',
        path: found.file,
        identity: { device: '1', inode: '2', born: null },
        fingerprint: { headLength: 0, head: '', tailLength: 0, tail: '' },
        offset: 2000,
        reportFrom: 0,
        settled: true,
      },
      snapshot: undefined,
      detections,
      analysis: {
        encoding: 'utf-8',
        logType: 'ssh-packets',
        bytes: 2000,
        sessions: found.session === null ? [] : [found.session],
        detections,
        incidents: [found.incident],
      },
      ids: found.ids,
    },
  ]);
  expect(stored.ok).toBe(true);
}

describe('incidents on their way to the user', () => {
  it('are told once for all lines of one event, with the latest count', () => {
    const incidents = service();
    store(incident(1));
    incidents.found(incident(1));
    clock.pass(100);
    store(incident(1, 2));
    incidents.found(incident(1, 2));
    clock.pass(300);
    expect(told).toEqual(['added d1 2 open']);
    expect(notices).toMatchObject([
      { id: 'd1', headline: 'db01.example.com refused your key', count: 2 },
    ]);
    expect(incidents.shelf.open).toBe(1);
  });

  it('are told as updated when more of them comes later', () => {
    const incidents = service();
    store(incident(1));
    incidents.found(incident(1));
    clock.pass(400);
    store(incident(1, 2));
    incidents.found(incident(1, 2));
    clock.pass(400);
    expect(told).toEqual(['added d1 1 open', 'updated d1 2 open']);
    expect(incidents.shelf.open).toBe(1);
  });

  it('are taken back when they turn out to be part of another', () => {
    const incidents = service();
    store(incident(2));
    incidents.found(incident(2));
    clock.pass(400);
    store(incident(1, 2));
    incidents.found(incident(1, 2));
    clock.pass(400);
    expect(told).toEqual(['added d2 1 open', 'removed d2', 'updated d1 2 open']);
    expect(incidents.shelf.open).toBe(1);
    expect(incidents.shelf.page(10).items.map(({ id }) => id)).toEqual(['d1']);
  });

  it('are seen once, also after a restart', () => {
    const incidents = service();
    store(incident(1));
    incidents.found(incident(1));
    clock.pass(400);
    incidents.see('d1');
    incidents.see('d1');
    expect(told).toEqual(['added d1 1 open', 'updated d1 1 seen']);
    archive.close();
    archive = openArchive(folder);
    const again = service();
    expect(again.shelf.open).toBe(0);
    expect(again.shelf.page(10).items).toMatchObject([{ id: 'd1', state: 'seen' }]);
  });

  it('that an earlier run stored but did not tell are told now', () => {
    store(incident(1));
    const incidents = service();
    incidents.caughtUp('d1');
    clock.pass(400);
    expect(told).toEqual(['updated d1 1 open']);
    expect(incidents.shelf.open).toBe(1);
  });

  it('are shown from memory if the history could not take them', () => {
    const incidents = service();
    incidents.found(incident(7));
    clock.pass(400);
    expect(told).toEqual(['added d7 1 open']);
    expect(incidents.get('d7').headline).toBe('db01.example.com refused your key');
    expect(incidents.shelf.page(10)).toMatchObject({ total: 1, next: null });
    incidents.see('d7');
    expect(incidents.shelf.open).toBe(0);
  });

  it('come page by page', () => {
    const incidents = service();
    for (let number = 1; number <= 5; number += 1) store(incident(number, 1, number));
    const first = incidents.shelf.page(2);
    expect(first.items).toHaveLength(2);
    expect(first.next).not.toBeNull();
    const second = incidents.shelf.page(2, first.next ?? '');
    const third = incidents.shelf.page(2, second.next ?? '');
    const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids).toEqual(['d5', 'd4', 'd3', 'd2', 'd1']);
    expect(third.next).toBeNull();
    expect(first.total).toBe(5);
  });

  it('that nobody knows of are a problem with a sentence', () => {
    expect(() => service().get('nothing')).toThrow(/no longer in the history/);
  });
});

describe('a history that another program holds', () => {
  it('is no reason not to start', () => {
    const second = openArchive(folder);
    expect(second.history).toBeNull();
    expect(second.problems[0]?.code).toBe('history-in-use');
    second.close();
  });
});
