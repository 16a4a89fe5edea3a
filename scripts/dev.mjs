// Runs the app and builds and starts it anew whenever a source file changes: `npm run dev`.
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runScript } = await import('./setup/index.mjs');
const { dev } = await import('./start/dev.mjs');
await runScript(() => dev(process.argv.slice(2)));
