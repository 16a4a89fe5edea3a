import { readFileSync } from 'node:fs';

/** @typedef {import('./main.mjs').Result} Result */

/**
 * @param {string} path
 * @returns {any} null where there is none; each reader below checks what it takes from it
 */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * A run that ended badly never counts as a good one, whatever its report says.
 * @param {Result} result
 * @param {number} code exit status
 * @returns {Result}
 */
function distrust(result, code) {
  const empty = result.passed + result.failed + result.skipped === 0;
  return (code !== 0 || empty) && result.failed === 0 ? { ...result, failed: 1 } : result;
}

/**
 * Counts what vitest reported.
 * @param {string} path its JSON report
 * @param {number} code exit status
 * @param {string} output
 * @returns {Result}
 */
export function readVitest(path, code, output) {
  const report = readJson(path);
  if (report === null) return { passed: 0, failed: 1, skipped: 0, reasons: [], output };
  /** @type {string[]} */
  const reasons = [];
  let loaded = 0;
  for (const file of report.testResults ?? []) {
    // A file that could not even be loaded has no tests that could fail.
    if (file.status === 'failed' && (file.assertionResults ?? []).length === 0) loaded += 1;
    for (const test of file.assertionResults ?? []) {
      if (['skipped', 'pending', 'todo', 'disabled'].includes(test.status))
        reasons.push(test.fullName);
    }
  }
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  return distrust(
    {
      passed: report.numPassedTests ?? 0,
      failed: (report.numFailedTests ?? 0) + loaded,
      skipped,
      reasons,
      output,
    },
    code,
  );
}

/**
 * Counts what Playwright reported.
 * @param {string} path its JSON report
 * @param {number} code exit status
 * @param {string} output
 * @returns {Result}
 */
export function readPlaywright(path, code, output) {
  const report = readJson(path);
  if (report?.stats === undefined) return { passed: 0, failed: 1, skipped: 0, reasons: [], output };
  /** @type {string[]} */
  const reasons = [];
  /** @param {any} suite */
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests ?? []) {
        if (test.status !== 'skipped') continue;
        const note = (test.annotations ?? []).find((/** @type {any} */ a) => a.type === 'skip');
        reasons.push(note?.description ? `${spec.title}: ${note.description}` : spec.title);
      }
    }
    (suite.suites ?? []).forEach(visit);
  };
  (report.suites ?? []).forEach(visit);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report.stats;
  return distrust({ passed: expected, failed: unexpected + flaky, skipped, reasons, output }, code);
}
