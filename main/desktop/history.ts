/** Opens the history; without one the watch still runs, and says what will be forgotten. */
import type { Problem } from '../contract/model';
import type { WatchStore } from '../contract/watch';
import { openHistory } from '../history/index';
import { memoryStore } from '../watch/index';
import type { KeptHistory } from './history-desk';
import type { IncidentHistory } from './incident-shelf';
import { problem } from './problem';

export interface Archive {
  readonly store: WatchStore;
  readonly history: (IncidentHistory & KeptHistory) | null;
  readonly problems: readonly Problem[];
  close(): void;
}

export function openArchive(folder: string): Archive {
  const opened = openHistory(folder);
  if (opened.ok) {
    const { history, problems } = opened.value;
    return {
      store: history.store,
      history,
      problems,
      close: () => {
        history.close();
      },
    };
  }
  const { code, message, path } = opened.problem;
  const what = `${message} What is found now is forgotten when Puttyknife ends.`;
  return {
    store: memoryStore(),
    history: null,
    problems: [problem(code, what, path)],
    close: () => undefined,
  };
}
