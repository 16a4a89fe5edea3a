import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUp } from '../setup/index.mjs';
import { SetupError } from '../setup/report.mjs';
import { endGroups } from '../groups.mjs';
import { onInterruption } from '../interruption.mjs';
import { SUITES } from './suites.mjs';

/**
 * @typedef {object} Result
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} reasons why something was skipped
 * @property {string} output shown where something failed
 */

/**
 * @param {readonly Pick<Result, 'passed' | 'failed' | 'skipped'>[]} results
 * @returns {string} such as `12 passed, 0 failed, 1 skipped`
 */
export function tally(results) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of results) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return `${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`;
}

/**
 * `npm test`: sets up what is missing, runs the suites in turn and sums up.
 * @param {readonly string[]} names suites to run; all where none is named
 * @returns {Promise<number>} exit status: 1 where anything failed, or in CI was skipped
 */
export async function test(names) {
  const unknown = names.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new SetupError(
      `There is no suite ${unknown.join(', ')}.`,
      `Suites: ${SUITES.map((suite) => suite.name).join(', ')}.`,
    );
  }
  const chosen = names.length === 0 ? SUITES : SUITES.filter(({ name }) => names.includes(name));
  const onScreen = chosen.some((suite) => suite.onScreen);
  const { missing } = await setUp({
    electron: onScreen,
    system: onScreen || chosen.some((suite) => suite.realTools) ? 'test' : 'none',
    build: chosen.some((suite) => suite.built),
  });
  const ci = process.env['CI'] === 'true';
  const folder = mkdtempSync(join(tmpdir(), 'puttyknife-test-'));
  // Some tests, run as root, look at files with another user's eyes.
  chmodSync(folder, 0o711);
  const stop = () => {
    void endGroups().finally(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    });
  };
  const deaf = onInterruption(stop);
  /** @type {Result[]} */
  const results = [];
  try {
    for (const suite of chosen) {
      const began = Date.now();
      const result =
        suite.onScreen && missing !== null
          ? { passed: 0, failed: 0, skipped: 1, reasons: [missing], output: '' }
          : await suite.run(folder);
      results.push(result);
      const failed = result.failed > 0 || (ci && result.skipped > 0);
      if (failed && result.output.trim() !== '') console.log(result.output.trim());
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(
        `${failed ? 'FAILED' : 'ok    '} ${suite.name}: ${tally([result])} (${seconds} s)`,
      );
      for (const reason of result.reasons) console.log(`       skipped: ${reason}`);
    }
  } finally {
    deaf();
    await endGroups();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log(tally(results));
  const skipped = results.some((result) => result.skipped > 0);
  return results.some((result) => result.failed > 0) || (ci && skipped) ? 1 : 0;
}
