// The closing line of `npm test`, from reports that the test runner itself writes.
import { spawnSync } from 'node:child_process'
import { readFileSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { closing } from '../../scripts/test-count.ts'
import { folder } from '../cluster/login/environment.ts'

/** The closing of a run of these tests, and of those in more files, after the steps before them. */
function closingOf(body: string, steps: boolean[], more: Record<string, string> = {}) {
  const root = folder({
    ...more,
    'a.test.mjs': `import { describe, expect, test } from 'vitest'\n${body}`,
    'package.json': '{}',
  })
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction')
  const report = join(root, 'report.json')
  const args = [resolve('node_modules/vitest/vitest.mjs'), 'run', '--root', root]
  const { status } = spawnSync(process.execPath, [...args, '--reporter=json', `--outputFile.json=${report}`])
  return closing(steps, status === 0, JSON.parse(readFileSync(report, 'utf8')))
}

test('skipped tests are counted, and what they need is said once', () => {
  const body = `
describe.skipIf(true)('a cluster', { meta: { needs: 'a cluster' } }, () => { test('a', () => {}); test.each([1, 2])('b %i', () => {}) })
test.skipIf(true)('pages', { meta: { needs: 'a browser' } }, () => {})
test('is well', () => {})
test('is not', () => { expect(1).toBe(2) })`
  expect(closingOf(body, [true, false, true])).toEqual({
    lines: [
      'SKIPPED: 3 tests need a cluster',
      'SKIPPED: 1 test needs a browser',
      '3 passed, 2 failed, 4 skipped',
    ],
    failed: 2,
  })
})

test('one that does not say what it needs is a failure', () => {
  const { lines, failed } = closingOf("test.skip('later', () => {}); test('is well', () => {})", [])
  expect(lines).toEqual([
    'FAILED: "later" is skipped and does not say what it needs',
    '1 passed, 1 failed, 1 skipped',
  ])
  expect(failed).toBe(1)
})

test('a file that cannot be loaded is a failure beside those of tests', () => {
  const files = { 'b.test.mjs': "import { test } from 'vitest'; test('fails', () => { throw new Error() })" }
  expect(closingOf("throw new Error('broken')", [true], files).lines).toEqual([
    '1 passed, 2 failed, 0 skipped',
  ])
})

test('an error outside of all tests is a failure', () => {
  const body = "test('is well', () => { Promise.reject(new Error('unhandled')) })"
  expect(closingOf(body, []).lines).toEqual(['1 passed, 1 failed, 0 skipped'])
})
