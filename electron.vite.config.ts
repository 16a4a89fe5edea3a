import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;

/**
 * What stays outside the bundles of the main process: Electron itself, and the database with its
 * native library. Everything else is bundled, so that a start reads few files.
 */
const external = ['electron', /^electron\//, 'libsql', /^@libsql\//, /^node:/];

/**
 * The catalogue as a string that is parsed when it is needed: JavaScript reads that in a fraction of
 * the time that it takes for an object literal of half a megabyte, which each start waits for.
 */
const catalogueAsText: Plugin = {
  name: 'catalogue-as-text',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/generated\/\w+\.json$/.test(id)) return null;
    const ascii = code.replace(
      /[^\x00-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    return { code: `export default JSON.parse(${JSON.stringify(ascii)});`, moduleType: 'js' };
  },
};

export default defineConfig({
  main: {
    plugins: [catalogueAsText],
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      minify: true,
      externalizeDeps: false,
      reportCompressedSize: false,
      rolldownOptions: {
        external,
        input: {
          index: resolve(root, 'main/index.ts'),
          cli: resolve(root, 'main/cli/index.ts'),
          worker: resolve(root, 'main/analyse/worker.ts'),
          desk: resolve(root, 'main/analyse/desk-thread.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can load nothing beside itself, and no ES module.
      externalizeDeps: false,
      target: 'node20.18',
      minify: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [svelte({ configFile: resolve(root, 'svelte.config.js') })],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      // Scripts and styles come from app:// with a policy that allows no data: URLs.
      assetsInlineLimit: 0,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: {
          index: resolve(root, 'renderer/index.html'),
          search: resolve(root, 'renderer/search.html'),
        },
      },
    },
  },
});
