// The HTML report in a real browser, where there is one.

import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderHtmlReport } from '../../../src/render/report/html.ts'
import { allSnapshots, reportOf } from '../../report/recorded.ts'
import { temporaryFolder } from '../../run/folders.ts'

const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
const needs = { meta: { needs: 'Chromium or Chrome in /usr/bin' } }
const report = reportOf(await allSnapshots())

/** Opens the report, runs a script in it as a person's input would, and returns what that script wrote. */
function seenWith(script: string): { shown: string; visible: number; filters: boolean } {
  const folder = temporaryFolder()
  const page = join(folder, 'report.html')
  const tell = `<script>${script}
document.title = JSON.stringify({
  shown: document.getElementById('shown').textContent,
  visible: [...document.querySelectorAll('.group')].filter((group) => group.checkVisibility()).length,
  filters: document.getElementById('filters').checkVisibility(),
})</script></html>`
  writeFileSync(page, renderHtmlReport(report).replace('</html>', tell))
  const dom = execFileSync(
    browser ?? '',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${folder}`,
      '--dump-dom',
      `file://${page}`,
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 150_000 },
  )
  const title = /<title>(.*?)<\/title>/.exec(dom)?.[1] ?? '{}'
  return JSON.parse(title.replaceAll('&quot;', '"')) as { shown: string; visible: number; filters: boolean }
}

const all = report.groups.reduce((sum, { count }) => sum + count, report.unexplained.length)

test.skipIf(browser === undefined)('everything is shown at first, and the filters are there', needs, () => {
  const sections = report.groups.length + (report.unexplained.length > 0 ? 1 : 0)
  expect(seenWith('')).toEqual({ shown: `${all} shown`, visible: sections, filters: true })
})

test.skipIf(browser === undefined)('filters by namespace and by severity', needs, () => {
  const choose = (id: string, value: string): string =>
    `{ const field = document.getElementById('${id}'); field.value = '${value}'; field.dispatchEvent(new Event('input', { bubbles: true })) }`
  expect(seenWith(choose('namespace', 'l06-statefulset-stuck'))).toMatchObject({
    shown: '3 shown',
    visible: 1,
  })
  const jobs = report.groups.filter(({ severity }) => severity === 'job')
  expect(seenWith(choose('severity', 'job'))).toMatchObject({
    shown: `${jobs.reduce((sum, { count }) => sum + count, 0)} shown`,
    visible: jobs.length,
  })
  expect(seenWith(choose('text', 'wrong ownership'))).toMatchObject({ visible: 1 })
})
