import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['browser'] },
  test: {
    // Two projects, because a component needs a document and everything else starts faster without.
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            '{main,catalogue,locales,scripts,bench}/**/*.test.ts',
            'renderer/**/*.node.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['renderer/**/*.test.ts'],
          exclude: ['renderer/**/*.node.test.ts'],
          setupFiles: ['renderer/test-language.ts'],
        },
      },
    ],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
