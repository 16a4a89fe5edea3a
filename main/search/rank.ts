/** Puts the entries in order: how much of the query each has, and how near one of its phrases comes. */
import type { Hit } from './lookup';
import type { Phrase, Phrases } from './phrases';
import type { Subject } from './subject';
import { terms } from './words';

export interface Ranked {
  readonly entry: string;
  /** 0 to 1. */
  readonly score: number;
  /** The phrase that comes nearest to the query. */
  readonly phrase: string | null;
}

/** Parts of the score; they sum to 1. */
const COVERED = 0.5;
const NEAR = 0.45;
const RENOWN = 0.05;

/**
 * A word that no entry is known by counts as much as one that leads to a single entry. Whoever names
 * PuTTY asks about PuTTY, though: there such a word only tells of the circumstances.
 */
const UNKNOWN_WEIGHTS: Readonly<Record<Subject, number>> = {
  own: 1.5,
  field: 2.5,
  unsaid: 4.5,
  others: 4.5,
};
/** The words of a query that few entries are known by weigh this much at least. */
const RARE_WEIGHT = 3.6;
/** How far rare words in an explanation's text stand for a phrase that is like the query. */
const RARE_LIKENESS = 0.65;
/** Where somebody works does not say what went wrong. */
const CIRCUMSTANCES = new Set(
  terms(
    `aws ec2 azure gcp cloud vps vm virtual instance droplet ubuntu debian centos redhat fedora
    raspberry pi laptop pc company corporate office home today tomorrow yesterday morning night`,
  ),
);
const CIRCUMSTANCE_WEIGHT = 0.6;
const CIRCUMSTANCE_ELSEWHERE_WEIGHT = 3;
/** A code such as 0x80070005 says exactly what is meant. */
const UNKNOWN_CODE_WEIGHT = 6;
/** A number that no entry has is most often a port, a time or a process. */
const UNKNOWN_NUMBER_WEIGHT = 0.6;
/** Unless it is long, and nothing else tells of PuTTY: then it is another program's error. */
const UNKNOWN_ERROR_WEIGHT = 2.5;

/** How much a word is worth that only says again what another says. */
const SAID_AGAIN = 0.4;

/** How many of the entries are looked at closely. */
const CLOSELY = 40;

export function rank(
  hits: readonly Hit[],
  phrases: Phrases,
  renown: ReadonlyMap<string, number>,
  subject: Subject,
): Ranked[] {
  const weighted = hits.map((hit) => ({ hit, weight: weightOf(hit, phrases, subject) }));
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const covered = new Map<string, number>();
  const rare = new Map<string, number>();
  for (const { hit, weight } of weighted) {
    for (const [entry, quality] of hit.entries) {
      covered.set(entry, (covered.get(entry) ?? 0) + weight * quality);
      if (weight >= RARE_WEIGHT) rare.set(entry, (rare.get(entry) ?? 0) + weight * quality);
    }
  }
  return [...covered]
    .sort((a, b) => b[1] - a[1])
    .slice(0, CLOSELY)
    .map(([entry, sum]) => {
      const near = nearest(phrases.of(entry), weighted, total, phrases);
      const likeness = Math.max(near.likeness, RARE_LIKENESS * ((rare.get(entry) ?? 0) / total));
      const score = COVERED * (sum / total) + NEAR * likeness + RENOWN * (renown.get(entry) ?? 0);
      return { entry, score, phrase: near.phrase };
    })
    .sort((a, b) => b.score - a.score || (a.entry < b.entry ? -1 : 1));
}

function weightOf({ word, terms: meant }: Hit, phrases: Phrases, subject: Subject): number {
  if (CIRCUMSTANCES.has(word.term)) {
    return subject === 'unsaid' ? CIRCUMSTANCE_ELSEWHERE_WEIGHT : CIRCUMSTANCE_WEIGHT;
  }
  if (phrases.knows(word.term)) return phrases.weight(word.term);
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

/** The phrase that shares most with the query, measured both ways. */
function nearest(
  candidates: readonly Phrase[],
  weighted: readonly { readonly hit: Hit; readonly weight: number }[],
  total: number,
  phrases: Phrases,
): { readonly likeness: number; readonly phrase: string | null } {
  let likeness = 0;
  let phrase: string | null = null;
  for (const candidate of candidates) {
    let ofQuery = 0;
    const ofPhrase = new Map<string, number>();
    const said = new Set(
      weighted.flatMap(({ hit }) => (candidate.terms.has(hit.word.term) ? [hit.word.term] : [])),
    );
    for (const { hit, weight } of weighted) {
      let best = 0;
      for (const term of candidate.terms) {
        // A word that the query has itself needs no other that means the same.
        const again = said.has(term) && term !== hit.word.term && hit.word.parts.length === 0;
        const quality = (hit.terms.get(term) ?? 0) * (again ? SAID_AGAIN : 1);
        if (quality === 0) continue;
        best = Math.max(best, quality);
        ofPhrase.set(term, Math.max(ofPhrase.get(term) ?? 0, quality));
      }
      ofQuery += weight * best;
    }
    if (ofQuery === 0) continue;
    let matched = 0;
    for (const [term, quality] of ofPhrase) matched += phrases.weight(term) * quality;
    const recall = ofQuery / total;
    const precision = matched / candidate.weight;
    const both = (candidate.worth * 2 * recall * precision) / (recall + precision);
    if (both > likeness) {
      likeness = both;
      phrase = candidate.text;
    }
  }
  return { likeness, phrase };
}
