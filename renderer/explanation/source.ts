/** Where an explanation takes its incident and the log from: the history, or an analysis. */
import type { IncidentView, LogExcerpt } from '../../main/contract/incident';
import { ask } from '../bridge';
import { t } from '../language.svelte';

export interface IncidentSource {
  readonly view: (id: string) => Promise<IncidentView>;
  /** A few lines around the message. */
  readonly excerpt: (id: string) => Promise<LogExcerpt>;
  /** What a click on the log's name does, and the words for it. */
  readonly openLog: (incident: IncidentView) => void;
  readonly openLogLabel: () => string;
  /** Shows a line in the whole log; null where there are only the few lines around the message. */
  readonly openLine: ((incident: IncidentView, line: number) => void) | null;
  /** Whether the history has it, with what else happened in its session. */
  readonly kept: boolean;
}

export const HISTORY: IncidentSource = {
  view: (id) => ask('incidents.get', { id }),
  excerpt: (incident) => ask('log.excerpt', { incident }),
  openLog: ({ id }) => {
    void ask('file.reveal', { incident: id });
  },
  openLogLabel: () => t('explanation.reveal'),
  openLine: null,
  kept: true,
};
