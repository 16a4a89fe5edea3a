import { describe, expect, it } from 'vitest';
import { administratorText, answerFor } from '../explanation/answer';
import { merged, withChanges } from '../state/rows';
import type { RowChange } from '../state/rows';
import { BODY, ENTRIES, row, view } from '../test-data';
import { parts } from '../list/parts';
import { allRows, foundRows } from './message-rows';
import { nowRows } from './now-rows';
import '../test-language';

const NOW = new Date('2024-05-04T12:00:00').getTime();
const at = (text: string): string => new Date(text).toISOString();
const put = (changed: ReturnType<typeof row>): RowChange => ({ id: changed.id, row: changed });

describe('the list of incidents', () => {
  const rows = [
    row({ id: 'a', time: at('2024-05-04T09:00:00') }),
    row({ id: 'b', time: at('2024-05-04T08:00:00'), host: 'gw', headline: 'gw hung up' }),
    row({ id: 'c', time: at('2024-05-03T08:00:00') }),
  ];

  it('has a heading for each day', () => {
    expect(
      nowRows(rows, '', NOW).map((each) => (each.kind === 'day' ? each.day : each.key)),
    ).toEqual(['Today', 'a', 'b', 'Yesterday', 'c']);
  });

  it('keeps rows that have every word somewhere', () => {
    expect(nowRows(rows, 'GW  hung', NOW).map(({ key }) => key.split(' ')[0])).toEqual([
      'day',
      'b',
    ]);
    expect(nowRows(rows, 'gw nothing', NOW)).toEqual([]);
  });

  it('takes a new row in at its time, and a changed one in its place', () => {
    const after = (...changed: (typeof rows)[number][]): string =>
      withChanges(rows, changed.map(put))
        .map(({ id, count }) => `${id}${count}`)
        .join(' ');
    expect(after(row({ id: 'd', time: at('2024-05-04T08:30:00') }))).toBe('a1 d1 b1 c1');
    expect(after({ ...(rows[1] ?? row()), count: 7 })).toBe('a1 b7 c1');
    expect(after({ ...(rows[2] ?? row()), time: at('2024-05-04T10:00:00') })).toBe('c1 a1 b1');
  });

  it('takes many changes in at once, the newest of the same time first', () => {
    const time = at('2024-05-04T08:00:00');
    const changes: RowChange[] = [
      put(row({ id: 'd', time })),
      put(row({ id: 'e', time })),
      put(row({ id: 'e', time, count: 2 })),
      put(row({ id: 'f', time: at('2023-01-01T00:00:00') })),
      { id: 'a', row: null },
      { id: 'unknown', row: null },
    ];
    expect(withChanges(rows, changes).map(({ id, count }) => `${id}${count}`)).toEqual([
      'e2',
      'd1',
      'b1',
      'c1',
      'f1',
    ]);
  });

  it('puts pages together without doubling what came in meanwhile', () => {
    expect(merged(rows.slice(0, 2), rows.slice(1)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(merged(rows.slice(2), rows.slice(0, 1)).map(({ id }) => id)).toEqual(['a', 'c']);
  });
});

describe('the list of messages', () => {
  const byId = (id: string): (typeof ENTRIES)[number] | undefined =>
    ENTRIES.find((entry) => entry.id === id);

  it('is grouped by category and sorted by title', () => {
    expect(allRows(ENTRIES).map(({ key }) => key)).toEqual([
      'heading authentication',
      'access-denied',
      'key-refused',
      'heading network',
      'connection-aborted',
    ]);
  });

  it('puts what a pasted text is first, and what is only near last', () => {
    const hit = { marks: [], also: null };
    const found = foundRows(
      {
        hits: [
          { ...hit, entry: 'connection-aborted', confident: true },
          { ...hit, entry: 'key-refused', confident: true },
          { ...hit, entry: 'access-denied', confident: false },
          { ...hit, entry: 'unknown', confident: true },
        ],
        recognised: [{ entry: 'key-refused', captures: {} }],
      },
      byId,
    );
    expect(found.map(({ key }) => key)).toEqual([
      'heading recognised',
      'key-refused',
      'heading found',
      'connection-aborted',
      'heading nearest',
      'access-denied',
    ]);
  });

  it('shows which words were found', () => {
    expect(parts('Access denied', [[0, 6]])).toEqual([
      { text: 'Access', found: true },
      { text: ' denied', found: false },
    ]);
    expect(parts('Access denied', [])).toEqual([{ text: 'Access denied', found: false }]);
  });
});

describe('an answer', () => {
  it('takes causes and fixes in the order of the incident', () => {
    const answer = answerFor(BODY, view());
    expect(answer.first?.cause.id).toBe('not-installed');
    expect(answer.first?.fixes.map(({ id }) => id)).toEqual(['install', 'close']);
    expect(answer.others.map(({ cause }) => cause.id)).toEqual(['permissions']);
  });

  it('takes the catalogue\u2019s order without one', () => {
    const answer = answerFor(BODY, null);
    expect(answer.first?.cause.id).toBe('permissions');
    expect(answer.others[0]?.likelihood).toBeNull();
  });

  it('passes over causes that the catalogue no longer has', () => {
    const causes = [{ id: 'gone', score: 1, evidence: [] }];
    expect(answerFor(BODY, view({ causes })).first?.cause.id).toBe('permissions');
  });

  it('gives the message for the administrator without its introduction', () => {
    expect(administratorText(BODY, { host: 'gw' })).toBe('Hello, gw refuses my key.\n\nThank you.');
  });
});
