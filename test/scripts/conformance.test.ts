// The pods on which `npm run conformance` compares podlife with the API server's own printer.
import { describe, expect, test } from 'vitest'
import { derivedCells } from '../../scripts/conformance/compare.ts'
import { generatePods } from '../../scripts/conformance/generate.ts'

const now = Date.parse('2026-11-01T12:00:00Z')
const generated = generatePods(7, 3000, now)
/** One version for each era of the printer. */
const versions = ['1.21.14', '1.25.16', '1.27.16', '1.30.14', '1.34.2', '1.36.4']

describe('generated pods', () => {
  test('are the same for the same seed, and others for another', () => {
    const again = JSON.stringify(generatePods(7, 3000, now))
    expect(again).toBe(JSON.stringify(generated))
    expect(JSON.stringify(generatePods(8, 3000, now))).not.toBe(again)
  })

  test('come in three kinds of equal number', () => {
    const counts = Object.groupBy(generated, ({ kind }) => kind)
    expect(Object.entries(counts).map(([kind, pods]) => [kind, pods?.length])).toEqual([
      ['lifelike', 1000],
      ['one thing broken', 1000],
      ['chaos', 1000],
    ])
  })

  test('have only times that an API server can decode', () => {
    const times = JSON.stringify(generated).matchAll(
      /"(?:finishedAt|startedAt|\w+Timestamp)":(null|"[^"]*")/g,
    )
    const seen = Array.from(times, ([, time]) => time ?? '')
    expect(seen.length).toBeGreaterThan(3000)
    const rfc3339 = /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"$/
    expect(seen.filter((time) => time !== 'null' && !rfc3339.test(time))).toEqual([])
  })

  test.each(versions)('are printed for %s without a throw and without a hole', (version) => {
    for (const { pod } of generated) {
      const { status, ready, restarts } = derivedCells(pod, version, now)
      expect(`${status} ${ready} ${restarts}`).not.toMatch(/undefined|NaN|null|Infinity|\[object/)
      expect(ready).toMatch(/^\d+\/\d+$/)
      expect(restarts).toMatch(/^-?\d+( \((\d+[smhdy]){1,2} ago\)| \(<invalid> ago\))?$/)
    }
  })

  test.each([
    'Pending',
    'Running',
    'Completed',
    'Error',
    'Evicted',
    'SchedulingGated',
    'NotReady',
    'Terminating',
    'Unknown',
    'Init:0/1',
    'Init:2/3',
    'Init:Error',
    'Init:CrashLoopBackOff',
    'Init:Signal:9',
    'Init:ExitCode:1',
    'Signal:9',
    'ExitCode:0',
    'ExitCode:-1',
    'PodInitializing',
    'ContainerCreating',
    'OOMKilled',
    '',
    '__proto__',
  ])('reach the word "%s"', (word) => {
    expect(generated.some(({ pod }) => derivedCells(pod, '1.36.4', now).status === word)).toBe(true)
  })

  test.each([
    '(0s ago)',
    '(119s ago)',
    '(2m ago)',
    '(9m59s ago)',
    '(10m ago)',
    '(179m ago)',
    '(3h ago)',
    '(7h59m ago)',
    '(8h ago)',
    '(47h ago)',
    '(2d ago)',
    '(7d23h ago)',
    '(8d ago)',
    '(729d ago)',
    '(2y ago)',
    '(8y ago)',
    '(<invalid> ago)',
  ])('reach the age "%s"', (age) => {
    expect(generated.some(({ pod }) => derivedCells(pod, '1.36.4', now).restarts.endsWith(age))).toBe(true)
  })

  test.each(versions.slice(1).map((version, index) => [versions[index] ?? '', version]))(
    'tell %s and %s apart',
    (before, after) => {
      const differ = generated.filter(
        ({ pod }) =>
          JSON.stringify(derivedCells(pod, before, now)) !== JSON.stringify(derivedCells(pod, after, now)),
      )
      expect(differ.length).toBeGreaterThan(10)
    },
  )
})
