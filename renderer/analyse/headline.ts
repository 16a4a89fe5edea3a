/** What an analysis has found, in one sentence. */
import type { AnalysisProgress } from '../../main/contract/analysis-view';
import { t } from '../language.svelte';
import type { Results } from './results';

export function headline(results: Results, progress: AnalysisProgress | null): string {
  const sessions = results.sessions.length;
  if (results.incidents > 0)
    return t('analyse.headline', { failed: results.troubledSessions, count: sessions });
  if (progress?.state === 'finding' || progress?.state === 'reading') return t('analyse.reading');
  if (progress?.state === 'cancelled' && sessions === 0) return t('analyse.cancelledNothing');
  return sessions === 0 ? t('analyse.noLog') : t('analyse.well', { count: sessions });
}
