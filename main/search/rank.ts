/** Puts the entries in order: how much of the query each has, and how near one of its phrases comes. */
import type { Hit } from './lookup';
import type { Phrase, Phrases } from './phrases';

export interface Ranked {
  readonly entry: string;
  /** 0 to 1. */
  readonly score: number;
  /** The phrase that comes nearest to the query. */
  readonly phrase: string | null;
}

/** Parts of the score; they sum to 1. */
const COVERED = 0.5;
const NEAR = 0.47;
const RENOWN = 0.03;

/** A word that no entry is known by counts as much as a rather rare one. */
const UNKNOWN_WEIGHT = 3.2;
/** A number that no entry has is most often a port, a time or a process. */
const UNKNOWN_NUMBER_WEIGHT = 0.6;

/** How many of the entries are looked at closely. */
const CLOSELY = 40;

export function rank(
  hits: readonly Hit[],
  phrases: Phrases,
  renown: ReadonlyMap<string, number>,
): Ranked[] {
  const weighted = hits.map((hit) => ({ hit, weight: weightOf(hit, phrases) }));
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const covered = new Map<string, number>();
  for (const { hit, weight } of weighted) {
    for (const [entry, quality] of hit.entries) {
      covered.set(entry, (covered.get(entry) ?? 0) + weight * quality);
    }
  }
  return [...covered]
    .sort((a, b) => b[1] - a[1])
    .slice(0, CLOSELY)
    .map(([entry, sum]) => {
      const near = nearest(phrases.of(entry), weighted, total, phrases);
      const score =
        COVERED * (sum / total) + NEAR * near.likeness + RENOWN * (renown.get(entry) ?? 0);
      return { entry, score, phrase: near.phrase };
    })
    .sort((a, b) => b.score - a.score || (a.entry < b.entry ? -1 : 1));
}

function weightOf({ word, terms }: Hit, phrases: Phrases): number {
  if (phrases.knows(word.term)) return phrases.weight(word.term);
  if (/^\d+$/.test(word.term)) return UNKNOWN_NUMBER_WEIGHT;
  let best = 0;
  let weight = UNKNOWN_WEIGHT;
  for (const [term, quality] of terms) {
    if (quality > best && phrases.knows(term)) {
      best = quality;
      weight = Math.min(phrases.weight(term), UNKNOWN_WEIGHT);
    }
  }
  return Math.max(weight, 1);
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
    for (const { hit, weight } of weighted) {
      let best = 0;
      for (const term of candidate.terms) {
        const quality = hit.terms.get(term) ?? 0;
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
    const both = (2 * recall * precision) / (recall + precision);
    if (both > likeness) {
      likeness = both;
      phrase = candidate.text;
    }
  }
  return { likeness, phrase };
}
