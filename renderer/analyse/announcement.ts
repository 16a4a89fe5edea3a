/** What is said aloud of an analysis while it runs: at its quarters, and at its end. */
import type { AnalysisProgress } from '../../main/contract/analysis-view';
import { t } from '../language.svelte';
import { percent } from './amounts';

export function announcement(progress: AnalysisProgress | null, headline: string): string {
  if (progress === null) return '';
  switch (progress.state) {
    case 'finding':
      return t('analyse.started');
    case 'reading': {
      const share = progress.bytes === 0 ? 0 : progress.bytesDone / progress.bytes;
      const quarter = Math.floor(share * 4) / 4;
      return quarter === 0
        ? t('analyse.started')
        : t('analyse.far', { share: percent(quarter, 1) });
    }
    case 'done':
    case 'cancelled':
      return headline;
  }
}
