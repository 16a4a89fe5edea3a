/** Texts for the clipboard: pure. */
import type { EntryBody } from '../../main/contract/entry';
import type { IncidentView } from '../../main/contract/incident';
import { plainInline } from '../../main/contract/inline';
import type { HoleValues } from '../../main/contract/inline';
import { answerFor } from '../explanation/answer';
import { t } from '../language.svelte';

export interface FixText {
  readonly kind: 'command' | 'steps';
  readonly text: string;
}

/** The first fix of the likeliest cause: its command if it has one, else all of it in words. */
export function firstFix(
  body: EntryBody,
  incident: IncidentView | null,
  captures: HoleValues = {},
): FixText | null {
  const { first, values } = answerFor(body, incident, captures);
  const fix = first?.fixes[0];
  if (fix === undefined) return null;
  const command = fix.command?.server ?? fix.command?.client;
  if (command !== undefined) return { kind: 'command', text: command };
  const lines = [
    plainInline(fix.title, values),
    ...fix.steps.map((step, at) => `${at + 1}. ${plainInline(step, values)}`),
    ...(fix.panel === undefined
      ? []
      : [`${t('explanation.panel')} ${fix.panel.replaceAll('/', ' > ')}`]),
    `${t('explanation.verify')} ${plainInline(fix.verify, values)}`,
  ];
  return { kind: 'steps', text: lines.join('\n') };
}

/** What to send where a message has no entry. */
export function reportText(
  query: string,
  nearest: readonly string[],
  app: { readonly version: string; readonly platform: string } | null,
): string {
  return [
    t('search.report.title'),
    '',
    t('search.report.message'),
    query.trim(),
    '',
    `${t('search.report.nearest')} ${nearest.length === 0 ? t('search.report.none') : nearest.join(', ')}`,
    `${t('search.report.version')} ${app === null ? '' : `${app.version}, ${app.platform}`}`,
    t('search.report.putty'),
    t('search.report.before'),
  ].join('\n');
}
