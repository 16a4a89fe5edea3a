// The command line from a checkout: `npm run --silent cli -- <arguments>`.
import { requireNode } from './setup/node-version.mjs';

requireNode();
await import('./cli/main.mjs');
