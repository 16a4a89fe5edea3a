/** The cross-matrix: every sample against every pattern of every entry. */
import { canonical, createMatcher } from '../main/engine/match';
import type { EntrySummary } from '../main/contract/entry';
import type { Voice } from '../main/contract/model';
import { compile } from './build';
import { compileProblem } from './check-patterns';
import type { Failure } from './failure';
import type { LoadedEntry } from './load';
import type { Path } from './front-matter';

/** One line that another program prints. */
export interface ForeignLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

interface Claim {
  readonly entry: string;
  readonly pattern: number;
  readonly specificity: number;
  readonly captures: Readonly<Record<string, string>>;
}

type Claims = (text: string, voice: Voice | 'any') => readonly Claim[];

/** Samples are claimed by their own entry alone, and what is not PuTTY's by none. */
export function checkSamples(
  entries: readonly LoadedEntry[],
  foreign: readonly ForeignLine[],
): Failure[] {
  const claims = claimsOf(entries);
  return [
    ...entries.flatMap((entry) => checkOwn(entry, claims)),
    ...foreign.flatMap((line) => checkForeign(line, claims)),
  ];
}

/**
 * All patterns that match, best first. Each pattern is given to the matcher as an entry of its own,
 * because the matcher tells of an entry only its best pattern.
 */
function claimsOf(entries: readonly LoadedEntry[]): Claims {
  const owners = new Map<string, { entry: string; pattern: number }>();
  const summaries = entries.flatMap((entry) => {
    const { front } = entry;
    if (front.status === 'retired') return [];
    return front.patterns.flatMap((pattern, number): EntrySummary[] => {
      if (compileProblem(pattern.regex) !== null) return [];
      const id = `${front.id}#${number}`;
      owners.set(id, { entry: front.id, pattern: number });
      const alone = { ...entry, front: { ...front, id, patterns: [pattern] } };
      return [...compile({ entries: [alone] }).index.entries];
    });
  });
  const matcher = createMatcher(summaries);
  return (text, voice) =>
    matcher.match(text, voice).flatMap((result) => {
      const owner = owners.get(result.entry);
      const { specificity, captures } = result;
      return owner === undefined ? [] : [{ ...owner, specificity, captures }];
    });
}

function checkOwn(entry: LoadedEntry, claims: Claims): Failure[] {
  const { front, file } = entry;
  const failures: Failure[] = [];
  const fail = (path: Path, reason: string, help: string): void => {
    failures.push({ file, line: entry.at(path), reason, help });
  };
  if (front.status === 'retired') return failures;
  const shown = new Set<number>();

  front.samples.match.forEach((sample, index) => {
    const path = ['samples', 'match', index];
    const found = claims(sample.text, sample.voice);
    const own = found.filter((claim) => claim.entry === front.id);
    for (const claim of own) shown.add(claim.pattern);
    const best = found[0];
    if (own[0] === undefined || best === undefined) {
      fail(
        path,
        `no pattern matches "${canonical(sample.text)}" in the voice ${sample.voice}`,
        notMatched(entry, sample.text, claims),
      );
      return;
    }
    const rival = found.find((claim) => claim.entry !== front.id);
    if (rival !== undefined && rival.specificity >= own[0].specificity) {
      fail(
        path,
        rival.specificity > own[0].specificity
          ? `${rival.entry} claims this sample: its pattern spells out more`
          : `${rival.entry} claims this sample too, with a pattern that spells out as much`,
        'make one of the two regexes narrower, or move the sample to the other entry',
      );
      return;
    }
    const problem = captureProblem(sample.captures, own[0].captures);
    if (problem !== null) fail(path, problem, 'list under captures what the best pattern captures');
    if (sample.voice !== 'remote' && claims(sample.text, 'remote').length > 0) {
      fail(path, 'the sample matches in the voice remote', 'leave remote out of voices');
    }
  });

  front.patterns.forEach((_pattern, number) => {
    if (!shown.has(number)) {
      fail(
        ['patterns', number],
        'no sample shows that this pattern matches',
        'add one to samples.match',
      );
    }
  });

  front.samples.no_match.forEach((sample, index) => {
    const best = claims(sample.text, sample.voice)[0];
    if (best?.entry === front.id) {
      fail(
        ['samples', 'no_match', index],
        `pattern ${best.pattern + 1} matches "${canonical(sample.text)}", which it should not`,
        'make the regex narrower, or the list of voices shorter',
      );
    }
  });
  return failures;
}

function notMatched(entry: LoadedEntry, text: string, claims: Claims): string {
  const anywhere = claims(text, 'any').find((claim) => claim.entry === entry.front.id);
  if (anywhere !== undefined) {
    return `pattern ${anywhere.pattern + 1} would match it, but not in this voice: see its voices`;
  }
  const whole = canonical(text);
  const near = entry.front.patterns.findIndex((pattern) => whole.includes(pattern.literal));
  if (near >= 0) return `the literal of pattern ${near + 1} stands in it, its regex does not match`;
  return 'no literal stands in it; letters must be equal, and white space is made one blank';
}

/** A group that took no part in the match and one that matched nothing are the same. */
function captureProblem(
  expected: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): string | null {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const want = expected[name] ?? '';
    const got = found[name] ?? '';
    if (want !== got) return `the capture ${name} is "${got}", the sample says "${want}"`;
  }
  return null;
}

function checkForeign(line: ForeignLine, claims: Claims): Failure[] {
  return claims(line.text, 'any')
    .slice(0, 1)
    .map((claim) => ({
      file: line.file,
      line: line.line,
      reason: `${claim.entry} (pattern ${claim.pattern + 1}) claims what another program prints`,
      help: 'make its regex narrower',
    }));
}
