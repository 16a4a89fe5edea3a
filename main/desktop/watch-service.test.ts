import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { compile } from '../../catalogue/build';
import { loadEntries } from '../../catalogue/load';
import type { Problem } from '../contract/model';
import type { WatchStore } from '../contract/watch';
import { createMatcher } from '../engine/index';
import { engineFactory, memoryStore } from '../watch/index';
import { WatchService } from './watch-service';
import { ofFolder } from './watched';
import './test-language';

const createEngine = engineFactory(createMatcher(compile(loadEntries()).index.entries));
const DISK_FULL: Problem = { path: null, code: 'disk-full', message: 'The disk is full.' };

let folder = '';
let watch: WatchService;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puttyknife-service-'));
});
afterEach(async () => {
  await watch.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(store: WatchStore): Promise<void> {
  const failed = (what: string, thrown: unknown): void => {
    throw new Error(what, { cause: thrown });
  };
  watch = new WatchService({
    store,
    createEngine,
    incident: () => undefined,
    detection: () => undefined,
    changed: () => undefined,
    failed,
    problems: [],
  });
  await watch.setWatched([ofFolder(folder, 'start')]);
  await watch.start();
}

it('is in trouble while what it finds cannot be stored, and no longer', async () => {
  const store = memoryStore();
  let full = true;
  const record: WatchStore['record'] = (reads) =>
    full ? { ok: false, problem: DISK_FULL } : store.record(reads);
  await start({ ...store, record });
  writeFileSync(path.join(folder, 'a.log'), 'Event Log: Server refused our key\r\n');
  await vi.waitFor(() => {
    expect(watch.view()).toMatchObject({ state: 'trouble', problems: [DISK_FULL] });
  });
  full = false;
  await vi.waitFor(
    () => {
      expect(watch.view()).toMatchObject({ state: 'watching', problems: [] });
    },
    { timeout: 10_000 },
  );
});

it('is in trouble while a folder that was named is missing', async () => {
  await start(memoryStore());
  expect(watch.view().state).toBe('watching');
  const missing = path.join(folder, 'missing');
  await watch.setWatched([ofFolder(missing, 'settings')]);
  expect(watch.view()).toMatchObject({
    state: 'trouble',
    problems: [{ code: 'folder-missing', path: missing }],
  });
});
