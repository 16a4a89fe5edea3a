/** The YAML head of an entry: split off, parsed with the place of each value kept, and validated. */
import * as v from 'valibot';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { UNKNOWN_FACTS } from '../main/contract/facts';
import { frontMatterSchema } from './schema';
import type { FrontMatter } from './schema';
import type { Failure } from './failure';

export type Path = readonly (string | number)[];

export interface SplitSource {
  /** Text between the two `---` lines. */
  readonly head: string;
  readonly body: string;
  /** Line of the file, from 1, on which the body starts. */
  readonly bodyLine: number;
}

/** The head starts on the file's second line: the first one is `---`. */
const HEAD_LINE = 2;

/** Splits an entry's text; null where the two `---` lines are not there. */
export function splitSource(source: string): SplitSource | null {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  if (!text.startsWith('---\n')) return null;
  const end = text.indexOf('\n---\n', 3);
  if (end < 0) return null;
  const head = text.slice(4, end + 1);
  const body = text.slice(end + 5);
  return { head, body, bodyLine: HEAD_LINE + head.split('\n').length };
}

export interface HeadResult<T> {
  /** Null where the head does not satisfy the schema. */
  readonly front: T | null;
  readonly failures: readonly Failure[];
  /** Line of the file, from 1, of the value at the path, or of the nearest value around it. */
  readonly at: (path: Path) => number;
}

/** Parses and validates the head of an entry. */
export function parseFrontMatter(file: string, head: string): HeadResult<FrontMatter> {
  return parseHead(file, head, frontMatterSchema);
}

/** Parses and validates a head by any schema. */
export function parseHead<T>(
  file: string,
  head: string,
  schema: v.GenericSchema<unknown, T>,
): HeadResult<T> {
  const lines = new LineCounter();
  const document = parseDocument(head, { lineCounter: lines });
  const lineOf = (offset: number): number => lines.linePos(offset).line + HEAD_LINE - 1;
  const at = (path: Path): number => lineOf(offsetOf(document, path));

  const broken = [...document.errors, ...document.warnings].map((problem) => ({
    file,
    line: lineOf(problem.pos[0]),
    reason: `the front matter is not valid YAML: ${firstLine(problem.message)}`,
    help: 'put text that holds ": ", " #" or starts with a sign in quotes; single quotes around regexes',
  }));
  if (broken.length > 0) return { front: null, failures: broken, at };

  const result = v.safeParse(schema, document.toJS());
  if (result.success) return { front: result.output, failures: [], at };
  const failures = result.issues.map((issue) => {
    const path = (issue.path ?? []).map((item) => item.key as string | number);
    return { file, line: at(path), ...describe(path, issue.message, issue.input) };
  });
  return { front: null, failures, at };
}

/** Offset in the head of the deepest value on the path that exists. */
function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

function describe(path: Path, message: string, input: unknown): { reason: string; help: string } {
  const place = path.join('.');
  if (path.includes('when')) return describeCondition(place, input);
  const reason = `${place === '' ? 'front matter' : place}: ${message}`;
  if (message.includes('Expected never')) {
    return {
      reason: `${place}: there is no such field`,
      help: 'catalogue/schema.ts lists the fields; a comma inside { } ends a value: put such text in quotes',
    };
  }
  if (message.includes('received undefined')) {
    return {
      reason: `${place} is missing`,
      help: 'the model entry key-refused.md shows every field',
    };
  }
  if (typeof input === 'number') {
    return { reason, help: 'put it in quotes: YAML reads it as a number' };
  }
  return { reason, help: 'see catalogue/schema.ts for what is allowed here' };
}

const CONDITION_HELP =
  'write { fact: name, equals|has|lacks|contains|above|below|known: value }, ' +
  '{ capture: name, equals|contains: text }, { seen: entry-id }, { all: [..] }, { any: [..] } or { not: {..} }';

/** A union's own message says little; this names the part that fits none of its forms. */
function describeCondition(place: string, input: unknown): { reason: string; help: string } {
  const fact = unknownFact(input);
  if (fact !== null) {
    return {
      reason: `${place}: ${fact} is no fact`,
      help: `the facts are ${Object.keys(UNKNOWN_FACTS).join(', ')}`,
    };
  }
  return { reason: `${place}: this is no condition`, help: CONDITION_HELP };
}

function unknownFact(input: unknown): string | null {
  if (Array.isArray(input)) return firstOf(input.map(unknownFact));
  if (typeof input !== 'object' || input === null) return null;
  if ('fact' in input && typeof input.fact === 'string') {
    return Object.hasOwn(UNKNOWN_FACTS, input.fact) ? null : input.fact;
  }
  return firstOf(Object.values(input).map(unknownFact));
}

function firstOf(values: readonly (string | null)[]): string | null {
  return values.find((value) => value !== null) ?? null;
}
