/** How much a word of the query says. */
import { CIRCUMSTANCES, COMMON } from './common-words';
import type { Hit } from './lookup';
import type { Phrases } from './phrases';
import type { Subject } from './subject';

/**
 * A word that no entry is known by counts as much as one that leads to a single entry. Whoever names
 * PuTTY asks about PuTTY, though: there such a word only tells of the circumstances.
 */
const UNKNOWN_WEIGHTS: Readonly<Record<Subject, number>> = {
  own: 1.5,
  field: 2.5,
  unsaid: 4.5,
  elsewhere: 4.5,
  others: 4.5,
};
const CIRCUMSTANCE_WEIGHT = 0.6;
const CIRCUMSTANCE_ELSEWHERE_WEIGHT = 1.5;
/** A code such as 0x80070005 says exactly what is meant. */
const UNKNOWN_CODE_WEIGHT = 6;
/** A number that no entry has is most often a port, a time or a process. */
const UNKNOWN_NUMBER_WEIGHT = 0.6;
/** Unless it is long, and nothing else tells of PuTTY: then it is another program's error. */
const UNKNOWN_ERROR_WEIGHT = 2.5;

/** @param numbered the query speaks of types or error numbers: a small number is one of those. */
export function weightOf(
  { word, terms: meant }: Hit,
  phrases: Phrases,
  subject: Subject,
  numbered: boolean,
): number {
  if (CIRCUMSTANCES.has(word.term)) {
    return subject === 'unsaid' || subject === 'elsewhere'
      ? CIRCUMSTANCE_ELSEWHERE_WEIGHT
      : CIRCUMSTANCE_WEIGHT;
  }
  if (/^\d{1,2}$/.test(word.term) && !numbered) return UNKNOWN_NUMBER_WEIGHT;
  if (phrases.knows(word.term)) {
    const weight = phrases.weight(word.term);
    return COMMON.has(word.term) ? weight * COMMON_FACTOR : weight;
  }
  if (COMMON.has(word.term) && meant.size === 0) return COMMON_WEIGHT;
  if (/^\d+$/.test(word.term)) {
    return word.term.length > 3 && subject === 'unsaid'
      ? UNKNOWN_ERROR_WEIGHT
      : UNKNOWN_NUMBER_WEIGHT;
  }
  // A name such as ClientAliveInterval that only explanations have.
  if (word.parts.length > 0 && meant.has(word.term)) return UNKNOWN_WEIGHTS.unsaid;
  if (meant.size === 0 && /\d{3}/.test(word.term)) return UNKNOWN_CODE_WEIGHT;
  // What was misspelt counts as what was meant.
  let best = 0;
  let weight = UNKNOWN_WEIGHTS[subject];
  for (const [term, quality] of meant) {
    if (quality > best && phrases.knows(term)) {
      best = quality;
      weight = phrases.weight(term);
    }
  }
  return weight;
}

/** Whether a word only tells of the circumstances, or a small number of nothing at all. */
export const isOrdinary = (term: string): boolean =>
  COMMON.has(term) || CIRCUMSTANCES.has(term) || /^\d{1,2}$/.test(term);

/** An ordinary word that no entry is known by. */
const COMMON_WEIGHT = 0.4;
/** An ordinary word that stands in a phrase tells less than a word of the trade. */
const COMMON_FACTOR = 0.6;
