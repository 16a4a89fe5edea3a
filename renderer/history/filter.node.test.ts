import { describe, expect, it } from 'vitest';
import { row } from '../test-data';
import { dayOf } from '../times';
import { choices, daysOf, EVERYTHING, fitting, isEverything } from './filter';
import type { Filter } from './filter';

const at = (text: string): string => new Date(text).toISOString();
const TODAY = dayOf(new Date('2024-05-04T12:00:00').getTime());
const ROWS = [
  row({ id: 'a', time: at('2024-05-04T09:00:00'), session: 'other/0' }),
  row({ id: 'b', time: at('2024-05-04T00:00:00'), host: 'gw', entry: 'access-denied' }),
  row({ id: 'c', time: at('2024-05-03T23:59:59'), severity: 'warning', user: null, host: null }),
  row({ id: 'd', time: at('2024-04-27T12:00:00'), message: 'Software caused it' }),
  row({ id: 'e', time: at('2023-05-04T12:00:00'), severity: 'security' }),
];

const ids = (change: Partial<Filter>): string =>
  fitting(ROWS, { ...EVERYTHING, ...change }, (entry) => `title of ${entry}`, TODAY)
    .map(({ id }) => id)
    .join('');

describe('the filter of the history', () => {
  it('lets everything through at the beginning', () => {
    expect(ids({})).toBe('abcde');
    expect(isEverything({ ...EVERYTHING, text: ' ' })).toBe(true);
    expect(isEverything({ ...EVERYTHING, host: 'gw' })).toBe(false);
  });

  it('keeps what has the host, the message and the severity', () => {
    expect(ids({ host: 'gw' })).toBe('b');
    expect(ids({ entry: 'key-refused' })).toBe('acde');
    expect(ids({ severity: 'security' })).toBe('e');
    expect(ids({ severity: 'warning', host: 'gw' })).toBe('');
  });

  it('keeps what happened in one session', () => {
    expect(ids({ session: 'other/0' })).toBe('a');
    expect(ids({ session: 'log/0', severity: 'warning' })).toBe('c');
    expect(isEverything({ ...EVERYTHING, session: 'log/0' })).toBe(false);
  });

  it('reckons days by the calendar', () => {
    expect(ids({ span: 'today' })).toBe('ab');
    expect(ids({ span: 'week' })).toBe('abc');
    expect(ids({ span: 'month' })).toBe('abcd');
    expect(ids({ day: dayOf(Date.parse(at('2024-05-03T12:00:00'))), span: 'today' })).toBe('c');
  });

  it('looks for each word in all that is told of an incident', () => {
    expect(ids({ text: 'SOFTWARE it' })).toBe('d');
    expect(ids({ text: 'title access' })).toBe('b');
    expect(ids({ text: 'anna software nothing' })).toBe('');
  });

  it('offers what occurs, the most frequent first', () => {
    expect(choices(ROWS, ({ host }) => host)).toEqual([
      { value: 'db01.example.com', count: 3 },
      { value: 'gw', count: 1 },
    ]);
  });

  it('counts each of the last days, also the quiet ones', () => {
    const days = daysOf(ROWS, TODAY, 8);
    expect(days.map(({ total }) => total)).toEqual([1, 0, 0, 0, 0, 0, 1, 2]);
    expect(days.at(-2)?.counts.warning).toBe(1);
    expect(days.at(-1)?.day).toBe(TODAY);
  });
});
