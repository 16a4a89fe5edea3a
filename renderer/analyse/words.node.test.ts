import { describe, expect, it } from 'vitest';
import '../test-language';
import { duration, percent, size, speed } from './amounts';
import { announcement } from './announcement';
import { placesOf } from './found-text';
import { headline } from './headline';
import { momentText } from './moments';
import { Results } from './results';
import { file, incident, session, well } from './test-results';

describe('amounts', () => {
  it('are written as people read them', () => {
    expect([0, 999, 12_345, 1_500_000, 1_073_741_824].map(size)).toEqual([
      '0 bytes',
      '999 bytes',
      '12 kB',
      '1.5 MB',
      '1.07 GB',
    ]);
    expect([480_200_000, 585].map(speed)).toEqual(['480.2 MB/s', '0.6 kB/s']);
    expect([0, 2.44, 42, 192, 3600, 18_720].map(duration)).toEqual([
      '0 secs',
      '2.4 secs',
      '42 secs',
      '3 mins 12 secs',
      '1 hr',
      '5 hrs 12 mins',
    ]);
  });

  it('are never all before they are', () => {
    expect([percent(0, 0), percent(999, 1000), percent(1000, 1000)]).toEqual(['0%', '99%', '100%']);
  });
});

describe('the time of a log', () => {
  it('is shown as it stands there, whatever zone this computer is in', () => {
    expect(momentText('2026-11-22T05:45:27')).toBe('22 Nov 2026, 05:45:27');
    expect([momentText(null), momentText('soon')]).toEqual(['', '']);
  });
});

describe('a text that is looked for', () => {
  it('is found in any case of letters, and not within itself', () => {
    expect(placesOf('Refused, refused', 'REFUSED')).toEqual([
      [0, 7],
      [9, 16],
    ]);
    expect(placesOf('aaaa', 'aa')).toEqual([
      [0, 2],
      [2, 4],
    ]);
    expect(placesOf('a', '')).toEqual([]);
  });

  it('is not marked at wrong places where a letter grows with its case', () => {
    expect(placesOf('İstanbul refused', 'refused')).toEqual([]);
  });
});

describe('the headline', () => {
  const ended = {
    id: 'one',
    state: 'done',
    files: 3,
    filesDone: 3,
    bytes: 1,
    bytesDone: 1,
    bytesPerSecond: null,
    secondsLeft: 0,
    skipped: 0,
    reading: [],
  } as const;
  const of = (files: readonly ReturnType<typeof file>[], state = ended): string => {
    const results = new Results();
    results.add(files);
    return headline(results, state);
  };

  it('says how many sessions failed, and what the most frequent reasons were', () => {
    expect(
      of([
        file({ index: 0 }),
        file({ index: 1 }),
        well({ index: 2 }),
        file({ index: 3, incidents: [incident({ entry: 'reset', headline: 'web02 hung up' })] }),
        file({ index: 4, incidents: [incident({ entry: 'other', headline: 'gw hung up' })] }),
      ]),
    ).toBe(
      '4 of 5 sessions failed: db01.example.com refused your key (2 times); web02 hung up; and 1 more',
    );
  });

  it('counts no session as failed whose login went through after all', () => {
    const wrongPassword = {
      entry: 'denied',
      headline: 'db01 refused the password',
      recovered: true,
    };
    const calm = session({ incidents: 1, worst: 'info' });
    expect(
      of([
        file({ index: 0, sessions: [calm], incidents: [incident(wrongPassword)] }),
        file({ index: 1, sessions: [calm], incidents: [incident(wrongPassword)] }),
        file({ index: 2 }),
      ]),
    ).toBe(
      '1 of 3 sessions failed: db01.example.com refused your key; db01 refused the password (2 times)',
    );
    const changed = incident({
      entry: 'changed',
      severity: 'security',
      headline: 'another host key',
    });
    expect(of([file({ incidents: [{ ...changed, recovered: true }] })])).toBe(
      '1 of 1 session failed: another host key',
    );
  });

  it('says so if nothing is wrong, or nothing was there', () => {
    expect(of([well({ index: 0 }), well({ index: 1 })])).toBe('Nothing wrong in 2 sessions');
    expect(of([])).toBe('No log was found');
  });
});

describe('what is said aloud', () => {
  it('changes at the quarters of an analysis only', () => {
    const said = Array.from({ length: 101 }, (_each, at) =>
      announcement(
        {
          id: 'one',
          state: 'reading',
          files: 1,
          filesDone: 0,
          bytes: 100,
          bytesDone: at,
          bytesPerSecond: null,
          secondsLeft: null,
          skipped: 0,
          reading: [],
        },
        '',
      ),
    );
    expect(new Set(said).size).toBe(5);
  });
});
