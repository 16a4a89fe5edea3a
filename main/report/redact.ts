/**
 * Takes private values out of what a log tells, so that a report can be shared: each gets a
 * stand-in, the same value always the same one. Looked for are the values that the log's sessions
 * are known to hold, and whatever looks like a private value although no fact names it.
 */
import type { PrivateKind, RedactionChoice } from '../contract/redaction';
import type { PrivateValue, Redactor } from './private-kinds';
import { NEVER_PRIVATE, PATTERNS, SAFE } from './private-patterns';
import { KnownValues, keyOf } from './known-values';
import { visible } from './visible';

/** A piece of the text that has to go. */
interface Span {
  readonly start: number;
  readonly end: number;
  /** Asked only of a piece that is replaced under its own name, so that no number is skipped. */
  readonly standIn: () => string;
}

/** Leaves names as they are, for reports that stay at home. */
export const KEEP_ALL: Redactor = visible;

/**
 * @param known private values that the log's sessions hold; their order gives the numbers.
 * @param choice kinds that are to stay readable are false; what is not named is taken out.
 * @returns a function that also makes characters visible that cannot be seen, as `visible` does.
 */
export function createRedactor(
  known: readonly PrivateValue[],
  choice: RedactionChoice = {},
): Redactor {
  const wanted = known.filter(({ kind, value }) => choice[kind] !== false && isPrivate(value));
  const standIns = new StandIns(wanted);
  const values = new KnownValues();
  for (const { kind, value, aliases = [] } of wanted) {
    const standIn = standIns.of(kind, value);
    for (const text of [value, ...aliases.filter(isPrivate)]) values.add(text, standIn);
  }
  const patterns = PATTERNS.filter(({ kind }) => choice[kind] !== false);

  return (text) => {
    const clean = visible(text);
    const spans: Span[] = values
      .find(clean)
      .map(({ start, end, standIn }) => ({ start, end, standIn: () => standIn }));
    const safe = [...clean.matchAll(SAFE)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }));
    for (const { kind, expression, accepts } of patterns) {
      for (const match of clean.matchAll(expression)) {
        const [start, end] = match.indices?.groups?.['value'] ?? [0, 0];
        const value = clean.slice(start, end);
        if (!isPrivate(value) || accepts?.(value) === false) continue;
        if (safe.some((piece) => piece.start < end && start < piece.end)) continue;
        spans.push({
          start,
          end,
          standIn: () => values.get(value) ?? standIns.of(kind, value),
        });
      }
    }
    return replace(clean, spans);
  };
}

const isPrivate = (text: string): boolean => {
  const key = keyOf(text);
  return key !== '' && !NEVER_PRIVATE.has(key);
};

/** Where spans overlap all of it goes, under the name of the longest. */
function replace(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let end = 0;
  let open: { end: number; longest: Span } | null = null;
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (open !== null && span.start < open.end) {
      open.end = Math.max(open.end, span.end);
      if (span.end - span.start > open.longest.end - open.longest.start) open.longest = span;
      continue;
    }
    if (open !== null) {
      parts.push(open.longest.standIn());
      end = open.end;
    }
    parts.push(text.slice(end, span.start));
    open = { end: span.end, longest: span };
  }
  if (open === null) return text;
  return [...parts, open.longest.standIn(), text.slice(open.end)].join('');
}

/** Hands out stand-ins, none of which is itself a value that has to go. */
class StandIns {
  private readonly given = new Map<string, string>();
  private readonly counts = new Map<PrivateKind, number>();
  private readonly taken: ReadonlySet<string>;

  constructor(known: readonly PrivateValue[]) {
    this.taken = new Set(
      known.flatMap(({ value, aliases = [] }) => [value, ...aliases].map(keyOf)),
    );
  }

  of(kind: PrivateKind, value: string): string {
    const key = `${kind} ${keyOf(value)}`;
    const before = this.given.get(key);
    if (before !== undefined) return before;
    let standIn: string;
    do {
      const number = (this.counts.get(kind) ?? 0) + 1;
      this.counts.set(kind, number);
      standIn = `${kind}-${number}`;
    } while (this.taken.has(standIn));
    this.given.set(key, standIn);
    return standIn;
  }
}
