import { defineConfig } from 'vitest/config'
import { vitePages } from './scripts/pages.mjs'

export default defineConfig({
  plugins: [vitePages],
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    disableConsoleIntercept: true,
    isolate: false,
    // Many wait for a process or for time to pass.
    maxWorkers: 3,
    testTimeout: 30_000,
  },
})
