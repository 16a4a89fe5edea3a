import { resolve } from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { LAYERS, layerOf } from './layers.mjs';
import { layersRule } from './layers-rule.mjs';
import { ROOT } from './setup/paths.mjs';

/** Lints code as if it stood in a file of the project. */
function complaints(file: string, code: string): string[] {
  const linter = new Linter({ cwd: ROOT });
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser as Linter.Parser },
    plugins: { local: { rules: { layers: layersRule } } },
    rules: { 'local/layers': 'error' as const },
  };
  return linter.verify(code, config, resolve(ROOT, file)).map((message) => message.message);
}

describe('the layers', () => {
  it.each([
    ['main/engine/match.ts', `import { readFileSync } from 'node:fs';`, 'from Node'],
    ['main/engine/match.ts', `import { readFileSync } from 'fs';`, 'from Node'],
    ['main/engine/match.ts', `import { app } from 'electron';`, 'package electron'],
    ['main/engine/match.ts', `import { load } from '../../catalogue/load';`, 'import catalogue'],
    ['main/engine/match.ts', `export * from '../watch/reader';`, 'import watch'],
    ['main/contract/model.ts', `import { x } from '../engine/match';`, 'import engine'],
    ['main/watch/watcher.ts', `import Database from 'libsql';`, 'package libsql'],
    ['main/watch/watcher.ts', `import { open } from '../history/database';`, 'import history'],
    [
      'main/history/store.ts',
      `import index from '../../catalogue/generated/index.json';`,
      'bundle',
    ],
    ['main/cli/analyze.ts', `import { app } from 'electron';`, 'import electron'],
    ['main/cli/analyze.ts', `await import('../desktop/window');`, 'import desktop'],
    ['main/preload.ts', `import { join } from 'node:path';`, 'from Node'],
    ['main/preload.ts', `import { x } from './engine/match';`, 'import engine'],
    ['renderer/bridge.ts', `import { x } from '../main/engine/match';`, 'import engine'],
    ['renderer/bridge.ts', `import { ipcRenderer } from 'electron';`, 'package electron'],
    ['e2e/start.spec.ts', `import { incident } from '../main/contract/incident';`, 'contract'],
  ])('%s may not say %s', (file, code, reason) => {
    const found = complaints(file, code);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(reason);
  });

  it.each([
    ['main/engine/match.ts', `import { RE2JS } from 're2js';`],
    ['main/index.ts', `import { createEngine } from './engine';`],
    ['main/engine/lines.ts', `import { isUtf8 } from 'node:buffer';`],
    ['main/engine/match.ts', `import type { Entry } from '../contract/entry';`],
    ['main/engine/match.ts', `import type { Entry } from '../../catalogue/schema';`],
    ['main/contract/ipc.ts', `import * as v from 'valibot';`],
    ['main/cli/analyze.ts', `import index from '../../catalogue/generated/index.json';`],
    ['main/desktop/tray.ts', `import { Tray } from 'electron';`],
    ['renderer/main.ts', `import { mount } from 'svelte';`],
    ['e2e/start.spec.ts', `import type { IncidentView } from '../main/contract/incident';`],
    ['e2e/start.spec.ts', `import { _electron } from '@playwright/test';`],
  ])('%s may say %s', (file, code) => {
    expect(complaints(file, code)).toEqual([]);
  });

  it('names only layers that exist', () => {
    const names = LAYERS.map((layer) => layer.name);
    for (const layer of LAYERS) {
      expect(names).toEqual(expect.arrayContaining([...layer.imports, ...(layer.types ?? [])]));
    }
  });

  it('finds generated files in the bundle, not among the catalogue’s code', () => {
    expect(layerOf('catalogue/generated/index.json')?.name).toBe('bundle');
    expect(layerOf('catalogue/load.ts')?.name).toBe('catalogue');
    expect(layerOf('elsewhere/file.ts')).toBeUndefined();
  });
});
