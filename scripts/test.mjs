// Runs all tests, or the suites that are named: `npm test`, `npm test -- unit`.
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runScript } = await import('./setup/index.mjs');
const { test } = await import('./test/main.mjs');
await runScript(() => test(process.argv.slice(2)));
