/**
 * How much of a match a pattern spells out: the characters that it names literally. Of two patterns
 * that match the same text the one that spells out more explains it better, so precedence needs no
 * numbers set by hand.
 */

/**
 * Counts the literal characters that every match of a regular expression contains: optional parts
 * count nothing, alternatives count as their shortest.
 *
 * @param regex RE2 syntax of the subset that catalogue entries use.
 */
export function specificity(regex: string): number {
  return new LiteralCounter(regex).alternatives();
}

/** The literal texts, of ten characters or more, with which a match can begin. */
export function beginnings(regex: string): string[] {
  return begin(regex.replace(/^\^/, '')).filter((text) => text.length >= 10);
}

/** Beginnings of a regular expression, a group at its front opened into its alternatives. */
function begin(regex: string): string[] {
  const group = /^\(\?:((?:[^()\\]|\\.)*)\)(\?)?/.exec(regex);
  if (!group) return [literalStart(regex)];
  const rest = begin(regex.slice(group[0].length));
  const alternatives = (group[1] ?? '').split('|').flatMap((alternative) => {
    const text = literalStart(alternative);
    return text.length === unescaped(alternative).length ? rest.map((end) => text + end) : [text];
  });
  return group[2] === undefined ? alternatives : [...alternatives, ...rest];
}

const unescaped = (regex: string): string => regex.replace(/\\(.)/g, '$1');

/** The literal characters at the front of a regular expression; the last may be optional. */
function literalStart(regex: string): string {
  const run = /^(?:[^\\()[\]{}.*+?|^$]|\\[^a-zA-Z0-9])*/.exec(regex)?.[0] ?? '';
  const isRepeated = /^[*+?{]/.test(regex.slice(run.length));
  return unescaped(isRepeated ? run.replace(/\\?.$/s, '') : run);
}

class LiteralCounter {
  private at = 0;
  constructor(private readonly regex: string) {}

  alternatives(): number {
    let least = this.sequence();
    while (this.regex[this.at] === '|') {
      this.at += 1;
      least = Math.min(least, this.sequence());
    }
    return least;
  }

  private sequence(): number {
    let count = 0;
    for (;;) {
      const next = this.regex[this.at];
      if (next === undefined || next === '|' || next === ')') return count;
      const atom = this.atom(next);
      count += this.repeatedAtLeastOnce() ? atom : 0;
    }
  }

  private atom(first: string): number {
    if (first === '(') {
      const opening = /^\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?/.exec(this.regex.slice(this.at));
      this.at += opening?.[0].length ?? 1;
      const count = this.alternatives();
      this.at += 1;
      return count;
    }
    if (first === '[') {
      const charClass = /^\[\^?\]?(?:\\.|[^\]\\])*\]/.exec(this.regex.slice(this.at));
      this.at += charClass?.[0].length ?? 1;
      return 0;
    }
    if (first === '\\') {
      const isClass = /[a-zA-Z0-9]/.test(this.regex[this.at + 1] ?? '');
      this.at += 2;
      return isClass ? 0 : 1;
    }
    this.at += 1;
    return first === '.' || first === '^' || first === '$' ? 0 : 1;
  }

  /** Reads the quantifier after an atom, if there is one. */
  private repeatedAtLeastOnce(): boolean {
    const quantifier = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(this.regex.slice(this.at));
    if (!quantifier) return true;
    this.at += quantifier[0].length;
    return !(
      quantifier[0].startsWith('*') ||
      quantifier[0].startsWith('?') ||
      quantifier[1] === '0'
    );
  }
}
