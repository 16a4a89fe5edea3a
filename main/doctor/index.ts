/**
 * The log doctor: what PuTTY's saved sessions log, what that shows and hides, and, only when it is
 * told to, the changes. Everything that it writes can be undone.
 */
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Backup, Doctor, Finding, SessionReport, SettingChange } from '../contract/doctor';
import type { EntrySummary } from '../contract/entry';
import type { Problem } from '../contract/model';
import type { Result } from '../contract/watch';
import { parseLogName } from '../watch/names';
import { sessionFolder } from '../watch/putty-files';
import { Backups, hashOf } from './backups';
import { changesOf, examine } from './examine';
import { exportedStore } from './exported-store';
import { fileStore } from './file-store';
import { registryStore } from './registry-store';
import type { SettingsStore, StoredSession } from './store';
import { surroundings } from './surroundings';
import type { Computer } from './surroundings';

export { changesOf, examine } from './examine';

export interface DoctorOptions {
  /** The app's own folder; backups are kept below it. */
  readonly data: string;
  readonly entries: readonly EntrySummary[];
  /** A folder of saved sessions or an exported `.reg` file; null for PuTTY's own. */
  readonly sessions?: string | null;
  /** For tests. */
  readonly home?: string;
  readonly now?: () => Date;
}

const BACKUPS = 'session-backups';

export function createDoctor(options: DoctorOptions): Doctor {
  const home = options.home ?? homedir();
  const { store, computer } = choose(options.sessions ?? null, home);
  return doctorOf(store, computer, options);
}

function choose(
  sessions: string | null,
  home: string,
): { store: SettingsStore; computer: Computer } {
  const windows = process.platform === 'win32';
  const computer = { home, windows, here: true };
  if (sessions?.toLowerCase().endsWith('.reg')) {
    return {
      store: exportedStore(resolve(sessions)),
      computer: { ...computer, windows: true, here: false },
    };
  }
  if (sessions !== null) return { store: fileStore(sessions, true), computer };
  const store = windows ? registryStore() : fileStore(sessionFolder(process.env, home));
  return { store, computer };
}

/** The doctor on any store, so that the registry's can be tried elsewhere. */
export function doctorOf(
  store: SettingsStore,
  computer: Computer,
  { data, entries, now = () => new Date() }: DoctorOptions,
): Doctor {
  const backups = new Backups(join(data, BACKUPS), now);
  const list = async (): Promise<readonly StoredSession[]> =>
    [...(await store.list())].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const reports = async (stored: readonly StoredSession[]): Promise<readonly SessionReport[]> => {
    const around = await surroundings(stored, computer);
    return stored.flatMap((session, index) => {
      const its = around[index];
      return its === undefined ? [] : [examine(session, its, entries)];
    });
  };

  const apply = async (name: string, findings: readonly string[]): Promise<Backup> => {
    const stored = await list();
    const at = stored.findIndex((session) => session.name === name);
    const session = stored[at];
    const report = (await reports(stored))[at];
    if (session === undefined || report === undefined)
      throw new Refusal('no-such-session', `PuTTY has no saved session "${name}".`);
    const changes = changesOf(chosen(report, findings));
    if (changes.length === 0)
      throw new Refusal('nothing-to-change', `There is nothing to change in "${name}".`);
    if (!computer.here) {
      const message =
        'An exported file is only read. Change the session on the computer that it comes from.';
      throw new Refusal('sessions-read-only', message);
    }
    const before = await store.copy(session.place);
    await makeLogFolder(changes, computer.windows);
    const backup = await backups.keep({ session: name, place: session.place, changes }, before);
    await store.write(session.place, changes);
    await backups.changed(backup, hashOf(await store.copy(session.place)));
    return backup;
  };

  const undo = async (id: string): Promise<Backup> => {
    const kept = await backups.get(id);
    if (kept === null) throw new Refusal('no-such-backup', `There is no backup "${id}".`);
    const { backup, original, after } = kept;
    const present = hashOf(await store.copy(backup.place));
    if (present !== after && present !== hashOf(original)) {
      const message = `"${backup.session}" was changed after the backup, so it is left as it is. The settings from before are in ${join(data, BACKUPS, id)}.`;
      throw new Refusal('changed-since', message);
    }
    if (present === after) await store.restore(backup.place, original, backup.changes);
    await backups.remove(id);
    return backup;
  };

  return {
    examine: () =>
      attempt('sessions-unreadable', "PuTTY's saved sessions cannot be read", async () =>
        reports(await list()),
      ),
    apply: (session, findings) =>
      attempt('session-not-changed', `"${session}" cannot be changed`, () =>
        apply(session, findings),
      ),
    undo: (backup) =>
      attempt('session-not-restored', 'The session cannot be put back', () => undo(backup)),
    backups: () => attempt('backups-unreadable', 'The backups cannot be read', () => backups.all()),
  };
}

function chosen(report: SessionReport, ids: readonly string[]): readonly Finding[] {
  return ids.map((id) => {
    const found = report.findings.find((finding) => finding.id === id);
    if (found === undefined)
      throw new Refusal('no-such-finding', `Nothing named "${id}" was found in "${report.name}".`);
    return found;
  });
}

/** PuTTY makes no folders, so that of a new log has to be there. */
async function makeLogFolder(changes: readonly SettingChange[], windows: boolean): Promise<void> {
  const name = changes.find(({ key }) => key === 'LogFileName')?.to;
  if (name === undefined || windows !== (process.platform === 'win32')) return;
  await mkdir(parseLogName(name, windows).base, { recursive: true, mode: 0o700 });
}

/** Says no with a reason of our own. */
class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

async function attempt<T>(
  code: string,
  what: string,
  action: () => Promise<T>,
): Promise<Result<T>> {
  try {
    return { ok: true, value: await action() };
  } catch (error) {
    return { ok: false, problem: problemOf(error, code, what) };
  }
}

function problemOf(error: unknown, code: string, what: string): Problem {
  if (error instanceof Refusal) return { path: null, code: error.code, message: error.message };
  const detail = error instanceof Error ? error.message : String(error);
  return { path: null, code, message: `${what}: ${detail}` };
}
