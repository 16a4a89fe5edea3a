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
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly open: boolean };

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
  if (first?.kind === 'repeat' && first.open) {
    return first.node.kind === 'set' && first.node.any;
  }
  return first?.kind === 'group' && first.alternatives.some((inner) => startsOpen(inner));
}

/** The literal stands in one unbroken run of characters, or in every branch of one choice. */
function requires(nodes: readonly Node[], literal: string): boolean {
  let run = '';
  let found = false;
  const breakRun = (): void => {
    found ||= run.includes(literal);
    run = '';
  };
  const walk = (sequence: readonly Node[]): void => {
    for (const node of sequence) {
      if (node.kind === 'char') run += node.char;
      else if (node.kind === 'group' && node.alternatives.length === 1) {
        walk(node.alternatives[0] ?? []);
      } else if (node.kind !== 'anchor') {
        if (node.kind === 'repeat' && node.min > 0 && node.node.kind === 'char') {
          run += node.node.char;
        }
        breakRun();
        const inner = node.kind === 'repeat' && node.min > 0 ? node.node : node;
        if (inner.kind === 'group') {
          found ||= inner.alternatives.every((branch) => requires(branch, literal));
        }
      }
    }
  };
  walk(nodes);
  breakRun();
  return found;
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
    const open = sign === undefined ? comma === ',' && high === '' : sign !== '?';
    return { kind: 'repeat', node, min, open };
  }
}
