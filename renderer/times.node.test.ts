import { describe, expect, it } from 'vitest';
import { ago, clockTime, dayAndTime, dayName, dayOf } from './times';
import './test-language';

const at = (text: string): string => new Date(text).toISOString();
const NOW = new Date('2024-05-04T12:00:00').getTime();

describe('times', () => {
  it('name days by the calendar, not by hours passed', () => {
    expect(dayName(at('2024-05-04T00:01:00'), NOW)).toBe('Today');
    expect(dayName(at('2024-05-03T23:59:00'), NOW)).toBe('Yesterday');
    expect(dayName(at('2024-05-02T12:00:00'), NOW)).toBe('2 May');
    expect(dayName(at('2023-12-24T12:00:00'), NOW)).toBe('24 December 2023');
    expect(dayName('no time', NOW)).toBe('');
  });

  it('stand in a sentence', () => {
    expect(dayAndTime(at('2024-05-04T09:15:00'), NOW)).toBe('today 09:15');
    expect(dayAndTime(at('2024-05-02T09:15:00'), NOW)).toBe('2 May 09:15');
    expect(clockTime('no time')).toBe('');
  });

  it('say how long ago', () => {
    const before = (seconds: number): string =>
      ago(new Date(NOW - seconds * 1000).toISOString(), NOW);
    expect([0, 2, 59, 60, 3600, 86_400, 172_800, -5].map(before)).toEqual([
      'just now',
      '2 s ago',
      '59 s ago',
      '1 min ago',
      '1 h ago',
      '1 day ago',
      '2 days ago',
      'just now',
    ]);
  });

  it('keep one number for a whole day', () => {
    expect(dayOf(NOW)).toBe(dayOf(NOW + 3_600_000));
    expect(dayOf(NOW)).not.toBe(dayOf(NOW + 86_400_000));
  });
});
