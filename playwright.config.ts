import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // The tests share one screen, one tray and one notification daemon: one at a time.
  workers: 1,
  fullyParallel: false,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  // A test that passes only at the second try hides a fault.
  retries: 0,
  // The documentation's pictures are taken when they are asked for; nothing is tested by them.
  testIgnore: process.env['PUTTYKNIFE_PICTURES'] === '1' ? [] : ['**/pictures.spec.ts'],
  forbidOnly: process.env['CI'] === 'true',
  reporter: process.env['PUTTYKNIFE_E2E_REPORT']
    ? [['json', { outputFile: process.env['PUTTYKNIFE_E2E_REPORT'] }], ['list']]
    : [['list']],
  use: { trace: 'retain-on-failure' },
});
