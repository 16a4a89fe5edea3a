/** Evaluates a cause's `when` over a session's facts, and says what in the session speaks for it. */
import type { Condition } from '../contract/entry';
import type { FactName, Facts } from '../contract/facts';
import type { Evidence } from '../contract/model';

export interface Circumstances {
  readonly facts: Facts;
  readonly factLines: Readonly<Partial<Record<FactName, number>>>;
  readonly captures: Readonly<Record<string, string>>;
  /** Line of the capture's detection. */
  readonly line: number;
  /** Entries detected in the same session, with the line of each one's first detection. */
  readonly seen: ReadonlyMap<string, number>;
}

export interface Verdict {
  /** Null: cannot be told from this log. */
  readonly holds: boolean | null;
  readonly evidence: readonly Evidence[];
}

/** Shortest readable name of a fact: `methodsLeft` reads `methods left`. */
export const factLabel = (fact: string): string =>
  fact.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

export function evaluate(condition: Condition, known: Circumstances): Verdict {
  if ('all' in condition)
    return combine(
      condition.all.map((part) => evaluate(part, known)),
      false,
    );
  if ('any' in condition)
    return combine(
      condition.any.map((part) => evaluate(part, known)),
      true,
    );
  if ('not' in condition) {
    const { holds } = evaluate(condition.not, known);
    return { holds: holds === null ? null : !holds, evidence: [] };
  }
  if ('seen' in condition) {
    const line = known.seen.get(condition.seen);
    if (line === undefined) return { holds: false, evidence: [] };
    return { holds: true, evidence: [{ line, text: condition.seen }] };
  }
  if ('capture' in condition) {
    const value = known.captures[condition.capture];
    if (value === undefined) return { holds: null, evidence: [] };
    const holds =
      'equals' in condition ? value === condition.equals : value.includes(condition.contains);
    const text = `${factLabel(condition.capture)}: ${value}`;
    return { holds, evidence: holds ? [{ line: known.line, text }] : [] };
  }
  const value = known.facts[condition.fact];
  if ('known' in condition) {
    // A log that tells nothing of the session's course leaves out what happened as well.
    if (value === null && known.facts.connected === null) return { holds: null, evidence: [] };
    return { holds: (value !== null) === condition.known, evidence: [] };
  }
  if (value === null) return { holds: null, evidence: [] };
  const holds = test(condition, value);
  const evidence = {
    line: known.factLines[condition.fact] ?? null,
    text: `${factLabel(condition.fact)}: ${show(value)}`,
  };
  return { holds, evidence: holds ? [evidence] : [] };
}

type FactCondition = Exclude<
  Extract<Condition, { readonly fact: FactName }>,
  { readonly known: boolean }
>;

function test(condition: FactCondition, value: NonNullable<Facts[FactName]>): boolean {
  if ('equals' in condition) return value === condition.equals;
  if ('has' in condition) return Array.isArray(value) && value.includes(condition.has);
  if ('lacks' in condition) return Array.isArray(value) && !value.includes(condition.lacks);
  if ('contains' in condition) return show(value).includes(condition.contains);
  if ('above' in condition) return typeof value === 'number' && value > condition.above;
  return typeof value === 'number' && value < condition.below;
}

function show(value: NonNullable<Facts[FactName]>): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'object') return Object.values(value).flat().join(', ');
  return value === true ? 'yes' : value === false ? 'no' : String(value);
}

function combine(parts: readonly Verdict[], any: boolean): Verdict {
  const decisive = parts.filter((part) => part.holds === any);
  if (decisive.length > 0) {
    return { holds: any, evidence: any ? decisive.flatMap((part) => part.evidence) : [] };
  }
  const holds = parts.some((part) => part.holds === null) ? null : !any;
  return { holds, evidence: holds === true ? parts.flatMap((part) => part.evidence) : [] };
}
