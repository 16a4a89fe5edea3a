/** How many of which severity, in words. */
import { SEVERITIES } from '../../main/contract/model';
import type { Severity } from '../../main/contract/model';
import { t } from '../language.svelte';

/** `2 errors, 1 warning`, or `nothing`. */
export function kinds(counts: Readonly<Record<Severity, number>>): string {
  const told = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    t(`common.kinds.${severity}`, { count: counts[severity] }),
  );
  return told.length === 0 ? t('common.kinds.none') : told.join(', ');
}

/** What the errors are put together by. */
export const GROUPINGS = ['host', 'problem'] as const;
export type Grouping = (typeof GROUPINGS)[number];
