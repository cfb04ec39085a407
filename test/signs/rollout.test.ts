import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/pod/json.ts'
import { belongsToRollout, readRollout } from '../../src/signs/rollout.ts'

function workload(kind: string, spec: object, status: object, metadata: object = {}): JsonObject {
  return { kind, metadata: { name: 'x', ...metadata }, spec, status }
}

describe('the counts', () => {
  test.each([
    [
      'Deployment',
      { replicas: 3 },
      { replicas: 4, updatedReplicas: 3, availableReplicas: 2 },
      { wanted: 3, updated: 3, available: 2, total: 4 },
    ],
    ['Deployment', {}, {}, { wanted: 1, updated: 0, available: 0, total: 0 }],
    [
      'DaemonSet',
      {},
      { desiredNumberScheduled: 5, currentNumberScheduled: 5, updatedNumberScheduled: 2, numberAvailable: 5 },
      { wanted: 5, updated: 2, available: 5, total: 5 },
    ],
    [
      'StatefulSet',
      { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } },
      { replicas: 3, updatedReplicas: 1, availableReplicas: 3 },
      { wanted: 3, updated: 3, available: 3, total: 3 },
    ],
    [
      'StatefulSet',
      { replicas: 2, updateStrategy: { type: 'OnDelete' } },
      { replicas: 2, updatedReplicas: 0, availableReplicas: 2 },
      { wanted: 2, updated: 2, available: 2, total: 2 },
    ],
    [
      'StatefulSet',
      { replicas: 2, updateStrategy: { rollingUpdate: { partition: 5 } } },
      { replicas: 4, updatedReplicas: 0, availableReplicas: 2 },
      { wanted: 2, updated: 2, available: 2, total: 2 },
    ],
    ['ReplicaSet', { replicas: 0 }, { replicas: 0 }, { wanted: 0, updated: 0, available: 0, total: 0 }],
    ['Job', { completions: 6 }, { succeeded: 2, failed: 1 }, { wanted: 6, succeeded: 2, failed: 1 }],
  ])('of a %s with %o and %o', (kind, spec, status, counts) => {
    expect(readRollout([workload(kind, spec, status)], kind, 'x')).toMatchObject(counts)
  })

  test('of a workload that was not read there are none', () => {
    expect(readRollout([workload('Deployment', {}, {})], 'Deployment', 'y')).toBeNull()
    expect(readRollout([], 'Job', 'x')).toBeNull()
  })
})

describe('a rollout is about the newest spec', () => {
  const template = { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'a', image: 'b' }] } }
  const labelled = { ...template, metadata: { labels: { 'pod-template-hash': 'h', app: 'x' } } }
  const isCurrent = (owners: JsonObject[]): boolean | undefined =>
    readRollout(owners, 'Deployment', 'x')?.isCurrent

  test('not before its controller has seen it', () => {
    expect(isCurrent([workload('Deployment', {}, { observedGeneration: 1 }, { generation: 2 })])).toBe(false)
    expect(isCurrent([workload('Deployment', {}, { observedGeneration: 2 }, { generation: 2 })])).toBe(true)
  })

  test('only with the ReplicaSet that has the same template, in whatever order its fields come', () => {
    const deployment = workload('Deployment', { template }, {})
    expect(isCurrent([workload('ReplicaSet', { template: labelled }, {}), deployment])).toBe(true)
    const withNull = { ...labelled, spec: { ...labelled.spec, nodeName: null } }
    expect(isCurrent([workload('ReplicaSet', { template: withNull }, {}), deployment])).toBe(true)
    const other = { ...labelled, spec: { containers: [{ image: 'c', name: 'a' }] } }
    expect(isCurrent([workload('ReplicaSet', { template: other }, {}), deployment])).toBe(false)
  })
})

describe('a pod takes part in the rollout', () => {
  const status = { updateRevision: 'x-new' }
  const web = (ordinal: number, hash: string) => ({
    name: `x-${ordinal}`,
    labels: [['controller-revision-hash', hash]] as const,
  })
  const part = (spec: object, pod: ReturnType<typeof web>): boolean => {
    const rollout = readRollout([workload('StatefulSet', spec, status)], 'StatefulSet', 'x')
    return rollout !== null && belongsToRollout(rollout, pod)
  }
  const parallel = { podManagementPolicy: 'Parallel' }

  test.each([
    ['of the newest revision', parallel, web(0, 'x-new'), true],
    ['not of an older one that is replaced whatever it does', parallel, web(0, 'x-old'), false],
    ['of an older one that the next waits for', {}, web(0, 'x-old'), true],
    [
      'of an older one that is meant to stay',
      { ...parallel, updateStrategy: { rollingUpdate: { partition: 2 } } },
      web(1, 'x-old'),
      true,
    ],
    [
      'of any, where a person replaces them',
      { ...parallel, updateStrategy: { type: 'OnDelete' } },
      web(0, 'x-old'),
      true,
    ],
  ])('%s', (_, spec, pod, expected) => {
    expect(part(spec, pod)).toBe(expected)
  })

  test('of a DaemonSet: by the generation of its template', () => {
    const annotations = { 'deprecated.daemonset.template.generation': '2' }
    const rollout = readRollout([workload('DaemonSet', {}, {}, { annotations })], 'DaemonSet', 'x')
    const pod = (generation: string) => ({
      name: 'x-abc',
      labels: [['pod-template-generation', generation]] as const,
    })
    expect(rollout !== null && belongsToRollout(rollout, pod('2'))).toBe(true)
    expect(rollout !== null && belongsToRollout(rollout, pod('1'))).toBe(false)
  })
})
