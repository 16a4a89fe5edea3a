/**
 * Reads the shape of a pattern's regular expression: what the checks must know of it beyond whether
 * it compiles (RE2JS decides that). Only the syntax that entries use is told apart.
 */

type Node =
  | { readonly kind: 'char'; readonly char: string }
  /** A class, a dot or an escape that stands for several characters. */
  | { readonly kind: 'set'; readonly any: boolean }
  | { readonly kind: 'anchor'; readonly sign: string }
  | {
      readonly kind: 'group';
      readonly name: string | null;
      readonly capturing: boolean;
      readonly flags: string;
      readonly alternatives: readonly Node[][];
    }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly most: number };

export interface RegexShape {
  /** True if the whole expression is one `^...$`. */
  readonly anchored: boolean;
  /** True if it begins with a dot repeated without bound. */
  readonly leadingWildcard: boolean;
  /** Names of the groups that capture. */
  readonly captures: readonly string[];
  /** Number of groups that capture without a name. */
  readonly unnamed: number;
  /** Inline flags such as `i`, which would change what a literal means. */
  readonly flags: string;
  /** True if every text that matches contains the literal. */
  readonly requires: (literal: string) => boolean;
}

/** The shape of an expression that RE2JS accepts; for others the answer has no meaning. */
export function shapeOf(regex: string): RegexShape {
  const alternatives = new Reader(regex).alternatives();
  const only = alternatives.length === 1 ? (alternatives[0] ?? []) : [];
  const groups = alternatives.flatMap((nodes) => groupsIn(nodes));
  return {
    anchored: isAnchor(only[0], '^') && isAnchor(only.at(-1), '$'),
    leadingWildcard: alternatives.some((nodes) => startsOpen(nodes)),
    captures: groups.flatMap((group) => (group.name === null ? [] : [group.name])),
    unnamed: groups.filter((group) => group.capturing && group.name === null).length,
    flags: groups.map((group) => group.flags).join(''),
    requires: (literal) => alternatives.every((nodes) => requires(nodes, literal)),
  };
}

function isAnchor(node: Node | undefined, sign: string): boolean {
  return node?.kind === 'anchor' && node.sign === sign;
}

function groupsIn(nodes: readonly Node[]): Extract<Node, { kind: 'group' }>[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'repeat') return groupsIn([node.node]);
    if (node.kind !== 'group') return [];
    return [node, ...node.alternatives.flatMap((inner) => groupsIn(inner))];
  });
}

function startsOpen(nodes: readonly Node[]): boolean {
  const first = nodes.find((node) => node.kind !== 'anchor');
  if (first?.kind === 'repeat' && first.most === Infinity) {
    return first.node.kind === 'set' && first.node.any;
  }
  return first?.kind === 'group' && first.alternatives.some((inner) => startsOpen(inner));
}

/** Stands in a variant for text that is not known; no literal contains it. */
const UNKNOWN = '\u0000';
/** More variants than this are not told apart: the node that makes them counts as unknown. */
const MOST_VARIANTS = 2000;

function requires(nodes: readonly Node[], literal: string): boolean {
  return variants(nodes).every((variant) => variant.includes(literal));
}

/** The texts that a sequence can match, in all its choices, with unknown text as one character. */
function variants(nodes: readonly Node[]): string[] {
  let texts = [''];
  for (const node of nodes) {
    const next = variantsOf(node);
    const choices = texts.length * next.length > MOST_VARIANTS ? [UNKNOWN] : next;
    texts = texts.flatMap((text) => choices.map((choice) => text + choice));
  }
  return [...new Set(texts)];
}

function variantsOf(node: Node): string[] {
  switch (node.kind) {
    case 'char':
      return [node.char];
    case 'set':
      return [UNKNOWN];
    case 'anchor':
      return [''];
    case 'group':
      return node.alternatives.flatMap((inner) => variants(inner));
    case 'repeat': {
      const once = variantsOf(node.node);
      const often = once.map((text) => `${text}${UNKNOWN}${text}`);
      return [
        ...(node.min === 0 ? [''] : []),
        ...(node.min < 2 ? once : []),
        ...(node.most > 1 ? often : []),
      ];
    }
  }
}

/** Escapes that stand for one character, and those that stand for none. */
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };
const ZERO_WIDTH = new Set(['b', 'B', 'A', 'z']);

class Reader {
  private at = 0;
  constructor(private readonly source: string) {}

  alternatives(): Node[][] {
    const branches: Node[][] = [[]];
    while (this.at < this.source.length && this.source[this.at] !== ')') {
      if (this.source[this.at] === '|') {
        this.at++;
        branches.push([]);
      } else {
        branches.at(-1)?.push(this.repeated(this.atom()));
      }
    }
    return branches;
  }

  private atom(): Node {
    const char = this.source[this.at++] ?? '';
    if (char === '^' || char === '$') return { kind: 'anchor', sign: char };
    if (char === '.') return { kind: 'set', any: true };
    if (char === '[') return this.set();
    if (char === '(') return this.group();
    if (char === '\\') return this.escape();
    return { kind: 'char', char };
  }

  private escape(): Node {
    const char = this.source[this.at++] ?? '';
    if (ZERO_WIDTH.has(char)) return { kind: 'anchor', sign: char };
    const control = CONTROLS[char];
    if (control !== undefined) return { kind: 'char', char: control };
    if (!/[A-Za-z0-9]/.test(char)) return { kind: 'char', char };
    const braces = /^\{[^}]*\}/.exec(this.source.slice(this.at));
    if (braces !== null) this.at += braces[0].length;
    else if (char === 'x') this.at += 2;
    return { kind: 'set', any: false };
  }

  private set(): Node {
    if (this.source[this.at] === '^') this.at++;
    if (this.source[this.at] === ']') this.at++;
    while (this.at < this.source.length && this.source[this.at] !== ']') {
      if (this.source.startsWith('[:', this.at)) {
        this.at = this.source.indexOf(':]', this.at) + 1;
      } else if (this.source[this.at] === '\\') {
        this.at++;
      }
      this.at++;
    }
    this.at++;
    return { kind: 'set', any: false };
  }

  private group(): Node {
    const rest = this.source.slice(this.at);
    const named = /^\?P?<([^>]*)>/.exec(rest);
    const flagged = /^\?([a-zA-Z]*)(?:-[a-zA-Z]+)?([:)])/.exec(rest);
    const opener = named?.[0] ?? flagged?.[0] ?? '';
    this.at += opener.length;
    const flags = flagged?.[1] ?? '';
    const name = named?.[1] ?? null;
    const capturing = named !== null || flagged === null;
    if (flagged?.[2] === ')') {
      return { kind: 'group', name, capturing, flags, alternatives: [[]] };
    }
    const alternatives = this.alternatives();
    this.at++;
    return { kind: 'group', name, capturing, flags, alternatives };
  }

  private repeated(node: Node): Node {
    const match = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.source.slice(this.at));
    if (match === null) return node;
    this.at += match[0].length;
    const [, sign, low, comma, high] = match;
    const min = sign === undefined ? Number(low) : sign === '+' ? 1 : 0;
    return { kind: 'repeat', node, min, most: mostOf(sign, min, comma, high) };
  }
}

/** Upper bound of a quantifier: a sign, or `{low,high}` taken apart. */
function mostOf(
  sign: string | undefined,
  min: number,
  comma: string | undefined,
  high: string | undefined,
): number {
  if (sign !== undefined) return sign === '?' ? 1 : Infinity;
  if (comma !== ',') return min;
  return high === undefined || high === '' ? Infinity : Number(high);
}
