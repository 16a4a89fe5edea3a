/** Makes links mutual: where one entry names another, the other is made to name it back. */
import { isNode, parseDocument } from 'yaml';
import { splitSource } from './front-matter';
import type { LoadedEntry } from './load';

/** Ids that each entry lacks under `related`, by the entry's file, in the order of ids. */
export function missingLinks(
  entries: readonly LoadedEntry[],
): ReadonlyMap<string, readonly string[]> {
  const missing = new Map<string, string[]>();
  for (const entry of entries) {
    const lacking = entries
      .filter((other) => other !== entry && other.front.related.includes(entry.front.id))
      .map((other) => other.front.id)
      .filter((id) => !entry.front.related.includes(id));
    if (lacking.length > 0) missing.set(entry.file, lacking);
  }
  return missing;
}

/** The entry's text with ids added to its `related`; nothing else is touched. */
export function withRelated(source: string, ids: readonly string[]): string {
  const split = splitSource(source);
  if (split === null) return source;
  const start = source.indexOf(split.head);
  const document = parseDocument(split.head);
  const known = document.toJS() as { related?: readonly string[] };
  const list = `[${[...(known.related ?? []), ...ids].join(', ')}]`;
  const node = document.getIn(['related'], true);
  if (!isNode(node) || !node.range) {
    const end = start + split.head.length;
    return `${source.slice(0, end)}related: ${list}\n${source.slice(end)}`;
  }
  const [from, to] = node.range;
  // A block list is written below its key; a list in brackets takes its place on the key's line.
  const before = source.slice(0, start + from).replace(/:\s*$/, ': ');
  const lineEnd = source[start + to - 1] === '\n' ? '\n' : '';
  return before + list + lineEnd + source.slice(start + to);
}
