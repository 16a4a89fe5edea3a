import { createReport, SetupError } from './report.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { ensureBuild } from './build.mjs';

/**
 * Brings a checkout to the point where the program runs. Each step looks first whether there is
 * anything to do, so that this costs next to nothing the second time.
 * @param {{ electron: boolean, system: 'runtime' | 'test' | 'none', build: boolean, stream?: NodeJS.WriteStream }} wanted
 * @returns {Promise<{ missing: string | null }>} system parts that only the person can install
 * @throws {SetupError}
 */
export async function setUp({ electron, system, build, stream = process.stdout }) {
  const report = createReport(stream);
  await ensureNodeModules(report);
  const missing = system === 'none' ? null : await ensureSystemPackages(system, report);
  if (electron) await ensureElectron(report);
  if (build) await ensureBuild(report);
  return { missing };
}

/**
 * Runs a script's main function; a failure that the person can act on is printed as it is, without
 * a stack trace.
 * @param {() => Promise<number>} main gives the exit status
 * @returns {Promise<void>}
 */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
