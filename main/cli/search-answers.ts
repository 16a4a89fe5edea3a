/** What `search` prints for one query. */
import type { Search, SearchResult } from '../search';
import { wrap } from './output';
import { visible } from '../report/visible';
import type { Paint } from './output';

/** A program that reads the answer takes it for true, so it gets nothing that is doubtful. */
const sure = (results: readonly SearchResult[]): SearchResult[] =>
  results.filter(({ confident }) => confident);

/** One line of JSON; without results where nothing fits surely. */
export function searchJson(find: Search, text: string): string {
  const results = sure(find(text).results);
  const rows = results.map(({ entry, title, score }) => ({ entry, title, score }));
  return `${JSON.stringify({ results: rows })}\n`;
}

const MOST_GUESSES = 3;

/** The entries that fit, or the nearest ones, which are said to be no more than that. */
export function searchText(find: Search, text: string, paint: Paint): string {
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
    ...(message ? [wrap(`PuTTY says: ${visible(message.message)}`, ''), ''] : []),
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
