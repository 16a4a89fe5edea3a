import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tally } from './main.mjs';
import { readPlaywright, readVitest } from './reports.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function reportOf(content: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('the summary', () => {
  it('adds the suites up', () => {
    const line = tally([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 10, failed: 3, skipped: 0 },
    ]);
    expect(line).toBe('11 passed, 3 failed, 2 skipped');
  });
});

describe('a run that ended badly is never a good one', () => {
  it.each([
    ['no report', () => readVitest(join(folder, 'none'), 0, '')],
    ['no report of Playwright', () => readPlaywright(join(folder, 'none'), 0, '')],
    ['no test in it', () => readVitest(reportOf({ numPassedTests: 0 }), 0, '')],
    ['a bad exit status', () => readVitest(reportOf({ numPassedTests: 5 }), 1, '')],
    [
      'a file that cannot be loaded',
      () => readVitest(reportOf({ numPassedTests: 5, testResults: [{ status: 'failed' }] }), 1, ''),
    ],
    [
      'a test that passed only at the second try',
      () => readPlaywright(reportOf({ stats: { expected: 3, flaky: 1 } }), 0, ''),
    ],
  ])('with %s', (_why, read) => {
    expect(read().failed).toBe(1);
  });
});

describe('skipped tests', () => {
  it('are counted and named by vitest', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a' },
      { status: 'pending', fullName: 'b needs putty' },
    ];
    const path = reportOf({
      numPassedTests: 1,
      numPendingTests: 1,
      testResults: [{ assertionResults }],
    });
    expect(readVitest(path, 0, '')).toMatchObject({
      passed: 1,
      failed: 0,
      skipped: 1,
      reasons: ['b needs putty'],
    });
  });

  it('are counted by Playwright, with the reason they give', () => {
    const spec = {
      title: 'shows a note',
      tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no dunst' }] }],
    };
    const path = reportOf({
      stats: { expected: 2, skipped: 1 },
      suites: [{ suites: [{ specs: [spec] }] }],
    });
    expect(readPlaywright(path, 0, '')).toMatchObject({
      passed: 2,
      skipped: 1,
      reasons: ['shows a note: no dunst'],
    });
  });
});
