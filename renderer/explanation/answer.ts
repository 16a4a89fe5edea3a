/** What an explanation says, put in order: pure, from the catalogue's text and what the log told. */
import type { Cause, EntryBody, Fix } from '../../main/contract/entry';
import type { HoleValues } from '../../main/contract/inline';
import { plainInline } from '../../main/contract/inline';
import type { IncidentView } from '../../main/contract/incident';
import type { Evidence } from '../../main/contract/model';
import { t } from '../language.svelte';

export interface ShownCause {
  readonly cause: Cause;
  readonly evidence: readonly Evidence[];
  /** A word for how likely it is here, or null where nothing is known of the session. */
  readonly likelihood: string | null;
  /** Fixes in the order to try them. */
  readonly fixes: readonly Fix[];
}

export interface Answer {
  /** Heading over the first cause: how sure it is. */
  readonly certainty: string;
  readonly first: ShownCause | null;
  readonly others: readonly ShownCause[];
  readonly values: HoleValues;
}

/** Everything that the holes of an entry's prose may name. */
export function valuesOf(incident: IncidentView | null, captures: HoleValues = {}): HoleValues {
  return incident === null ? captures : { ...incident.facts, ...incident.captures };
}

/**
 * Orders causes and fixes. With an incident by its scores; without one in the catalogue's order.
 * A fix that was already offered for a more likely cause is offered again only if nothing else is left.
 */
export function answerFor(
  body: EntryBody,
  incident: IncidentView | null,
  captures: HoleValues = {},
): Answer {
  const byId = new Map(body.causes.map((cause) => [cause.id, cause]));
  const ranked = (incident?.causes ?? []).flatMap((found) => {
    const cause = byId.get(found.id);
    return cause === undefined ? [] : [{ cause, found }];
  });
  const named = new Set(ranked.map(({ cause }) => cause.id));
  const rest = body.causes.filter((cause) => !named.has(cause.id));
  const order = incident?.fixes ?? [];
  const shown: ShownCause[] = [
    ...ranked.map(({ cause, found }) => ({
      cause,
      evidence: found.evidence,
      likelihood: likelihoodOf(found.score),
      fixes: fixesOf(body, cause, order),
    })),
    ...rest.map((cause) => ({
      cause,
      evidence: [],
      likelihood: null,
      fixes: fixesOf(body, cause, order),
    })),
  ];
  const first = shown[0] ?? null;
  return {
    certainty: certainty(incident, first),
    first,
    others: shown.slice(1),
    values: valuesOf(incident, captures),
  };
}

function certainty(incident: IncidentView | null, first: ShownCause | null): string {
  if (incident === null) return t('explanation.usual');
  const told = first !== null && first.evidence.length > 0;
  return told ? t('explanation.likely') : t('explanation.usualHere');
}

function fixesOf(body: EntryBody, cause: Cause, order: readonly string[]): Fix[] {
  const place = (id: string): number => {
    const at = order.indexOf(id);
    return at < 0 ? order.length + cause.fixes.indexOf(id) : at;
  };
  return body.fixes
    .filter((fix) => cause.fixes.includes(fix.id))
    .sort((one, other) => place(one.id) - place(other.id));
}

/** The message for the administrator as plain text, ready to be sent. */
export function administratorText(body: EntryBody, values: HoleValues): string {
  const paragraphs = body.sections.administrator.flatMap((block) => {
    if (block.kind === 'quote') return block.paragraphs.map((text) => plainInline(text, values));
    if (block.kind === 'paragraph') return [];
    if (block.kind === 'code') return [block.text];
    return [block.items.map((item) => `- ${plainInline(item, values)}`).join('\n')];
  });
  return paragraphs.join('\n\n');
}

/** @param score from 0 to 1, among the causes of one incident */
function likelihoodOf(score: number): string {
  if (score >= 0.3) return t('explanation.likelihood.possible');
  return score > 0.1 ? t('explanation.likelihood.less') : t('explanation.likelihood.unlikely');
}
