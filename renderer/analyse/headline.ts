/** What an analysis has found, in one sentence; the reports say the same. */
import type { AnalysisProgress } from '../../main/contract/analysis-view';
import type { Story } from '../../main/contract/story';
import { t } from '../language.svelte';
import type { Results } from './results';

export function headline(results: Results, progress: AnalysisProgress | null): string {
  const count = results.sessions.length;
  switch (progress?.state) {
    case 'finding':
    case 'reading':
    case undefined:
      // Only counted: a sentence that is another one each moment cannot be read.
      return results.failedSessions > 0
        ? t('analyse.soFar', { failed: results.failedSessions, count })
        : t('analyse.reading');
    case 'done':
    case 'cancelled':
      return ended(results.story, progress.state === 'cancelled');
  }
}

function ended(story: Story, cancelled: boolean): string {
  const { sessions, failed, incidents } = story;
  if (incidents > 0) {
    const told = toldOf(story);
    return failed === 0
      ? t('analyse.noted', { count: incidents, told })
      : t('analyse.sessionsFailed', { failed, count: sessions, told });
  }
  if (sessions > 0) return t('analyse.well', { count: sessions });
  return cancelled ? t('analyse.cancelledNothing') : t('analyse.noLog');
}

function toldOf({ parts, more }: Story): string {
  return [
    ...parts.map(({ headline: part, times }) =>
      times === 1 ? part : t('analyse.partTimes', { headline: part, count: times }),
    ),
    ...(more === 0 ? [] : [t('analyse.moreParts', { count: more })]),
  ].join('; ');
}
