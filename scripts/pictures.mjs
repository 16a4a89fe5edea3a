// Takes the documentation's pictures of every view, from the built program: `npm run pictures`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGroup } from './groups.mjs';
import { ROOT } from './setup/paths.mjs';
import { withScreen } from './test/screen.mjs';
import { freshEnvironment } from './test/suites.mjs';

const own = mkdtempSync(join(tmpdir(), 'puttyknife-pictures-'));
const env = { ...freshEnvironment(own), PUTTYKNIFE_PICTURES: '1', TMPDIR: tmpdir() };
const playwright = [
  join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'),
  'test',
  'e2e/desktop/pictures.spec.ts',
  ...process.argv.slice(2),
];
const { code, output } = await withScreen(own, env, (command, more, onScreen) =>
  runGroup(command, [...more, process.execPath, ...playwright], { cwd: ROOT, env: onScreen }),
);
process.stdout.write(output);
rmSync(own, { recursive: true, force: true });
process.exitCode = code ?? 1;
