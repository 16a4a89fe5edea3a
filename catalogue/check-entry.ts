/** Checks that need one entry only: its names, prose, conditions, causes and fixes. */
import type { Condition } from '../main/contract/entry';
import { UNKNOWN_FACTS } from '../main/contract/facts';
import { holesOf, plainInline } from '../main/contract/inline';
import { inlineProblem } from './body';
import { capturesOf } from './check-patterns';
import { EQUALS_TYPE, FACT_KINDS, QUESTIONS } from './fact-kinds';
import type { Failure } from './failure';
import { categoryOfFile, idOfFile } from './load';
import type { LoadedEntry } from './load';
import { panelProblem } from './panels';
import type { Panels } from './panels';
import type { Path } from './front-matter';

type Fail = (path: Path, reason: string, help: string) => void;

/** Everything that is wrong inside the entry, but for its patterns and samples. */
export function checkEntry(entry: LoadedEntry, panels: Panels): Failure[] {
  const failures: Failure[] = [];
  const { file, at } = entry;
  const fail: Fail = (path, reason, help) => {
    failures.push({ file, line: at(path), reason, help });
  };
  checkNames(entry, fail);
  checkCauses(entry, fail);
  checkPanels(entry, panels, fail);
  failures.push(...checkProse(entry));
  return failures;
}

function checkNames(entry: LoadedEntry, fail: Fail): void {
  const { front, file } = entry;
  if (front.id !== idOfFile(file)) {
    fail(['id'], `the id ${front.id} is not the file's name`, `name the file ${front.id}.md`);
  }
  if (front.category !== categoryOfFile(file)) {
    fail(
      ['category'],
      `the category ${front.category} is not the folder's name`,
      `move the file to entries/${front.category}/`,
    );
  }
  if (/[{}`]|\*\*/.test(front.title)) {
    fail(['title'], 'the title has marks or holes', 'it is shown as it stands; use the headline');
  }
  const aliases = front.aliases.map((alias) => alias.toLowerCase());
  aliases.forEach((alias, index) => {
    if (aliases.indexOf(alias) < index)
      fail(['aliases', index], `"${alias}" stands twice`, 'drop one');
  });
}

function checkCauses(entry: LoadedEntry, fail: Fail): void {
  const { causes, fixes } = entry.front;
  const fixIds = fixes.map((fix) => fix.id);
  reportTwice(
    causes.map((cause) => cause.id),
    'causes',
    fail,
  );
  reportTwice(fixIds, 'fixes', fail);
  const used = new Set(causes.flatMap((cause) => cause.fixes));
  const captures = capturesOf(entry);
  causes.forEach((cause, index) => {
    cause.fixes.forEach((fix, place) => {
      if (!fixIds.includes(fix)) {
        fail(
          ['causes', index, 'fixes', place],
          `there is no fix ${fix}`,
          `fixes are ${fixIds.join(', ')}`,
        );
      }
    });
    reportTwice(cause.fixes, `causes.${index}.fixes`, (_path, reason, help) => {
      fail(['causes', index, 'fixes'], reason, help);
    });
    if (cause.when !== undefined) {
      checkCondition(cause.when, ['causes', index, 'when'], captures, fail);
    }
  });
  fixes.forEach((fix, index) => {
    if (!used.has(fix.id)) {
      fail(
        ['fixes', index],
        `no cause leads to the fix ${fix.id}`,
        'name it under a cause, or drop it',
      );
    }
  });
}

function reportTwice(ids: readonly string[], list: string, fail: Fail): void {
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index)
      fail([list, index], `${list}: ${id} stands twice`, 'ids are unique');
  });
}

/** The question fits the fact's kind, and captures exist. */
function checkCondition(
  condition: Condition,
  path: Path,
  captures: ReadonlySet<string>,
  fail: Fail,
): void {
  if ('all' in condition || 'any' in condition) {
    const [word, parts] =
      'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
    if (parts.length === 0) fail(path, `${word} is empty`, 'give at least one condition');
    parts.forEach((part, index) => checkCondition(part, [...path, word, index], captures, fail));
  } else if ('not' in condition) {
    checkCondition(condition.not, [...path, 'not'], captures, fail);
  } else if ('capture' in condition) {
    if (!captures.has(condition.capture)) {
      fail(path, `no pattern captures ${condition.capture}`, `captures are ${list(captures)}`);
    }
  } else if ('fact' in condition) {
    const kind = FACT_KINDS[condition.fact];
    const question = Object.keys(condition).find((key) => key !== 'fact') ?? '';
    if (!QUESTIONS[kind].includes(question)) {
      fail(
        path,
        `"${question}" cannot be asked of ${condition.fact}, which is a ${kind}`,
        `ask one of ${QUESTIONS[kind].join(', ')}`,
      );
    } else if ('equals' in condition && typeof condition.equals !== EQUALS_TYPE[kind]) {
      fail(
        path,
        `${condition.fact} is never equal to ${JSON.stringify(condition.equals)}`,
        `compare it with a ${EQUALS_TYPE[kind] ?? 'nothing'}`,
      );
    }
  }
}

/** Ids of entries that a condition asks for, each with its place in the condition. */
export function seenIn(condition: Condition, path: Path): readonly { id: string; path: Path }[] {
  if ('seen' in condition) return [{ id: condition.seen, path: [...path, 'seen'] }];
  if ('all' in condition) {
    return condition.all.flatMap((part, index) => seenIn(part, [...path, 'all', index]));
  }
  if ('any' in condition) {
    return condition.any.flatMap((part, index) => seenIn(part, [...path, 'any', index]));
  }
  return 'not' in condition ? seenIn(condition.not, [...path, 'not']) : [];
}

function checkPanels(entry: LoadedEntry, panels: Panels, fail: Fail): void {
  entry.front.fixes.forEach((fix, index) => {
    const problem = fix.panel === undefined ? null : panelProblem(panels, fix.panel);
    if (problem !== null) fail(['fixes', index, 'panel'], problem.reason, problem.help);
  });
}

interface Line {
  readonly text: string;
  readonly line: number;
  readonly code: boolean;
}

function checkProse(entry: LoadedEntry): Failure[] {
  const allowed = new Set([...Object.keys(UNKNOWN_FACTS), ...capturesOf(entry)]);
  const head = headProse(entry);
  return [
    ...head.flatMap(({ text, line, code }) => {
      const problem = code ? null : inlineProblem(text);
      return problem === null ? [] : [{ file: entry.file, line, ...problem }];
    }),
    ...[...head, ...entry.prose].flatMap(({ text, line, code }) =>
      holeProblems(text, code, allowed).map((problem) => ({ file: entry.file, line, ...problem })),
    ),
  ];
}

/** The front matter's lines of prose, and its commands, with their places. */
function headProse({ front, at }: LoadedEntry): Line[] {
  const lines: Line[] = [];
  const add = (path: Path, text: string | undefined, code = false): void => {
    if (text !== undefined) lines.push({ text, line: at(path), code });
  };
  add(['headline'], front.headline);
  add(['false_positives'], front.false_positives);
  front.causes.forEach((cause, index) => add(['causes', index, 'text'], cause.text));
  front.fixes.forEach((fix, index) => {
    add(['fixes', index, 'title'], fix.title);
    add(['fixes', index, 'verify'], fix.verify);
    fix.steps.forEach((step, place) => add(['fixes', index, 'steps', place], step));
    add(['fixes', index, 'command', 'server'], fix.command?.server, true);
    add(['fixes', index, 'command', 'client'], fix.command?.client, true);
  });
  return lines;
}

/** Shells use braces too, so a brace that is no hole is only refused outside code. */
function holeProblems(
  text: string,
  code: boolean,
  allowed: ReadonlySet<string>,
): { reason: string; help: string }[] {
  const problems = [...text.matchAll(/\{([A-Za-z][A-Za-z0-9]*)\|([^{}]*)\}/g)].flatMap((hole) =>
    (hole[2] ?? '').trim() === ''
      ? [{ reason: `the hole ${hole[0]} has no fallback`, help: 'write {host|the server}' }]
      : [],
  );
  for (const name of holesOf(text).filter((one) => !allowed.has(one))) {
    problems.push({
      reason: `${name} is neither a fact nor a capture of this entry`,
      help: `captures and facts are ${list(allowed)}`,
    });
  }
  const rest = (code ? '' : plainInline(text.replace(/`[^`]*`/g, ''))).match(/\{[^{}]*\}?|\}/);
  if (rest !== null) {
    problems.push({
      reason: `${rest[0]} is no hole`,
      help: 'a hole is {name|fallback}; other braces belong in `code`',
    });
  }
  return problems;
}

function list(names: ReadonlySet<string>): string {
  return names.size === 0 ? '(none)' : [...names].join(', ');
}
