import { defineConfig } from 'vitest/config'
import { vitePages } from './scripts/pages.mjs'

export default defineConfig({
  plugins: [vitePages],
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    disableConsoleIntercept: true,
    isolate: false,
    setupFiles: ['test/run/setup.ts'],
    globalSetup: ['test/run/leftovers.ts'],
    // Many wait for a process or for time to pass.
    maxWorkers: 3,
    // They end what hangs. On a busy machine nothing fails for being slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 120_000 } },
  },
})
