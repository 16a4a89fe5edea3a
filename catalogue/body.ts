/** The prose of an entry: Markdown in, the blocks of main/contract/entry.ts out. */
import MarkdownIt from 'markdown-it';
import { BODY_SECTIONS } from '../main/contract/entry';
import type { Block, BodySection } from '../main/contract/entry';
import { BODY_HEADINGS } from './schema';
import type { Failure } from './failure';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

/** A line of prose or code with the place where it stands, for the checks of holes. */
export interface Prose {
  readonly text: string;
  readonly line: number;
  /** True in a fenced block, where braces are ordinary. */
  readonly code: boolean;
}

export interface BodyResult {
  /** Null where the body cannot be used. */
  readonly sections: Readonly<Record<BodySection, readonly Block[]>> | null;
  readonly prose: readonly Prose[];
  readonly failures: readonly Failure[];
}

/** What each section is called; an entry in another language has its own names. */
type Headings = Readonly<Record<BodySection, string>>;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

const BLOCK_HELP =
  'allowed are paragraphs, flat lists, > quotes and fenced code under the five headings';
const EMPTY_HELP = 'say at least one sentence';
const INLINE_HELP = 'allowed are **strong**, `code` and {name|fallback}';

/** Thrown inside this file only, to leave a nested parse; becomes a failure. */
class Refused extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
    readonly help: string,
  ) {
    super(reason);
  }
}

/** Parses the body; `firstLine` is the line of the file on which it starts. */
export function parseBody(
  file: string,
  body: string,
  firstLine: number,
  names: Headings = BODY_HEADINGS,
): BodyResult {
  const failures: Failure[] = [];
  const prose: Prose[] = [];
  const found = new Map<BodySection, Block[]>();
  const headings = new Map<BodySection, number>();
  const tokens = markdown.parse(body, {});
  const lineOf = (token: Token | undefined): number => firstLine + (token?.map?.[0] ?? 0);
  const fail = (line: number, reason: string, help: string): void => {
    failures.push({ file, line, reason, help });
  };

  let current: Block[] | null = null;
  let last = -1;
  let index = 0;
  while (index < tokens.length) {
    const token = tokens[index];
    if (token === undefined) break;
    const end = closing(tokens, index);
    const inner = tokens.slice(index + 1, end);
    try {
      if (token.type === 'heading_open') {
        const title = inner[0]?.content ?? '';
        const place = sectionOf(title, names);
        if (token.tag !== 'h2' || place < 0) {
          throw new Refused(
            lineOf(token),
            `"${title}" is no heading of an entry`,
            headingHelp(names),
          );
        }
        const section = BODY_SECTIONS[place] as BodySection;
        if (found.has(section)) {
          throw new Refused(lineOf(token), `"${title}" stands here twice`, headingHelp(names));
        }
        if (place < last) fail(lineOf(token), `"${title}" is out of order`, headingHelp(names));
        last = Math.max(last, place);
        current = [];
        found.set(section, current);
        headings.set(section, lineOf(token));
      } else {
        const block = toBlock(token, inner, lineOf, prose);
        if (current === null) {
          throw new Refused(
            lineOf(token),
            'there is text before the first heading',
            headingHelp(names),
          );
        }
        current.push(block);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fail(error.line, error.reason, error.help);
    }
    index = end + 1;
  }

  for (const section of BODY_SECTIONS) {
    const blocks = found.get(section);
    const title = names[section];
    if (blocks === undefined) {
      fail(firstLine, `the heading "${title}" is missing`, headingHelp(names));
    } else if (blocks.length === 0 && failures.length === 0) {
      fail(headings.get(section) ?? firstLine, `there is nothing under "${title}"`, EMPTY_HELP);
    }
  }
  const first = found.get('happened')?.[0];
  if (first !== undefined && first.kind !== 'paragraph') {
    const line = headings.get('happened') ?? firstLine;
    fail(
      line,
      `${names.happened} does not begin with a paragraph`,
      'its first one is the summary in lists',
    );
  }
  if (failures.length > 0) return { sections: null, prose, failures };
  const sections = Object.fromEntries(found) as Record<BodySection, Block[]>;
  return { sections, prose, failures };
}

/** Failure of one line of prose of the front matter, or null if its marks are allowed. */
export function inlineProblem(text: string): { reason: string; help: string } | null {
  try {
    inline(markdown.parseInline(text, {})[0], 0);
    return null;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { reason: error.reason, help: error.help };
  }
}

function headingHelp(names: Headings): string {
  return `the headings are, in this order: ${BODY_SECTIONS.map((section) => `## ${names[section]}`).join(', ')}`;
}

function sectionOf(title: string, names: Headings): number {
  return BODY_SECTIONS.findIndex((section) => names[section] === title);
}

/** Index of the token that closes the one at `start`; `start` itself for a token without a pair. */
function closing(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index++) {
    depth += tokens[index]?.nesting ?? 0;
    if (depth === 0) return index;
  }
  return tokens.length - 1;
}

function toBlock(
  token: Token,
  inner: readonly Token[],
  lineOf: (token: Token | undefined) => number,
  prose: Prose[],
): Block {
  const say = (part: Token | undefined, at: Token): string => {
    const line = lineOf(part?.map ? part : at);
    const text = inline(part, line);
    prose.push({ text, line, code: false });
    return text;
  };
  switch (token.type) {
    case 'paragraph_open':
      return { kind: 'paragraph', text: say(inner[0], token) };
    case 'bullet_list_open':
    case 'ordered_list_open': {
      const items = children(inner).map(([item, content]) => {
        if (content[0]?.type !== 'paragraph_open' || content.length !== 3) {
          throw new Refused(lineOf(item), 'a list item is one line of prose', BLOCK_HELP);
        }
        return say(content[1], item);
      });
      return { kind: 'list', ordered: token.type === 'ordered_list_open', items };
    }
    case 'blockquote_open': {
      const paragraphs = children(inner).map(([part, content]) => {
        if (part.type !== 'paragraph_open') {
          throw new Refused(lineOf(part), 'a quote holds paragraphs only', BLOCK_HELP);
        }
        return say(content[0], part);
      });
      return { kind: 'quote', paragraphs };
    }
    case 'fence': {
      const text = token.content.replace(/\n$/, '');
      prose.push({ text, line: lineOf(token) + 1, code: true });
      return { kind: 'code', text };
    }
    default:
      throw new Refused(
        lineOf(token),
        `${blockName(token)} is not allowed in an entry`,
        BLOCK_HELP,
      );
  }
}

/** The elements directly inside a list or quote, each with the tokens within it. */
function children(inner: readonly Token[]): [Token, readonly Token[]][] {
  const result: [Token, readonly Token[]][] = [];
  for (let index = 0; index < inner.length;) {
    const end = closing(inner, index);
    const token = inner[index];
    if (token !== undefined) result.push([token, inner.slice(index + 1, end)]);
    index = end + 1;
  }
  return result;
}

function blockName(token: Token): string {
  if (token.type === 'code_block') return 'code by indentation (use a fence)';
  if (token.type === 'hr') return 'a rule';
  return `a ${token.type.replace(/_open$/, '').replaceAll('_', ' ')}`;
}

/** One inline token as an `Inline` string, with line breaks made spaces. */
function inline(token: Token | undefined, line: number): string {
  const parts: string[] = [];
  let strong = false;
  for (const child of token?.children ?? []) {
    switch (child.type) {
      case 'text':
        if (/\*\*|`/.test(child.content)) {
          throw new Refused(line, 'a mark is not closed', INLINE_HELP);
        }
        parts.push(child.content);
        break;
      case 'softbreak':
        parts.push(' ');
        break;
      case 'strong_open':
      case 'strong_close':
        if (child.markup !== '**') throw new Refused(line, 'strong is written **so**', INLINE_HELP);
        strong = child.type === 'strong_open';
        parts.push('**');
        break;
      case 'code_inline':
        if (strong)
          throw new Refused(line, 'code stands inside strong', 'mark it as one of the two');
        if (child.content.includes('`')) {
          throw new Refused(line, 'a backtick stands inside code', 'use a fenced block for it');
        }
        parts.push(`\`${child.content}\``);
        break;
      case 'text_special':
        throw new Refused(line, `"${child.markup}" is an escape`, 'put the text in `code` instead');
      default:
        throw new Refused(line, `${inlineName(child)} is not allowed`, INLINE_HELP);
    }
  }
  return parts.join('');
}

function inlineName(token: Token): string {
  if (token.type.startsWith('em')) return 'emphasis (a single * or _)';
  if (token.type === 'hardbreak') return 'a hard line break';
  return `a ${token.type.replace(/_(open|close)$/, '')}`;
}
