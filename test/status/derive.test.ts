import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newestTime } from '../../src/cluster/saved/newest-time.ts'
import type { JsonObject } from '../../src/pod/json.ts'
import { readStatusFields } from '../../src/pod/status-fields.ts'
import { deriveStatus } from '../../src/status/derive.ts'
import { minorOf } from '../../src/status/version.ts'
import { podsFolder, situations } from '../pods.ts'
import { casesNow, casesOf, caseVersions } from './cases.ts'
import { replay } from './replay.ts'

describe.each(caseVersions)('as a server of %s', (version) => {
  const cases = casesOf(version)
  const minor = minorOf(version)

  test('prints the same STATUS, READY and RESTARTS for every case', () => {
    const different = cases.filter(({ pod, expected }) => {
      const { word, ready, restarts } = deriveStatus(readStatusFields(pod), minor, casesNow)
      return word !== expected.status || ready !== expected.ready || restarts !== expected.restarts
    })
    expect(cases.length).toBeGreaterThan(1000)
    expect(different.slice(0, 3)).toEqual([])
  })

  test('names as its proof just the fields from which the same word comes out again', () => {
    const different = cases.flatMap(({ pod, expected }) => {
      const { because } = deriveStatus(readStatusFields(pod), minor, casesNow)
      const again = deriveStatus(replay(because), minor, casesNow).word
      return again === expected.status ? [] : [{ expected: expected.status, again, because, pod }]
    })
    expect(different.slice(0, 2)).toEqual([])
  })

  test('names a path that stands in the pod, with the value that stands there', () => {
    for (const { pod } of cases) {
      for (const { path, value } of deriveStatus(readStatusFields(pod), minor, casesNow).because) {
        const found = at(pod, path)
        if (typeof value === 'boolean') expect(Boolean(found), path).toBe(value)
        else expect(found ?? (typeof value === 'number' ? 0 : ''), path).toBe(value)
      }
    }
  })
})

function at(pod: object, path: string): unknown {
  const keys = path.replaceAll('[', '.').replaceAll(']', '').split('.')
  return keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined | null)?.[key],
    pod,
  )
}

interface Table {
  readonly columnDefinitions: readonly { readonly name: string }[]
  readonly rows: readonly { readonly cells: readonly unknown[] }[]
}

const read = (situation: string, file: string): unknown =>
  JSON.parse(readFileSync(join(podsFolder, situation, file), 'utf8'))

const withPods = situations.filter((situation) => (read(situation, 'table.json') as Table).rows.length > 0)

describe.each(withPods)('recorded: %s', (situation) => {
  const { items } = read(situation, 'objects.json') as {
    items: (JsonObject & { metadata: { name: string } })[]
  }
  const { columnDefinitions, rows } = read(situation, 'table.json') as Table
  const about = readFileSync(join(podsFolder, situation, 'about.md'), 'utf8')
  const minor = minorOf(/Kubernetes (1\.\d+)/.exec(about)?.[1] ?? null)
  const column = (name: string): number =>
    columnDefinitions.findIndex((definition) => definition.name === name)

  test.each(rows.map(({ cells }) => [String(cells[column('Name')]), cells] as const))(
    'derives the row that the server printed for %s',
    (name, cells) => {
      const pod = items.find((item) => item.kind === 'Pod' && item.metadata.name === name)
      expect(pod, 'the pod of the row').toBeDefined()
      const fields = readStatusFields(pod ?? {})
      // The server printed the row at some moment soon after the newest time in the recording.
      const newest = newestTime(items, Number.POSITIVE_INFINITY) ?? 0
      const moments = Array.from({ length: 180 }, (_, second) => newest + (second - 60) * 1000)
      const derived = moments.map((now) => deriveStatus(fields, minor, now))
      expect(derived[0]).toMatchObject({ word: cells[column('Status')], ready: cells[column('Ready')] })
      expect(derived.map(({ restarts }) => restarts)).toContain(String(cells[column('Restarts')]))
    },
  )
})
