/** `search`: the catalogue's entries that fit some words, or many such questions as JSON lines. */
import { createInterface } from 'node:readline';
import { createSearch } from '../search';
import type { Search, SearchResult } from '../search';
import { entries, matcher } from './catalogue';
import { textOf } from './explain';
import { EXIT, painter, printable, wrap } from './output';
import type { ExitCode, Output, Paint } from './output';

/** Searches for words, or for what comes on standard input (`-` with `--json`). */
export async function search(
  words: string,
  options: { readonly json: boolean; readonly stdin: NodeJS.ReadableStream },
  output: Output,
): Promise<ExitCode> {
  const find = await load();
  if (words === '-') {
    let number = 0;
    for await (const line of createInterface({ input: options.stdin, crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() === '') continue;
      const text = options.json ? textOf(line, number) : line;
      output.out(options.json ? jsonLine(find(text).results) : answerText(find, text, output));
    }
    return EXIT.nothing;
  }
  output.out(options.json ? jsonLine(find(words).results) : answerText(find, words, output));
  return EXIT.nothing;
}

/** The index is loaded by this command only. */
async function load(): Promise<Search> {
  const texts = await import('../../catalogue/generated/search.json', { with: { type: 'json' } });
  return createSearch(matcher, entries, texts.default);
}

/** A program that reads the answer takes it for true, so it gets nothing that is doubtful. */
const sure = (results: readonly SearchResult[]): SearchResult[] =>
  results.filter(({ confident }) => confident);

function jsonLine(results: readonly SearchResult[]): string {
  const rows = sure(results).map(({ entry, title, score }) => ({ entry, title, score }));
  return `${JSON.stringify({ results: rows })}\n`;
}

const MOST_GUESSES = 3;

function answerText(find: Search, text: string, { color }: Output): string {
  const paint = painter(color);
  const { results, exact } = find(text);
  const [message] = exact;
  const found = sure(results);
  if (found.length === 0) {
    const guesses = results.slice(0, MOST_GUESSES).map((result) => row(result, paint));
    return [
      'No entry fits these words. Paste the message as PuTTY shows it, or try fewer words.',
      ...(guesses.length === 0 ? [] : ['', 'The nearest, which may be about something else:']),
      ...guesses,
      '',
    ].join('\n');
  }
  return [
    ...(message ? [wrap(`PuTTY says: ${printable(message.message)}`, ''), ''] : []),
    ...found.map((result) => row(result, paint)),
    '',
    paint('dim', `puttyknife explain ${found[0]?.entry ?? ''}   tells the first one in full`),
    '',
  ].join('\n');
}

/** An entry's title with the found words in bold, and its id, which `explain` takes. */
function row({ entry, title, marks }: SearchResult, paint: Paint): string {
  let line = '';
  let end = 0;
  for (const [start, stop] of marks) {
    line += title.slice(end, start) + paint('bold', title.slice(start, stop));
    end = stop;
  }
  return `  ${line}${title.slice(end)}  ${paint('dim', `(${entry})`)}`;
}
