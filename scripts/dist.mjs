// Packs the program for this platform: `npm run dist`, `npm run dist -- --dir`.
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runScript } = await import('./setup/index.mjs');
const { dist } = await import('./dist/main.mjs');
await runScript(() => dist(process.argv.slice(2)));
