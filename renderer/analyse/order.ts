/** The order of the table of sessions: pure. */
import { SEVERITIES } from '../../main/contract/model';
import type { SessionRef } from './results';

export const COLUMNS = [
  'worst',
  'host',
  'user',
  'started',
  'duration',
  'received',
  'ended',
  'file',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

type Words = (ref: SessionRef) => string | null;
type Number_ = (ref: SessionRef) => number | null;

const WORDS: Readonly<Partial<Record<Column, Words>>> = {
  host: ({ session }) => session.host,
  user: ({ session }) => session.user,
  started: ({ session }) => session.startedAt,
  ended: ({ session }) => session.endedBy,
  file: ({ file }) => file.name,
};

const NUMBERS: Readonly<Partial<Record<Column, Number_>>> = {
  worst: ({ session }) => (session.worst === null ? null : SEVERITIES.indexOf(session.worst)),
  duration: ({ session }) => session.durationSeconds,
  received: ({ session }) => session.bytesReceived,
};

/**
 * Places of the sessions in the wanted order; those of which the log tells nothing stand last, and
 * equal ones stay in the order in which they were read. With 100,000 sessions words are compared
 * once for each different one, which are few.
 */
export function ordered(refs: readonly SessionRef[], order: Order | null): Uint32Array {
  const places = Uint32Array.from(refs, (_ref, at) => at);
  if (order === null) return places;
  const words = WORDS[order.column];
  const keys =
    words === undefined
      ? Float64Array.from(refs, (ref) => NUMBERS[order.column]?.(ref) ?? Number.NaN)
      : ranks(refs.map(words));
  const sign = order.descending ? -1 : 1;
  return places.sort((one, other) => {
    const first = keys[one] ?? Number.NaN;
    const second = keys[other] ?? Number.NaN;
    if (first === second) return one - other;
    if (Number.isNaN(first)) return Number.isNaN(second) ? one - other : 1;
    return Number.isNaN(second) ? -1 : sign * (first - second);
  });
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function ranks(words: readonly (string | null)[]): Float64Array {
  const known = [...new Set(words.filter((word) => word !== null))].sort(collator.compare);
  const rank = new Map(known.map((word, at) => [word, at]));
  return Float64Array.from(words, (word) => (word === null ? Number.NaN : (rank.get(word) ?? 0)));
}

/** The order after a click on a column's head: up, down, and back to how they were read. */
export function turned(order: Order | null, column: Column): Order | null {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? null : { column, descending: true };
}
