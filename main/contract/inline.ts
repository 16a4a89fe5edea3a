/**
 * The inline markup of the catalogue's prose, read the same way by every surface: `**strong**`,
 * `` `code` `` and holes `{name|fallback}`, filled from a session's facts and a detection's captures.
 */

export type Span = { readonly kind: 'text' | 'strong' | 'code'; readonly text: string };

export type HoleValues = Readonly<Record<string, unknown>>;

const HOLE = /\{([A-Za-z][A-Za-z0-9]*)\|([^{}]*)\}/g;
const MARK = /\*\*([^*]+)\*\*|`([^`]+)`/g;

/** Splits one line of prose into spans, with its holes filled; values are only ever text. */
export function parseInline(source: string, values: HoleValues = {}): Span[] {
  const spans: Span[] = [];
  const push = (kind: Span['kind'], text: string): void => {
    if (text !== '') spans.push({ kind, text: fillHoles(text, values) });
  };
  let end = 0;
  for (const match of source.matchAll(MARK)) {
    push('text', source.slice(end, match.index));
    if (match[1] !== undefined) push('strong', match[1]);
    else if (match[2] !== undefined) push('code', match[2]);
    end = match.index + match[0].length;
  }
  push('text', source.slice(end));
  return spans;
}

/** The same line without marks, for terminals, notifications and titles. */
export function plainInline(source: string, values: HoleValues = {}): string {
  return parseInline(source, values)
    .map((span) => span.text)
    .join('');
}

/** Names of the holes in a line of prose. */
export function holesOf(source: string): string[] {
  return [...source.matchAll(HOLE)].map((match) => match[1] ?? '');
}

/** Fills `{name|fallback}`; a value that is unknown or empty gives the fallback. */
export function fillHoles(text: string, values: HoleValues): string {
  return text.replace(HOLE, (_whole, name: string, fallback: string) => {
    const value = values[name];
    if (value === null || value === undefined || value === '') return fallback;
    if (Array.isArray(value)) return value.length === 0 ? fallback : value.join(', ');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : fallback;
  });
}
