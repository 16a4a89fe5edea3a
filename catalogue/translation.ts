/**
 * An entry in another language: `key-refused.de.md` beside `key-refused.md`. It holds the sentences
 * only; what machines use, PuTTY's own names and the commands stay in the English file, once.
 */
import type { Block, BodySection } from '../main/contract/entry';
import type { Translated } from '../main/contract/language';
import { parseBody } from './body';
import type { Prose } from './body';
import type { Failure } from './failure';
import { parseHead, splitSource } from './front-matter';
import type { Path } from './front-matter';
import { translationSchema } from './schema';
import type { TranslationHead } from './schema';

export interface LoadedTranslation {
  readonly file: string;
  /** Id of the entry that it translates. */
  readonly id: string;
  readonly language: Translated;
  readonly head: TranslationHead;
  readonly sections: Readonly<Record<BodySection, readonly Block[]>>;
  readonly prose: readonly Prose[];
  readonly at: (path: Path) => number;
}

/** Headings of a body in each language, in the order of the English ones. */
export const TRANSLATED_HEADINGS: Readonly<
  Record<Translated, Readonly<Record<BodySection, string>>>
> = {
  de: {
    happened: 'Was geschehen ist',
    why: 'Warum',
    tell: 'Woran man die Ursache erkennt',
    administrator: 'Was die Administration des Servers wissen muss',
    avoid: 'Was Sie nicht tun sollten',
  },
};

/** Id and language that a file's name says, or null for the English entry itself. */
export function translationOf(file: string): { id: string; language: Translated } | null {
  const named = /([a-z0-9-]+)\.([a-z]{2})\.md$/.exec(file);
  const [, id, language] = named ?? [];
  if (id === undefined || language === undefined) return null;
  return { id, language: language as Translated };
}

/** One translation's text, taken apart. */
export function parseTranslation(
  file: string,
  source: string,
): { readonly translation: LoadedTranslation | null; readonly failures: readonly Failure[] } {
  const refuse = (reason: string, help: string) => ({
    translation: null,
    failures: [{ file, line: 1, reason, help }],
  });
  const named = translationOf(file);
  if (named === null || !Object.hasOwn(TRANSLATED_HEADINGS, named.language)) {
    return refuse(
      'this is no language of the catalogue',
      `name it <id>.<language>.md; the languages are ${Object.keys(TRANSLATED_HEADINGS).join(', ')}`,
    );
  }
  const split = splitSource(source);
  if (split === null) {
    return refuse('there is no front matter', 'begin with ---, the sentences, and --- on a line');
  }
  const head = parseHead(file, split.head, translationSchema);
  const body = parseBody(file, split.body, split.bodyLine, TRANSLATED_HEADINGS[named.language]);
  const failures = [...head.failures, ...body.failures];
  if (head.front === null || body.sections === null) return { translation: null, failures };
  const { front, at } = head;
  const { sections, prose } = body;
  return { translation: { file, ...named, head: front, sections, prose, at }, failures };
}
