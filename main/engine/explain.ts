/** Finds PuTTY's messages in text that a person typed or pasted: from a box, an Event Log, a mail. */
import type { Voice } from '../contract/model';
import { segments } from './escape';
import type { Matcher, MatchResult } from './match';
import { findMessage } from './wrapped';

export interface Explanation {
  readonly entry: string;
  /** The part of the text that is PuTTY's message. */
  readonly message: string;
  readonly captures: Readonly<Record<string, string>>;
  readonly voice: Voice;
}

/** A pasted text may hold an Event Log; no one reads the explanation of more messages than this. */
const MOST_LINES = 2000;

/**
 * @param text a message, whole or with text of other origin around it.
 * @returns the entries that explain it, best first, each once; empty if none does.
 */
export function explainText(matcher: Matcher, text: string): Explanation[] {
  const plain = withPlainQuotes(text);
  const whole = matcher.match(plain, 'any');
  const found =
    whole.length > 0
      ? whole.map((match) => explanation(match, plain.trim()))
      : inLines(matcher, plain);
  const seen = new Set<string>();
  return found.filter(({ entry }) => !seen.has(entry) && seen.add(entry));
}

/** Messages among other lines, those that spell out most first. */
function inLines(matcher: Matcher, text: string): Explanation[] {
  const lines = text
    .split('\n', MOST_LINES)
    .flatMap((line) => segments(line))
    .map((segment) => ({ text: segment.text.replace(DECORATION, '').trim(), line: 0, offset: 0 }))
    .filter((line) => line.text !== '');
  const found: (Explanation & { specificity: number })[] = [];
  for (let at = 0; at < lines.length;) {
    const rest = lines.slice(at, at + 16);
    const message = findMessage(matcher, rest, 'any', true);
    if (message === null || message === 'more') {
      at += 1;
      continue;
    }
    const part = rest.slice(0, message.lines).map((line) => line.text);
    found.push({
      ...explanation(message.match, part.join('\n')),
      specificity: message.match.specificity,
    });
    at += message.lines;
  }
  return found
    .toSorted((a, b) => b.specificity - a.specificity)
    .map(({ specificity: _specificity, ...rest }) => rest);
}

function explanation(match: MatchResult, message: string): Explanation {
  return { entry: match.entry, message, captures: match.captures, voice: match.voice };
}

/** Marks of quoting, a chat's time and name, and quotation marks or bullets around a message. */
const DECORATION =
  /^(?:\s*>)*\s*(?:\[?\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\]?\s+(?:<?[\w .-]{1,30}>?:\s)?)?(?:[-*\u2022]\s+)?/;

/** Word processors and mail programs replace quotation marks and dashes; PuTTY writes plain ones. */
function withPlainQuotes(text: string): string {
  const plain = text
    .replace(/[\u2018\u2019\u201a\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
    .replace(/[\u2010-\u2013]/g, '-')
    .replace(/\u2026/g, '...')
    .trim();
  const quoted = /^(["'`])(.*)\1[.,]?$/s.exec(plain);
  const inner = quoted?.[2];
  return inner !== undefined && !inner.includes(quoted?.[1] ?? '') ? inner : plain;
}
