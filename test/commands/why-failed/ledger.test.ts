// What is known of the pods while they are followed.
import { beforeEach, expect, test } from 'vitest'
import { ClusterError } from '../../../src/cluster/errors.ts'
import { noteSnapshot, watchJudge } from '../../../src/commands/why-failed/judge.ts'
import { WatchLedger } from '../../../src/commands/why-failed/ledger.ts'
import type { PodSnapshot } from '../../../src/pod/snapshot.ts'
import { snapshotsOf } from '../../pods.ts'

const now = Date.parse('2026-11-27T10:00:00Z')
const [failing] = await snapshotsOf('e01-exit1-termination-message')
const withoutPods = (await snapshotsOf('l01-quota')).filter(({ pod }) => pod === null)
const keyOf = ({ namespace, pod }: PodSnapshot): string => `${namespace}/${pod?.metadata?.name}`

let ledger = new WatchLedger()
beforeEach(() => {
  ledger = new WatchLedger()
})

const totals = () => ledger.report(now, null).totals

test('pods that were counted without names are not counted again once all are named', () => {
  ledger.count('healthy', 40)
  ledger.set('shop/a', 'healthy')
  expect([ledger.size, totals().pods]).toEqual([41, 41])
  ledger.allNamed()
  expect([ledger.size, totals().pods]).toEqual([1, 1])
})

test('a pod counts as unwell until it is well, done or gone', () => {
  const key = keyOf(failing!)
  noteSnapshot(ledger, failing!)
  ledger.set('shop/new', 'starting')
  expect(ledger.unwell).toBe(2)
  ledger.set('shop/new', 'completed')
  expect(ledger.unwell).toBe(1)
  ledger.remove(key)
  ledger.remove(key)
  expect(ledger.unwell).toBe(0)
})

test('of a namespace that is refused nothing stays but the gap', () => {
  noteSnapshot(ledger, failing!)
  for (const snapshot of withoutPods) noteSnapshot(ledger, snapshot)
  ledger.set('other/a', 'healthy')
  ledger.refuse(failing!.namespace)
  ledger.refuse(withoutPods[0]!.namespace)
  const { groups, gaps } = ledger.report(now, null)
  expect(ledger.known(null)).toEqual(['other/a'])
  expect(groups).toEqual([])
  expect(gaps.map(({ source, why }) => `${source} ${why}`)).toContain('namespace forbidden')
})

test('workloads that could not be read this time stay; those that were read and are not there any more go', () => {
  const judge = watchJudge(ledger, () => {})
  const [quota] = withoutPods
  const { namespace } = quota!
  judge.workloads(namespace, [quota!], [])
  expect(ledger.report(now, null).groups).toHaveLength(1)
  judge.workloads(namespace, [], [new ClusterError('unreachable', 'it broke off')])
  expect(ledger.report(now, null).groups).toHaveLength(1)
  expect(ledger.report(now, null).gaps).toMatchObject([{ source: 'workloads', why: 'failed' }])
  judge.workloads(namespace, [], [])
  expect(ledger.report(now, null)).toMatchObject({ groups: [], gaps: [] })
})

test('a pod that changed is read soon, and one that only stays as it was judged later', () => {
  const judge = watchJudge(ledger, () => {})
  const key = keyOf(failing!)
  const later = judge.read(key, failing!)
  const { diagnosis } = ledger.get(key) as Exclude<ReturnType<WatchLedger['get']>, string | null>
  const { word, ready, restarts } = diagnosis.status!
  const cells = { status: word, ready, restarts: String(restarts), node: 'node-a', gates: '', name: 'app' }
  const seen = (change: Partial<typeof cells>, hasChanged: boolean): number | null =>
    judge.seen(key, { ...cells, ...change }, { hasChanged, lostNodes: new Set() })
  expect(later).toBeGreaterThan(1000)
  expect(seen({}, false)).toBe(later)
  expect(seen({}, true)).toBe(1000)
  expect(seen({ restarts: `${restarts + 1} (3s ago)` }, false)).toBe(1000)
})
