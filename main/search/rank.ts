/** Puts the entries in order: how much of the query each has, and how near one of its phrases comes. */
import type { Hit } from './lookup';
import type { Phrase, Phrases } from './phrases';
import type { Subject } from './subject';
import { terms } from './words';
import { isOrdinary, weightOf } from './weigh';

export interface Ranked {
  readonly entry: string;
  /** 0 to 1. */
  readonly score: number;
  /** 0 to 1: the score without the entry's renown, which makes no answer surer. */
  readonly fit: number;
  /** How much the longest wording of PuTTY's weighs that the query says in full; 0 if there is none. */
  readonly said: number;
  /** The phrase that comes nearest to the query. */
  readonly phrase: string | null;
}

/** Parts of the score; they sum to 1. */
const COVERED = 0.44;
const NEAR = 0.4;
const RENOWN = 0.07;
/** What is said in just the words of a phrase is what that phrase means, however rare it is. */
const JUST_THAT = 0.09;

/** The words of a query that few entries are known by weigh this much at least. */
const RARE_WEIGHT = 3.6;
/** How far rare words in an explanation's text stand for a phrase that is like the query. */
const RARE_LIKENESS = 0.65;
/** What small numbers stand behind where they say what is wrong. */
const NUMBERED = new Set(terms('type code disconnect errno exit status number signal'));
/** How much a word is worth that only says again what another says. */
const SAID_AGAIN = 0.4;

/** Of a long story so much weight in words is enough: the rest of it tells the circumstances. */
const ENOUGH = 20;

/** A query of less weight, of which nobody knows what it is about, gets no sure answer. */
const VAGUE = 3.4;
const VAGUE_FACTOR = 0.7;

/** What a wording of PuTTY's adds that is said word for word, from this weight on in full. */
const SAID = 0.1;
const SAID_WEIGHT = 8;
/** Of a misspelt word it is then known what was meant. */
const MEANT = 0.65;

/** How many of the entries are looked at closely. */
const CLOSELY = 40;

export function rank(
  hits: readonly Hit[],
  phrases: Phrases,
  renown: ReadonlyMap<string, number>,
  subject: Subject,
): Ranked[] {
  const numbered = hits.some(({ word }) => NUMBERED.has(word.term));
  const weighted = hits.map((hit) => ({ hit, weight: weightOf(hit, phrases, subject, numbered) }));
  const all = weighted.reduce((sum, { weight }) => sum + weight, 0);
  if (all === 0) return [];
  const total = Math.min(all, ENOUGH);
  const covered = new Map<string, number>();
  const rare = new Map<string, number>();
  for (const { hit, weight } of weighted) {
    for (const [entry, quality] of hit.entries) {
      covered.set(entry, (covered.get(entry) ?? 0) + weight * quality);
      if (weight >= RARE_WEIGHT) rare.set(entry, (rare.get(entry) ?? 0) + weight * quality);
    }
  }
  // One word that stands everywhere is no question.
  const telling = hits.some(({ word, terms: found }) => found.size > 0 && !isOrdinary(word.term));
  const vague = subject === 'unsaid' && (all < VAGUE || !telling) ? VAGUE_FACTOR : 1;
  const meant = new Set(hits.flatMap((hit) => [...hit.terms.keys()]));
  const sequence = ` ${hits.map(meantBy).join(' ')} `;
  const asked = new Set(hits.flatMap(({ word }) => [word, ...word.parts]).map(({ term }) => term));
  return [...covered]
    .sort((a, b) => b[1] - a[1])
    .slice(0, CLOSELY)
    .map(([entry, sum]) => {
      const near = nearest(phrases.of(entry), weighted, { total, meant, asked }, phrases);
      const said = longest(phrases.of(entry), sequence);
      const likeness = Math.max(
        near.likeness,
        RARE_LIKENESS * Math.min(1, (rare.get(entry) ?? 0) / total),
      );
      const found = Math.min(
        COVERED + NEAR,
        COVERED * Math.min(1, sum / total) +
          NEAR * likeness +
          SAID * Math.min(1, said / SAID_WEIGHT),
      );
      return {
        entry,
        score: found + RENOWN * (renown.get(entry) ?? 0) + (near.whole ? JUST_THAT : 0),
        fit: (vague * found) / (COVERED + NEAR),
        said,
        phrase: near.phrase,
      };
    })
    .sort((a, b) => b.score - a.score || (a.entry < b.entry ? -1 : 1));
}

interface Asked {
  /** Weight of all that counts. */
  readonly total: number;
  /** Terms that are found, and those that stand for them. */
  readonly meant: ReadonlySet<string>;
  /** The query's own terms. */
  readonly asked: ReadonlySet<string>;
}

/** The phrase that shares most with the query, measured both ways, and whether one is just the query. */
function nearest(
  candidates: readonly Phrase[],
  weighted: readonly { readonly hit: Hit; readonly weight: number }[],
  { total, meant, asked }: Asked,
  phrases: Phrases,
): { readonly likeness: number; readonly phrase: string | null; readonly whole: boolean } {
  let whole = false;
  let likeness = 0;
  let phrase: string | null = null;
  for (const candidate of candidates) {
    const shared = [...candidate.terms].filter((term) => meant.has(term));
    whole ||=
      shared.length === asked.size &&
      candidate.terms.size === asked.size &&
      shared.every((term) => asked.has(term));
    // Most phrases cannot come nearer than one that is known already: every key asks anew.
    const most = shared.reduce((sum, term) => sum + phrases.weight(term), 0) / candidate.weight;
    if (shared.length === 0 || (candidate.worth * 2 * most) / (1 + most) <= likeness) continue;
    let ofQuery = 0;
    const ofPhrase = new Map<string, number>();
    const said = new Set(
      weighted.flatMap(({ hit }) => (candidate.terms.has(hit.word.term) ? [hit.word.term] : [])),
    );
    for (const { hit, weight } of weighted) {
      let best = 0;
      for (const term of shared) {
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
    const recall = Math.min(1, ofQuery / total);
    const precision = matched / candidate.weight;
    const both = (candidate.worth * 2 * recall * precision) / (recall + precision);
    if (both > likeness) {
      likeness = both;
      phrase = candidate.text;
    }
  }
  return { likeness, phrase, whole };
}

/** The word itself, or what a misspelt one most likely stands for. */
export function meantBy({ word, terms: meant }: Hit): string {
  if (meant.has(word.term)) return word.term;
  const [best] = [...meant].sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] >= MEANT ? best[0] : word.term;
}

/** How much the heaviest wording of PuTTY's weighs that stands in the query word for word. */
function longest(candidates: readonly Phrase[], sequence: string): number {
  let weight = 0;
  for (const candidate of candidates) {
    if (candidate.wording === null || candidate.weight <= weight) continue;
    if (sequence.includes(candidate.wording)) weight = candidate.weight;
  }
  return weight;
}
