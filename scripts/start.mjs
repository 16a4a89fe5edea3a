// Starts Puttyknife from a checkout: `npm start`, `npm start -- --demo`.
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runScript } = await import('./setup/index.mjs');
const { start } = await import('./start/main.mjs');
await runScript(() => start(process.argv.slice(2)));
