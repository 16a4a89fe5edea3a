/** Checks of the regular expressions themselves. */
import { RE2JS } from 're2js';
import type { Failure } from './failure';
import type { LoadedEntry } from './load';
import { shapeOf } from './regex-shape';

/** Each pattern compiles in linear time, is anchored, and holds its literal. */
export function checkPatterns(entry: LoadedEntry): Failure[] {
  return entry.front.patterns.flatMap((pattern, number) => {
    const failures: Failure[] = [];
    const fail = (
      field: 'regex' | 'literal' | 'voices' | 'since',
      reason: string,
      help: string,
    ): void => {
      const line = entry.at(['patterns', number, field]);
      failures.push({ file: entry.file, line, reason, help });
    };
    const problem = compileProblem(pattern.regex);
    if (problem !== null) {
      fail(
        'regex',
        `the regex does not compile: ${problem}`,
        'RE2 syntax: no look-around, no back-references; named groups are (?P<name>...)',
      );
      return failures;
    }
    const shape = shapeOf(pattern.regex);
    if (!shape.anchored) {
      fail('regex', 'the regex is not one ^...$', 'put alternatives inside: ^(?:this|that)$');
    }
    if (shape.leadingWildcard) {
      fail(
        'regex',
        'the regex begins with an unbounded wildcard',
        'begin with text that PuTTY always says, or with a narrow class such as \\S+ or [^"]+',
      );
    }
    if (shape.flags !== '') {
      fail('regex', `the regex sets the flag ${shape.flags}`, 'PuTTY writes each message one way');
    }
    if (shape.unnamed > 0) {
      fail('regex', 'a group has no name', 'write (?:...) or, to capture, (?P<name>...)');
    }
    for (const name of shape.captures.filter((one) => !/^[a-z][A-Za-z0-9]*$/.test(one))) {
      fail('regex', `the capture ${name} is not camelCase`, 'such as keyFile');
    }
    if (/ {2}|\\s[*+]|\\[nrt]/.test(pattern.regex)) {
      fail(
        'regex',
        'the regex looks for more white space than one blank',
        'the text that it sees has every run of white space made one space',
      );
    }
    if (/\s\s|[^\S ]/.test(pattern.literal)) {
      fail(
        'literal',
        'the literal has white space other than one blank',
        'the text that it is looked for in has every run of white space made one blank',
      );
    } else if (!shape.requires(pattern.literal)) {
      fail(
        'literal',
        `the regex can match a text without the literal "${pattern.literal}"`,
        'choose a part that stands in every match, unbroken by groups that may be left out',
      );
    }
    if (pattern.voices.includes('remote')) {
      fail('voices', 'what remote programs print is never matched', 'leave remote out');
    }
    if (
      pattern.since !== undefined &&
      pattern.until !== undefined &&
      pattern.since > pattern.until
    ) {
      fail('since', `since ${pattern.since} is after until ${pattern.until}`, 'swap them');
    }
    return failures;
  });
}

/** Answers by regex: each is asked for by several checks, and compiling is what takes the time. */
const problems = new Map<string, string | null>();

/** Why RE2JS refuses the expression, or null. That it accepts one is the proof of linear time. */
export function compileProblem(regex: string): string | null {
  const known = problems.get(regex);
  if (known !== undefined) return known;
  const problem = compileAnew(regex);
  problems.set(regex, problem);
  return problem;
}

function compileAnew(regex: string): string | null {
  try {
    RE2JS.compile(regex);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Names of all captures that the entry's patterns can give. */
export function capturesOf(entry: LoadedEntry): ReadonlySet<string> {
  const patterns = entry.front.patterns.filter(({ regex }) => compileProblem(regex) === null);
  return new Set(patterns.flatMap(({ regex }) => [...shapeOf(regex).captures]));
}
