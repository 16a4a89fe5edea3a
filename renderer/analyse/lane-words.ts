/** What the timeline shows of a session, in words: for those who hear it. */
import { t } from '../language.svelte';
import { duration } from './amounts';
import { lane } from './lanes';
import { momentText } from './moments';
import type { SessionRef } from './results';

export function laneWords({ session, file }: SessionRef): string {
  const { parts, gaps, marks, timed } = lane(session, file.incidents);
  const host = session.host ?? t('analyse.unknownHost');
  return [
    [host, session.user, momentText(session.startedAt)].filter(Boolean).join(', '),
    parts
      .map(({ phase, seconds }) =>
        seconds === null
          ? t(`analyse.phase.${phase}`)
          : `${t(`analyse.phase.${phase}`)} ${duration(seconds)}`,
      )
      .join(', '),
    ...(parts.length === 0 ? [t('analyse.noPhases')] : timed ? [] : [t('analyse.orderOnly')]),
    ...gaps.map(({ seconds }) => t('analyse.silence', { time: duration(seconds) })),
    ...marks.map(({ severity, headline }) => `${t(`common.severity.${severity}`)}: ${headline}`),
  ]
    .filter(Boolean)
    .join('. ');
}
