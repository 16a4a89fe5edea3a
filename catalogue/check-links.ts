/** Checks across entries: what must be unique, and what one entry says of another. */
import { seenIn } from './check-entry';
import type { Failure } from './failure';
import type { LoadedEntry } from './load';
import type { Path } from './front-matter';

interface Named {
  readonly key: string;
  readonly entry: LoadedEntry;
  readonly path: Path;
}

/** Ids, titles and patterns are unique; `seen` and `related` name entries, the latter both ways. */
export function checkLinks(
  entries: readonly LoadedEntry[],
  knownIds: ReadonlySet<string>,
): Failure[] {
  const byId = new Map(entries.map((entry) => [entry.front.id, entry]));
  return [
    ...twice(
      'the id',
      entries.map((entry) => ({ key: entry.front.id, entry, path: ['id'] })),
    ),
    ...twice(
      'the title',
      entries.map((entry) => ({ key: entry.front.title.toLowerCase(), entry, path: ['title'] })),
    ),
    ...twice('the regex', entries.flatMap(regexesOf)),
    ...entries.flatMap((entry) => [
      ...checkSeen(entry, knownIds),
      ...checkRelated(entry, byId, knownIds),
    ]),
  ];
}

/** Within an entry a regex may stand again for other voices, because its releases differ there. */
function regexesOf(entry: LoadedEntry): Named[] {
  const { patterns } = entry.front;
  return patterns.flatMap(({ regex, voices }, index) => {
    const earlier = patterns.slice(0, index).filter((other) => other.regex === regex);
    const overlaps = earlier.some((other) => other.voices.some((voice) => voices.includes(voice)));
    if (earlier.length > 0 && !overlaps) return [];
    return [{ key: regex, entry, path: ['patterns', index, 'regex'] }];
  });
}

function twice(what: string, names: readonly Named[]): Failure[] {
  const first = new Map<string, Named>();
  return names.flatMap((name) => {
    const other = first.get(name.key);
    if (other === undefined) {
      first.set(name.key, name);
      return [];
    }
    const { file, at } = name.entry;
    return [
      {
        file,
        line: at(name.path),
        reason: `${what} "${name.key}" is already taken`,
        help: `by ${other.entry.file}:${other.entry.at(other.path)}`,
      },
    ];
  });
}

function checkSeen(entry: LoadedEntry, ids: ReadonlySet<string>): Failure[] {
  return entry.front.causes.flatMap((cause, index) => {
    if (cause.when === undefined) return [];
    return seenIn(cause.when, ['causes', index, 'when'])
      .filter(({ id }) => !ids.has(id))
      .map(({ id, path }) => missing(entry, path, id));
  });
}

function checkRelated(
  entry: LoadedEntry,
  byId: ReadonlyMap<string, LoadedEntry>,
  ids: ReadonlySet<string>,
): Failure[] {
  const { id, related } = entry.front;
  return related.flatMap((other, index) => {
    const path = ['related', index];
    if (!ids.has(other)) return [missing(entry, path, other)];
    const line = entry.at(path);
    const { file } = entry;
    if (other === id) return [{ file, line, reason: 'the entry names itself', help: 'drop it' }];
    if (related.indexOf(other) < index) {
      return [{ file, line, reason: `${other} stands twice`, help: 'drop one' }];
    }
    const there = byId.get(other);
    if (there === undefined || there.front.related.includes(id)) return [];
    const help = `add ${id} to related in ${there.file}, or take ${other} out here`;
    return [{ file, line, reason: `${other} does not name this entry back`, help }];
  });
}

function missing(entry: LoadedEntry, path: Path, id: string): Failure {
  return {
    file: entry.file,
    line: entry.at(path),
    reason: `there is no entry ${id}`,
    help: 'an id is the name of a file under catalogue/entries, without .md',
  };
}
