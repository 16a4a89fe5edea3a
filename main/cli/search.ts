/** `search`: the catalogue's entries that fit some words, or many such questions as JSON lines. */
import { createInterface } from 'node:readline';
import { createSearch } from '../search';
import type { Search } from '../search';
import { entries, matcher } from './catalogue';
import { textOf } from './explain';
import { EXIT, painter } from './output';
import type { ExitCode, Output } from './output';
import { searchJson, searchText } from './search-answers';

/** Searches for words, or for each line of standard input (`-`). */
export async function search(
  words: string,
  options: { readonly json: boolean; readonly stdin: NodeJS.ReadableStream },
  output: Output,
): Promise<ExitCode> {
  const find = await load();
  const answer = (text: string): void => {
    output.out(
      options.json ? searchJson(find, text) : searchText(find, text, painter(output.color)),
    );
  };
  if (words !== '-') {
    answer(words);
    return EXIT.nothing;
  }
  let number = 0;
  for await (const line of createInterface({ input: options.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() !== '') answer(options.json ? textOf(line, number) : line);
  }
  return EXIT.nothing;
}

/** The index is loaded by this command only. */
async function load(): Promise<Search> {
  const texts = await import('../../catalogue/generated/search.json', { with: { type: 'json' } });
  return createSearch(matcher, entries, texts.default);
}
