import { describe, expect, test } from 'vitest'
import type { PodSnapshot } from '../../../src/pod/snapshot.ts'
import { coloured, plain } from '../../../src/render/colour.ts'
import { renderHtmlReport } from '../../../src/render/report/html.ts'
import { renderJUnitReport } from '../../../src/render/report/junit.ts'
import { renderMarkdownReport } from '../../../src/render/report/markdown.ts'
import { renderReport } from '../../../src/render/report/text.ts'
import { renderWideReport } from '../../../src/render/report/wide.ts'
import type { FailureReport } from '../../../src/report/failure-report.ts'
import { snapshotsOf } from '../../pods.ts'
import { allSnapshots, reportOf, sameConfigMap } from '../../report/recorded.ts'

const report = reportOf(await allSnapshots())
const text = (width = 80, all = false): string => renderReport(report, { width, palette: plain, all })

/** The report as if the cluster had written this into every text that it can write. */
function hostile(payload: string): FailureReport {
  const free = new Set(['what', 'why', 'quote', 'name', 'status', 'owner', 'detail', 'image', 'lastWords'])
  return JSON.parse(
    JSON.stringify(report, (key, value: unknown) =>
      free.has(key) && typeof value === 'string' ? value + payload : value,
    ),
  ) as FailureReport
}

const renderers: [string, (report: FailureReport) => string][] = [
  ['text', (shown) => renderReport(shown, { width: 80, palette: plain, all: true })],
  ['wide', renderWideReport],
  ['markdown', renderMarkdownReport],
  ['html', renderHtmlReport],
  ['junit', renderJUnitReport],
]

describe.each(renderers)('%s', (format, render) => {
  test('names every root, its members and what is unexplained', () => {
    const shown = render(report).replaceAll(/\s+/g, ' ').replaceAll('&quot;', '"')
    for (const { shared, pods, title } of report.groups) {
      if (format !== 'junit')
        expect(shown.replaceAll(/[\s'`]/g, '')).toContain(
          `${shared.kind}${shared.name}`.replaceAll(/[\s'`]/g, ''),
        )
      if (format === 'wide') continue
      if (format !== 'junit') expect(shown).toContain(title)
      for (const { name } of pods) if (name !== null) expect(shown).toContain(name)
    }
  })

  test('lets nothing through that a terminal obeys', () => {
    const shown = render(hostile('\u001b]0;x\u0007\u009b2J\u202e\u200b\r\n::error::x'))
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u200b]/)
    expect(shown).not.toMatch(/^::error::/m)
  })
})

describe('text', () => {
  test.each([40, 80, 120])('fits %i columns, commands and tables aside', (width) => {
    const tooLong = text(width)
      .split('\n')
      .filter(
        (line) =>
          line.length > width &&
          !line.includes('→ kubectl') &&
          !/^ {3}(?:NAMESPACE|\S+ +\S+ +\d+\/\d+)/.test(line),
      )
    expect(tooLong).toEqual([])
  })

  test('colour says nothing that is not there without it', () => {
    const shown = renderReport(report, { width: 80, palette: coloured, all: false })
    expect(shown.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(text())
  })

  test('says so when it is partial, and what was refused', () => {
    const partial: FailureReport = {
      ...report,
      complete: false,
      gaps: [
        { source: 'namespace', why: 'forbidden', detail: 'pay', count: 0 },
        { source: 'node', why: 'forbidden', detail: '', count: 2 },
        { source: 'namespace', why: 'forbidden', detail: 'shop', count: 0 },
      ],
    }
    const shown = renderReport(partial, { width: 80, palette: plain, all: false })
    expect(shown.replaceAll(/\s+/g, ' ')).toContain('So far; this is not all.')
    expect(shown).toContain('- the pods of 2 namespaces (forbidden): pay, shop')
    expect(shown).toContain('- the node of 2 pods (forbidden)')
  })

  test('before the first answer it does not say that there are no pods', () => {
    const totals = { ...report.totals, pods: 0, failing: 0, unexplained: 0, workloadsWithoutPods: 0 }
    const early: FailureReport = { ...report, complete: false, groups: [], unexplained: [], totals }
    const shown = renderReport(early, { width: 80, palette: plain, all: false })
    expect(shown).toMatch(/^No pod has been read\. So far; this is not all\.\n/)
  })

  test('an empty cluster is not called healthy without saying what was seen', () => {
    const nothing: FailureReport = {
      ...report,
      groups: [],
      unexplained: [],
      totals: {
        ...report.totals,
        pods: 3,
        healthy: 3,
        completed: 0,
        starting: 0,
        terminating: 0,
        failing: 0,
        unexplained: 0,
        workloadsWithoutPods: 0,
      },
    }
    expect(renderReport(nothing, { width: 80, palette: plain, all: false })).toMatch(
      /^None of 3 pods fails\.\nThe others: 3 healthy\./,
    )
  })
})

describe('a pod that waits has not failed', () => {
  // The pod that was recorded, as one that is to end by itself.
  async function ofJob(situation: string): Promise<FailureReport> {
    const [waits] = await snapshotsOf(situation)
    const json = JSON.stringify(waits).replace('"restartPolicy":"Always"', '"restartPolicy":"Never"')
    return reportOf([JSON.parse(json) as PodSnapshot])
  }

  test.each(['h12-scheduling-gate', 'g02-init-waiting'])('%s', async (situation) => {
    const waiting = await ofJob(situation)
    expect(waiting.groups.map(({ severity }) => severity)).toEqual(['waiting'])
    for (const [, render] of renderers) {
      // The menus of the page name every severity.
      const shown = render(waiting).replaceAll(/<select[\s\S]*?<\/select>/g, '')
      expect(shown).toContain('1 of 1 pod waits, for 1 reason.')
      expect(shown).not.toMatch(/job failed|\b(?:pods?|workloads?) fails?\b/)
    }
  })

  test('beside one that fails', async () => {
    const both = reportOf([
      ...(await snapshotsOf('h12-scheduling-gate')),
      ...(await snapshotsOf('b01-image-tag-missing')),
    ])
    expect(renderReport(both, { width: 80, palette: plain, all: false })).toMatch(
      /^1 of 2 pods fails and 1 pod waits, for 2 reasons\./,
    )
  })
})

describe('html', () => {
  test('cluster text cannot become markup', () => {
    const shown = renderHtmlReport(hostile('"><script>alert(1)</script><img src=x onerror=alert(1)>'))
    expect(shown.match(/<script>/g)).toHaveLength(1)
    expect(shown).not.toMatch(/<img/)
  })

  test('needs nothing from elsewhere', () => {
    expect(renderHtmlReport(report)).not.toMatch(/(?:src|href)=|@import|url\(/)
  })
})

describe('markdown', () => {
  test('cluster text cannot leave its code', () => {
    const shown = renderMarkdownReport(hostile('`` ``` [x](http://evil) <b>'))
    const outside = shown.replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '').replaceAll(/`[^`\n]*`/g, '')
    expect(outside).not.toMatch(/evil|<b>/)
  })
})

describe('wide', () => {
  test('the pods of all rows are those that fail; a workload without pods has none', () => {
    const [headings = '', ...rows] = renderWideReport(report).split('\n')
    const counts = rows
      .filter((row) => /^(?:down|degraded|job|leftover|\?) /.test(row))
      .map((row) => Number.parseInt(row.slice(headings.indexOf('PODS')), 10))
    const { failing, unexplained } = report.totals
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(failing + unexplained)
    expect(counts).toContain(0)
    const lacking = report.groups.flatMap((group) => group.pods).filter(({ name }) => name === null)
    const unknown = renderWideReport({ ...report, groups: [], unexplained: lacking.slice(0, 2) })
    expect(unknown.split('\n')[1]).toMatch(/^\? +<unknown> +0 +2 /)
  })
})

describe('junit', () => {
  test('each case has its own cause, and says whose evidence it shows', async () => {
    const [volume, variable] = await sameConfigMap()
    const shown = renderJUnitReport(reportOf([...variable, ...volume]))
    const cases = [...shown.matchAll(/name="([^"]*)">\s*<failure type="([^"]*)"[^>]*>([^<]*)/g)]
    expect(cases.map(([, name, type]) => [name, type])).toEqual([
      ['app', 'config-map-missing'],
      ['web', 'config-map-volume-missing'],
    ])
    expect(cases[0]?.[3]).not.toContain('as shop/')
    expect(cases[1]?.[3]).toMatch(/^The same trouble, as shop\/app shows it:\n/)
  })

  test('is well-formed, and counts what it holds', () => {
    const shown = renderJUnitReport(hostile(`<&>"']]>`))
    expect(shown).not.toMatch(/&(?!(?:amp|lt|gt|quot);)/)
    const [, failures] = /<testsuites [^>]*failures="(\d+)"/.exec(shown) ?? []
    expect(shown.match(/<failure /g)).toHaveLength(Number(failures))
    const open: string[] = []
    for (const [, close, name = '', self] of shown.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (close === '/') expect(open.pop()).toBe(name)
      else if (self !== '/') open.push(name)
    }
    expect(open).toEqual([])
  })
})
