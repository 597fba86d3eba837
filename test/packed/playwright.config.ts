import { defineConfig } from '@playwright/test'

/** What a package contains, and whether it runs; `npm test` builds dist/ first. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.packed.ts',
  outputDir: '../../test-results/packed',
  globalSetup: './pack.ts',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  reporter: [['list']],
})
