/** Checks of an entry in another language against the English one. */
import { holesOf } from '../main/contract/inline';
import type { Block } from '../main/contract/entry';
import { BODY_SECTIONS } from '../main/contract/entry';
import { inlineProblem } from './body';
import type { Failure } from './failure';
import type { Path } from './front-matter';
import type { LoadedEntry } from './load';
import type { LoadedTranslation } from './translation';

/** Every translation says the same as its entry: the same causes, fixes, steps, holes and code. */
export function checkTranslations(
  translations: readonly LoadedTranslation[],
  entries: readonly LoadedEntry[],
  known: ReadonlySet<string>,
): Failure[] {
  const byId = new Map(entries.map((entry) => [entry.front.id, entry]));
  return translations.flatMap((translation) => {
    const entry = byId.get(translation.id);
    if (entry !== undefined) return checkTranslation(translation, entry);
    // A broken entry is reported as such.
    if (known.has(translation.id)) return [];
    const { file, id } = translation;
    return [{ file, line: 1, reason: `there is no entry ${id}`, help: 'name it after its entry' }];
  });
}

function checkTranslation(translation: LoadedTranslation, entry: LoadedEntry): Failure[] {
  const { file, head, at } = translation;
  const { front } = entry;
  const failures: Failure[] = [];
  const fail = (path: Path, reason: string, help: string): void => {
    failures.push({ file, line: at(path), reason, help });
  };
  const same = (path: Path, text: string, english: string): void => {
    const form = inlineProblem(text);
    if (form !== null) fail(path, form.reason, form.help);
    for (const [what, of] of KEPT) {
      const [here, there] = [of(text), of(english)];
      if (here.join('\n') !== there.join('\n')) {
        fail(path, `${what} differ: ${list(here)} instead of ${list(there)}`, KEEP_HELP);
      }
    }
  };
  const names = (field: 'causes' | 'fixes'): readonly string[] => {
    const wanted = front[field].map(({ id }) => id);
    const given = Object.keys(head[field]);
    for (const id of wanted.filter((one) => !given.includes(one))) {
      fail(
        [field],
        `${field}: ${id} is missing`,
        'translate every one, or leave the entry English',
      );
    }
    for (const id of given.filter((one) => !wanted.includes(one))) {
      fail([field, id], `${field}: the entry has no ${id}`, 'take it out, or mend the name');
    }
    return wanted.filter((one) => given.includes(one));
  };

  same(['headline'], head.headline, front.headline);
  same(['false_positives'], head.false_positives, front.false_positives);
  for (const id of names('causes')) {
    const english = front.causes.find((cause) => cause.id === id);
    same(['causes', id], head.causes[id] ?? '', english?.text ?? '');
  }
  for (const id of names('fixes')) {
    const [fix, english] = [head.fixes[id], front.fixes.find((one) => one.id === id)];
    if (fix === undefined || english === undefined) continue;
    same(['fixes', id, 'title'], fix.title, english.title);
    same(['fixes', id, 'verify'], fix.verify, english.verify);
    if (fix.steps.length !== english.steps.length) {
      const reason = `${id} has ${fix.steps.length} steps, the entry has ${english.steps.length}`;
      fail(['fixes', id, 'steps'], reason, 'translate step by step');
    }
    fix.steps.forEach((step, place) => {
      same(['fixes', id, 'steps', place], step, english.steps[place] ?? '');
    });
  }
  for (const section of BODY_SECTIONS) {
    const [here, there] = [translation.sections[section], entry.sections[section]];
    same([], textOf(here), textOf(there));
    const [mine, theirs] = [here, there].map((blocks) => blocks.map(({ kind }) => kind).join(', '));
    if (mine !== theirs) {
      fail([], `${section} is made of ${mine}; the entry of ${theirs}`, 'keep the paragraphs');
    }
  }
  return failures;
}

const KEEP_HELP =
  'holes, `code` and PuTTY’s own names stay as they are; only sentences are translated';

/** What a translation has to keep, whatever the order of its words. */
const KEPT: readonly (readonly [what: string, of: (text: string) => readonly string[]])[] = [
  ['the holes', (text) => [...new Set(holesOf(text))].sort()],
  ['the pieces of code', (text) => [...text.matchAll(/`([^`]*)`/g)].map(([code]) => code).sort()],
];

function textOf(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => {
      switch (block.kind) {
        case 'paragraph':
          return [block.text];
        case 'list':
          return block.items;
        case 'quote':
          return block.paragraphs;
        case 'code':
          return [`\`${block.text}\``];
      }
    })
    .join('\n');
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '(none)' : items.join(', ');
}
