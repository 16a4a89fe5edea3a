/** Lowers what is found for a query that names another program: its words may say the same. */
import type { EntrySummary } from '../contract/entry';
import type { Phrases } from './phrases';
import type { QueryWord } from './query';
import type { Ranked } from './rank';
import { stem } from './stem';
import { strangersIn } from './subject';
import type { Subject } from './subject';

/** What a query about another program's error loses. */
const FOREIGN_FACTOR = 0.4;
/** It loses less from this fit on, where the entry speaks of what is named: `VPN`, `Wi-Fi`. */
const SPOKEN_OF = 0.78;
const SPOKEN_OF_FACTOR = 0.75;

/** From this fit on what was found by its words is surer than a pattern that takes any text. */
export const SURE = 0.6;

/** A wording of such weight, said word for word, is PuTTY's own. */
const OWN_WORDS: Readonly<Record<Subject, number>> = {
  own: 3.5,
  field: 3.5,
  unsaid: 3.5,
  elsewhere: 3.5,
  others: 6.5,
};
const NEAR_PUTTY: ReadonlySet<Subject> = new Set(['own', 'field', 'unsaid']);
/** Where another program is named beside it, only what belongs to SSH. */
const OF_SSH: ReadonlySet<string> = new Set([
  'agent',
  'authentication',
  'host-key',
  'key-exchange',
  'key-file',
  'protocol',
]);

/**
 * @param subject what the query is about.
 * @param words those of the query, as they were looked for.
 */
export function withoutForeign(
  ranked: readonly Ranked[],
  query: string,
  subject: Subject,
  words: readonly QueryWord[],
  phrases: Phrases,
  entries: ReadonlyMap<string, EntrySummary>,
): readonly Ranked[] {
  const near = NEAR_PUTTY.has(subject);
  const strangers = near ? [] : strangersIn(query).map(stem);
  // One word beside the name of something else tells too little.
  const telling = words.filter(({ term }) => !strangers.includes(term)).length > 1;
  const speaksOf = (entry: string): boolean =>
    phrases.of(entry).some(({ terms }) => strangers.some((term) => terms.has(term)));

  return ranked.map((one) => {
    const category = entries.get(one.entry)?.category ?? '';
    const ofSsh = OF_SSH.has(category) || (subject === 'elsewhere' && category === 'network');
    const ours = one.said >= OWN_WORDS[subject] && (near || ofSsh);
    if (ours) return { ...one, fit: Math.max(one.fit, SURE) };
    if (near) return one;
    const spokenOf = telling && one.fit >= SPOKEN_OF && speaksOf(one.entry);
    const factor = spokenOf ? SPOKEN_OF_FACTOR : FOREIGN_FACTOR;
    return { ...one, score: one.score * factor, fit: one.fit * factor };
  });
}
