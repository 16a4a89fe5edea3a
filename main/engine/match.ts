/**
 * Finds the catalogue entries whose patterns match one message.
 *
 * RE2JS matches in time linear in the text, whatever the pattern: a hostile log cannot make the
 * engine slow. A pattern is compiled and tried only where its literal stands in the text, and the
 * literals are found by one pass over the text with a table of four-character keys.
 */
import { RE2JS } from 're2js';
import type { EntrySummary, Pattern } from '../contract/entry';
import type { Severity, Voice } from '../contract/model';
import { canonical, unframed } from './canonical';
import { specificity } from './specificity';

export { canonical } from './canonical';

export interface MatchResult {
  readonly entry: string;
  readonly severity: Severity;
  readonly captures: Readonly<Record<string, string>>;
  /** Index of the pattern in its entry. */
  readonly pattern: number;
  /** The voice asked for, or for `any` the pattern's first. */
  readonly voice: Voice;
  readonly specificity: number;
}

export interface Matcher {
  /**
   * Entries that match a whole message, best first, each at most once.
   *
   * @param text a message; white space and frames (`FATAL ERROR: `, ...) do not matter.
   * @param voice who said it; `any` for text that a person typed or pasted.
   */
  match(text: string, voice: Voice | 'any'): MatchResult[];
  /** True if `text` can be the start of, or a whole, message of that voice; cheap. */
  hasCandidate(text: string, voice: Voice | 'any'): boolean;
  readonly entries: ReadonlyMap<string, EntrySummary>;
}

/** Longer text is no message of PuTTY's; its own longest dialogs stay below 2,000 characters. */
const LONGEST_MESSAGE = 8192;

export function createMatcher(entries: readonly EntrySummary[]): Matcher {
  const index = new LiteralIndex(entries);

  function hasCandidate(text: string, voice: Voice | 'any'): boolean {
    return index.candidates(text).some((candidate) => candidate.speaksAs(voice) !== null);
  }

  function match(text: string, voice: Voice | 'any'): MatchResult[] {
    if (text.length > LONGEST_MESSAGE) return [];
    const whole = canonical(text);
    const candidates = index.candidates(whole);
    if (candidates.length === 0) return [];
    const best = new Map<string, MatchResult>();
    for (const message of unframed(whole)) {
      for (const candidate of candidates) {
        const result = candidate.match(message, voice);
        if (!result) continue;
        const known = best.get(result.entry);
        if (!known || known.specificity < result.specificity) best.set(result.entry, result);
      }
    }
    return [...best.values()].sort(
      (a, b) => b.specificity - a.specificity || a.entry.localeCompare(b.entry),
    );
  }

  return { match, hasCandidate, entries: new Map(entries.map((entry) => [entry.id, entry])) };
}

class Candidate {
  readonly specificity: number;
  private compiled: RE2JS | null = null;
  constructor(
    private readonly entry: EntrySummary,
    private readonly number: number,
    readonly pattern: Pattern,
  ) {
    this.specificity = specificity(pattern.regex);
  }

  speaksAs(voice: Voice | 'any'): Voice | null {
    if (voice === 'any') return this.pattern.voices[0] ?? null;
    return this.pattern.voices.includes(voice) ? voice : null;
  }

  match(message: string, voice: Voice | 'any'): MatchResult | null {
    const speaker = this.speaksAs(voice);
    if (!speaker || !message.includes(this.pattern.literal)) return null;
    this.compiled ??= RE2JS.compile(this.pattern.regex);
    const matcher = this.compiled.matcher(message);
    if (!matcher.matches()) return null;
    const captures: Record<string, string> = {};
    for (const name of Object.keys(this.compiled.namedGroups())) {
      const value: string | null = matcher.group(name);
      if (value !== null) captures[name] = value;
    }
    return {
      entry: this.entry.id,
      severity: this.entry.severity,
      captures,
      pattern: this.number,
      voice: speaker,
      specificity: this.specificity,
    };
  }
}

const KEY_LENGTH = 4;
const TABLE_BITS = 14;

/** A table from a hash of four characters to the patterns whose literal contains them. */
class LiteralIndex {
  private readonly table: (Candidate[] | undefined)[] = Array.from({ length: 1 << TABLE_BITS });

  constructor(entries: readonly EntrySummary[]) {
    for (const entry of entries) {
      entry.patterns.forEach((pattern, number) => {
        const key = this.rarestKey(pattern.literal);
        (this.table[key] ??= []).push(new Candidate(entry, number, pattern));
      });
    }
  }

  /** The key of the literal that fewest patterns use so far, so that few are looked at in vain. */
  private rarestKey(literal: string): number {
    let rarest = hashAt(literal, 0);
    for (let at = 1; at + KEY_LENGTH <= literal.length; at += 1) {
      const key = hashAt(literal, at);
      if ((this.table[key]?.length ?? 0) < (this.table[rarest]?.length ?? 0)) rarest = key;
    }
    return rarest;
  }

  candidates(text: string): Candidate[] {
    const found: Candidate[] = [];
    for (let at = 0; at + KEY_LENGTH <= text.length; at += 1) {
      const bucket = this.table[hashAt(text, at)];
      if (!bucket) continue;
      for (const candidate of bucket) {
        if (text.includes(candidate.pattern.literal) && !found.includes(candidate)) {
          found.push(candidate);
        }
      }
    }
    return found;
  }
}

function hashAt(text: string, at: number): number {
  const hash =
    text.charCodeAt(at) * 0x9e37 +
    text.charCodeAt(at + 1) * 0x79b9 +
    text.charCodeAt(at + 2) * 0x7f4a +
    text.charCodeAt(at + 3) * 0x7c15;
  return (hash ^ (hash >>> TABLE_BITS)) & ((1 << TABLE_BITS) - 1);
}
