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
import { remembering } from './recent';
import { beginnings, specificity } from './specificity';

export { canonical } from './canonical';

export interface MatchResult {
  readonly entry: string;
  readonly severity: Severity;
  readonly captures: Readonly<Record<string, string>>;
  /** Index of the pattern in its entry. */
  readonly pattern: number;
  /** The first of the voices asked for that the pattern has; for `any` the pattern's own first. */
  readonly voice: Voice;
  readonly specificity: number;
}

export type Voices = Voice | 'any' | readonly Voice[];

export interface Matcher {
  /**
   * Entries that match a whole message, best first, each at most once.
   *
   * @param text a message; white space and frames (`FATAL ERROR: `, ...) do not matter.
   * @param voices who may have said it, the likeliest first; `any` for text that a person pasted.
   */
  match(text: string, voices: Voices): readonly MatchResult[];
  /** True if more lines may make a longer message of this text: the start of one that wraps. */
  canContinue(text: string, voices: Voices): boolean;
  readonly entries: ReadonlyMap<string, EntrySummary>;
}

/**
 * Longer text is no message of PuTTY's: its longest dialogs stay below 2,000 characters, its longest
 * lists of algorithms below 3,000.
 */
const LONGEST_MESSAGE = 4096;

export function createMatcher(entries: readonly EntrySummary[]): Matcher {
  const index = new LiteralIndex(entries);

  const wrapping = index.all.filter(({ pattern }) => pattern.wraps === true);

  function canContinue(text: string, voices: Voices): boolean {
    if (text.length > LONGEST_MESSAGE) return false;
    for (const message of unframed(canonical(text))) {
      if (wrapping.some((candidate) => candidate.mayGoOn(message, voices))) return true;
    }
    return false;
  }

  const byVoice = new Map<Voice | 'any', (text: string) => readonly MatchResult[]>();

  function match(text: string, voices: Voices): readonly MatchResult[] {
    if (typeof voices !== 'string') return find(text, voices);
    let known = byVoice.get(voices);
    if (!known) byVoice.set(voices, (known = remembering((each) => find(each, voices))));
    return known(text);
  }

  function find(text: string, voices: Voices): readonly MatchResult[] {
    if (text.length > LONGEST_MESSAGE) return [];
    const whole = canonical(text);
    const candidates = index.candidates(whole);
    if (candidates.length === 0) return [];
    const best = new Map<string, MatchResult>();
    for (const message of unframed(whole)) {
      for (const candidate of candidates) {
        const result = candidate.match(message, voices);
        if (!result) continue;
        const known = best.get(result.entry);
        if (!known || known.specificity < result.specificity) best.set(result.entry, result);
      }
    }
    return [...best.values()].sort(
      (a, b) => b.specificity - a.specificity || a.entry.localeCompare(b.entry),
    );
  }

  return { match, canContinue, entries: new Map(entries.map((entry) => [entry.id, entry])) };
}

/** A line must be this long to be the start of a message that goes on in the next line. */
const SHORTEST_BEGINNING = 10;

/** Whether a pattern matches a message, whoever says it; for the catalogue's own tools. */
export function patternMatches(pattern: Pick<Pattern, 'regex'>, text: string): boolean {
  const regex = RE2JS.compile(pattern.regex);
  return unframed(canonical(text)).some((message) => regex.matches(message));
}

class Candidate {
  private compiled: RE2JS | null = null;
  private spelled: number | null = null;
  private readonly beginnings: readonly string[];
  constructor(
    private readonly entry: EntrySummary,
    private readonly number: number,
    readonly pattern: Pattern,
  ) {
    this.beginnings = pattern.wraps === true ? beginnings(pattern.regex) : [];
  }

  /** True if the message begins one of ours and is not yet all of it. */
  mayGoOn(message: string, voices: Voices): boolean {
    if (this.speaksAs(voices) === null) return false;
    const begun = this.beginnings.some(
      (beginning) =>
        message.startsWith(beginning) ||
        (message.length >= SHORTEST_BEGINNING && beginning.startsWith(`${message} `)),
    );
    return begun && !(message.includes(this.pattern.literal) && this.regex.matches(message));
  }

  private speaksAs(voices: Voices): Voice | null {
    const own = this.pattern.voices;
    if (voices === 'any') return own[0] ?? null;
    if (typeof voices === 'string') return own.includes(voices) ? voices : null;
    return voices.find((voice) => own.includes(voice)) ?? null;
  }

  private get regex(): RE2JS {
    return (this.compiled ??= RE2JS.compile(this.pattern.regex));
  }

  match(message: string, voices: Voices): MatchResult | null {
    const speaker = this.speaksAs(voices);
    if (!speaker || !message.includes(this.pattern.literal)) return null;
    const matcher = this.regex.matcher(message);
    if (!matcher.matches()) return null;
    const captures: Record<string, string> = {};
    for (const name of Object.keys(this.regex.namedGroups())) {
      const value: string | null = matcher.group(name);
      if (value !== null) captures[name] = value;
    }
    return {
      entry: this.entry.id,
      severity: this.entry.severity,
      captures,
      pattern: this.number,
      voice: speaker,
      specificity: (this.spelled ??= specificity(this.pattern.regex)),
    };
  }
}

const KEY_LENGTH = 4;
const TABLE_BITS = 14;

/** A table from a hash of four characters to the patterns whose literal contains them. */
class LiteralIndex {
  readonly all: Candidate[] = [];
  private readonly table = new Array<Candidate[] | undefined>(1 << TABLE_BITS).fill(undefined);

  constructor(entries: readonly EntrySummary[]) {
    for (const entry of entries) {
      entry.patterns.forEach((pattern, number) => {
        const key = this.rarestKey(pattern.literal);
        const candidate = new Candidate(entry, number, pattern);
        (this.table[key] ??= []).push(candidate);
        this.all.push(candidate);
      });
    }
  }

  /** The key of the literal that fewest patterns use so far, so that few are looked at in vain. */
  private rarestKey(literal: string): number {
    let rarest = hashAt(literal, 0);
    for (let at = 1; this.table[rarest] && at + KEY_LENGTH <= literal.length; at += 1) {
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
