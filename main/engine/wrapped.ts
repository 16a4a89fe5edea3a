/** Finds messages that a console tool or a message box has broken over several lines. */
import type { Matcher, MatchResult, Voices } from './match';

export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Byte of the file at which the text starts. */
  readonly offset: number;
}

export interface FoundMessage {
  readonly match: MatchResult;
  /** How many of the lines it takes. */
  readonly lines: number;
}

/** The longest of PuTTY's prompts, the host key's with a certificate, has 13 lines. */
const MOST_LINES = 16;

/**
 * The message that starts with the first of the lines: the match that spells out most, and of equal
 * ones the shortest.
 *
 * @param ended no further line will come.
 * @returns `more` if the next line may belong to it, null if the first line starts no message.
 */
export function findMessage(
  matcher: Matcher,
  lines: readonly TextLine[],
  voices: Voices,
  ended: boolean,
): FoundMessage | 'more' | null {
  const windows: string[] = [];
  let mayGoOn = true;
  for (const line of lines.slice(0, MOST_LINES)) {
    const before = windows.at(-1);
    const window = before === undefined ? line.text : `${before}\n${line.text}`;
    windows.push(window);
    mayGoOn = matcher.canContinue(window, voices);
    if (!mayGoOn) break;
  }
  if (mayGoOn && !ended && windows.length < MOST_LINES) return 'more';

  let best: FoundMessage | null = null;
  for (const [index, window] of windows.entries()) {
    const [match] = matcher.match(window, voices);
    if (match && match.specificity > (best?.match.specificity ?? 0)) {
      best = { match, lines: index + 1 };
    }
  }
  return best;
}
