// The sizes of the archives that pages state are those of the archives that were built.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { archiveOf, targets } from '../../scripts/package-targets.ts'

const archives = targets.map((target) => join('dist/package', archiveOf(target)))
const areBuilt = archives.every((archive) => existsSync(archive))

/** The least and the most, in MB, that the page says an archive has. */
function stated(page: string): number[] {
  const [, least, most] = /([\d.]+) to ([\d.]+) MB/.exec(readFileSync(page, 'utf8')) ?? []
  return [Number(least), Number(most)]
}

test('every page states the same', () => {
  expect(stated('README.md')).not.toContain(Number.NaN)
  expect(stated('docs/faq.md')).toEqual(stated('README.md'))
})

test.runIf(areBuilt)('the archives have it', { meta: { needs: '`npm run package` first' } }, () => {
  const sizes = archives.map((archive) => statSync(archive).size / 1e6)
  const [least = 0, most = 0] = stated('README.md')
  expect(Math.abs(Math.min(...sizes) - least)).toBeLessThan(0.3)
  expect(Math.abs(Math.max(...sizes) - most)).toBeLessThan(0.3)
})
