/** The state of the watch in the few figures that are shown: pure. */
import type { Problem } from '../contract/model';
import type { WatchStatus } from '../contract/watch';
import type { WatchedFolder, WatchView } from '../contract/watch-view';
import { problem } from './problem';

export interface WatchSituation {
  readonly started: boolean;
  readonly paused: boolean;
  /** ISO 8601, or null for until resumed. */
  readonly pausedUntil: string | null;
  readonly folders: readonly WatchedFolder[];
  readonly status: WatchStatus;
  /** Problems of our own: the history cannot be written, a setting was set aside. */
  readonly problems: readonly Problem[];
}

export function watchView(situation: WatchSituation): WatchView {
  const { status, folders } = situation;
  const problems = [...situation.problems, ...problemsOf(status, folders)];
  return {
    state: stateOf(situation, problems.length > 0),
    logs: status.files.filter(({ state }) => state === 'following').length,
    folders,
    lastReadAt: latest(status.files.map(({ lastReadAt }) => lastReadAt)),
    pausedUntil: situation.pausedUntil,
    problems,
  };
}

function stateOf(situation: WatchSituation, trouble: boolean): WatchView['state'] {
  if (situation.paused) return 'paused';
  if (!situation.started) return 'starting';
  return trouble ? 'trouble' : 'watching';
}

/** A folder that PuTTY would make at its next log is not missed yet; one that a person named is. */
function problemsOf(status: WatchStatus, folders: readonly WatchedFolder[]): Problem[] {
  const named = new Set(
    folders.filter(({ source }) => source !== 'putty').map((folder) => folder.path),
  );
  const ofFolders = status.folders
    .filter(({ path, state }) => state === 'unreadable' || (state === 'missing' && named.has(path)))
    .map(({ path, state, reason }) =>
      problem(
        state === 'missing' ? 'folder-missing' : 'folder-unreadable',
        reason ??
          (state === 'missing' ? 'This folder does not exist.' : 'This folder cannot be read.'),
        path,
      ),
    );
  const ofFiles = status.files
    .filter(({ state }) => state === 'unreadable')
    .map(({ path, reason }) =>
      problem('log-unreadable', reason ?? 'This log cannot be read.', path),
    );
  return [...ofFolders, ...ofFiles];
}

function latest(times: readonly (string | null)[]): string | null {
  return times.reduce<string | null>(
    (newest, time) => (time !== null && (newest === null || time > newest) ? time : newest),
    null,
  );
}
