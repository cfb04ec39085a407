import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { severities } from '../../src/report/severity.ts'
import { snapshotsOf } from '../pods.ts'
import { misfits } from '../schemas.ts'
import { allSnapshots, reportOf, sameConfigMap } from './recorded.ts'

const snapshots = await allSnapshots()
const report = reportOf(snapshots)

/** The same situation elsewhere: every mention of its namespace is another one, and so is every UID. */
function inNamespace(recorded: readonly PodSnapshot[], namespace: string): PodSnapshot[] {
  return recorded.map((snapshot) => {
    const json = JSON.stringify(snapshot).replaceAll(
      `"namespace":"${snapshot.namespace}"`,
      `"namespace":"${namespace}"`,
    )
    return { ...(JSON.parse(json) as PodSnapshot), namespace }
  })
}

/** The same pod under another name, as a second workload's would be. */
function renamed(recorded: readonly PodSnapshot[], name: string): PodSnapshot[] {
  return recorded.map((snapshot) => {
    const own = readPod(snapshot).name
    return JSON.parse(
      JSON.stringify(snapshot).replaceAll(`"name":"${own}"`, `"name":"${name}"`),
    ) as PodSnapshot
  })
}

describe('all recorded situations as one cluster', () => {
  test('every pod is counted once', () => {
    const { pods, healthy, completed, starting, terminating, failing, unexplained, older } = report.totals
    expect(pods).toBe(snapshots.filter(({ pod }) => pod !== null).length)
    expect(healthy + completed + starting + terminating + failing + unexplained + older).toBe(pods)
  })

  test('every failing pod stands in exactly one group, or among the unexplained', () => {
    const reported = [...report.groups.flatMap(({ pods }) => pods), ...report.unexplained].map(
      ({ namespace, name, owner }) => `${namespace}/${name ?? owner}`,
    )
    const failing = snapshots.flatMap((snapshot) => {
      const { outcome, verdict, pod, workload } = diagnose(readPod(snapshot))
      const isWell = ['healthy', 'completed', 'starting'].includes(outcome)
      if (isWell || (outcome === 'terminating' && verdict === null)) return []
      return [`${snapshot.namespace}/${pod?.name ?? workload}`]
    })
    // Two ReplicaSets of one Deployment, both without pods, are one workload.
    expect(reported.toSorted()).toEqual([...new Set(failing)].toSorted())
  })

  test('every member of a group has its verdict from the same root, and the sample is one of them', () => {
    for (const { pods, sample, count } of report.groups) {
      expect(count).toBe(pods.length)
      expect(pods).toContainEqual(sample)
    }
  })

  test('groups and their members stand in order of severity', () => {
    const order = report.groups.map(({ severity }) => severities.indexOf(severity))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    for (const { pods, severity } of report.groups) expect(pods[0]?.severity).toBe(severity)
  })

  test('workloads without pods are in it', () => {
    const reported = report.groups.flatMap(({ pods }) => pods).filter(({ name }) => name === null)
    const known = ['c09-serviceaccount-missing', 'l01-quota', 'l03-podsecurity']
    expect(reported.map(({ namespace }) => namespace)).toEqual(expect.arrayContaining(known))
    const workloads = snapshots
      .filter(({ pod }) => pod === null)
      .map((snapshot) => {
        const { namespace, workload } = diagnose(readPod(snapshot))
        return `${namespace}/${workload}`
      })
    expect(report.totals.workloadsWithoutPods).toBe(new Set(workloads).size)
  })

  test('the replicas of one StatefulSet are one problem', () => {
    const groups = report.groups.filter(({ namespaces }) => namespaces.includes('l06-statefulset-stuck'))
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({
      count: 3,
      owners: ['l06-statefulset-stuck/StatefulSet/db'],
      cause: 'app-exit',
    })
  })

  test('it fits its schema', () => {
    expect(misfits('failure-report', report)).toEqual([])
  })
})

describe('what belongs together', () => {
  test.each([
    'c04-envfrom-secret-missing',
    'c01-configmap-missing',
    'b12-missing-pull-secret',
    'h08-pvc-missing',
  ])(
    '%s: one missing thing, two pods of it in one namespace, and another in a second one',
    async (situation) => {
      const one = await snapshotsOf(situation)
      const { groups } = reportOf([...one, ...renamed(one, 'other'), ...inNamespace(one, 'elsewhere')])
      expect(groups.map(({ count }) => count)).toEqual([2, 1])
    },
  )

  test.each([
    'b01-image-tag-missing',
    'b04-registry-dns',
    'h11-gpu',
    'h03-nodeselector',
    'h14-unknown-scheduler',
    'h04-taint',
  ])('%s: the same in two namespaces is one problem', async (situation) => {
    const one = await snapshotsOf(situation)
    const { groups } = reportOf([...one, ...inNamespace(one, 'elsewhere')])
    expect(groups.map(({ count }) => count)).toEqual([2])
  })

  test.each(['e03-segfault-139', 'e02-oomkilled', 'f01-liveness-exec', 'h01-insufficient-cpu', 'l01-quota'])(
    '%s: the same in two namespaces is two problems, for it is the own fault of each',
    async (situation) => {
      const one = await snapshotsOf(situation)
      const { groups } = reportOf([...one, ...inNamespace(one, 'elsewhere')])
      expect(groups.map(({ count }) => count)).toEqual([1, 1])
    },
  )

  test('one ConfigMap that a volume and variables lack is one problem, told by what most of its pods say', async () => {
    const [volume, variable] = await sameConfigMap()
    const others = renamed(variable, 'other')
    for (const order of [
      [...volume, ...variable, ...others],
      [...others, ...volume, ...variable],
    ]) {
      const { groups } = reportOf(order)
      expect(groups.map(({ count, cause }) => [count, cause])).toEqual([[3, 'config-map-missing']])
      const [group] = groups
      expect(group?.sample.cause).toBe('config-map-missing')
      expect(group?.finding.what).toBe(group?.sample.what)
      expect(group?.pods.map(({ cause }) => cause).toSorted()).toEqual([
        'config-map-missing',
        'config-map-missing',
        'config-map-volume-missing',
      ])
    }
  })

  test('programs of two namespaces that cannot reach the same full address are one problem', async () => {
    const one = await snapshotsOf('e01-exit1-termination-message')
    const { groups } = reportOf([...one, ...inNamespace(one, 'elsewhere')])
    expect(groups.map(({ count, shared }) => [count, shared])).toEqual([
      [2, { kind: 'address', name: 'db.prod:5432' }],
    ])
  })
})

describe('severity', () => {
  test('a workload with another ready pod is degraded, one without is down', async () => {
    const pods = await snapshotsOf('h07-hostport')
    const degraded = reportOf(pods)
    expect(degraded.groups.map(({ severity }) => severity)).toEqual(['degraded'])
    const alone = pods
      .filter((snapshot) => diagnose(readPod(snapshot)).outcome !== 'healthy')
      .map((snapshot) => ({ ...snapshot, owners: [] }))
    expect(reportOf(alone).groups.map(({ severity }) => severity)).toEqual(['down'])
  })

  test.each([
    ['e16-job-failed', 'job'],
    ['e13-never-failed', 'job'],
    ['k01-finalizer', 'leftover'],
    ['k02-ignores-sigterm', 'leftover'],
    ['l01-quota', 'down'],
    ['e09-one-of-two', 'down'],
    ['e08-flapping-running', 'degraded'],
  ])('%s is %s', async (situation, severity) => {
    expect(reportOf(await snapshotsOf(situation)).groups[0]?.severity).toBe(severity)
  })
})

describe('--since', () => {
  test('older trouble is only counted', () => {
    const times = report.groups.flatMap(({ pods }) => pods).map(({ since }) => Date.parse(since ?? ''))
    const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
    const late = reportOf(snapshots, middle)
    expect(late.totals.pods).toBe(report.totals.pods)
    expect(late.totals.older).toBeGreaterThan(5)
    expect(late.totals.failing).toBeGreaterThan(5)
    for (const { since } of late.groups.flatMap(({ pods }) => pods))
      expect(Date.parse(since ?? '')).toBeGreaterThanOrEqual(middle)
  })
})

describe('pods of one workload', () => {
  test('whose logs were not all read are one problem with those whose were', async () => {
    const one = await snapshotsOf('e01-exit1-termination-message')
    // The message taken away, as if it had stood in a log that was not read.
    const silent = one.map(
      (snapshot) =>
        JSON.parse(JSON.stringify(snapshot), (key, value: unknown) =>
          key === 'message' ? '' : value,
        ) as PodSnapshot,
    )
    const owned = (snapshots: readonly PodSnapshot[], name: string): PodSnapshot[] =>
      snapshots.map((snapshot) => ({
        ...snapshot,
        pod: {
          ...snapshot.pod,
          metadata: {
            ...snapshot.pod?.metadata,
            name,
            ownerReferences: [
              { kind: 'StatefulSet', name: 'db', uid: 'x', apiVersion: 'apps/v1', controller: true },
            ],
          },
        },
      }))
    const [loud, quiet] = [owned(one, 'db-0'), [...owned(silent, 'db-1'), ...owned(silent, 'db-2')]]
    for (const order of [
      [...loud, ...quiet],
      [...quiet, ...loud],
    ]) {
      const { groups } = reportOf(order)
      expect(groups.map(({ count, shared }) => [count, shared.kind])).toEqual([[3, 'address']])
    }
  })
})
