import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { evictedByPressure } from './evicted-by-pressure.ts'

testCause(evictedByPressure, {
  saysItFor: [
    'evicted-by-memory-pressure',
    'refused-under-memory-pressure',
    'evicted-by-memory-pressure-1-30',
  ],
  staysSilentFor: {
    'j01-evicted-emptydir': 'The pod went over its own limit on a node that had enough.',
    'unscheduled-memory-pressure': 'The pressure keeps the pod from being placed; nothing was evicted.',
  },
})

const recorded = /Usage of EmptyDir volume \\"s\\" exceeds the limit \\"10Mi\\"\. /g

test.each([
  [
    'memory',
    'The node was low on resource: memory. Threshold quantity: 100Mi, available: 80Mi. Container app was using 300Mi, request is 0, has larger consumption of memory. ',
    'Container app was using 300Mi, request is 0, has larger consumption of memory.',
  ],
  [
    'ephemeral-storage',
    'The node was low on resource: ephemeral-storage. Container app was using 3Gi, which exceeds its request of 0. ',
    'Container app was using 3Gi, which exceeds its request of 0.',
  ],
  ['pids', 'The node was low on resource: pids. ', ''],
])('names the resource: %s', async (resource, text, usage) => {
  const diagnosis = await alteredDiagnosis('j01-evicted-emptydir', [[recorded, text]])
  expect(diagnosis.verdict).toMatchObject({
    cause: 'evicted-by-pressure',
    certainty: 'certain',
    container: null,
    facts: { resource, usage, isOver: true },
  })
  expect(diagnosis.findings.map(({ stage }) => stage)).not.toContain('crash')
})

test('knows a node that did not take the pod', async () => {
  const { verdict } = await alteredDiagnosis('j01-evicted-emptydir', [
    [recorded, 'Pod was rejected: The node had condition: [DiskPressure]. '],
  ])
  expect(verdict).toMatchObject({ cause: 'evicted-by-pressure', facts: { pressure: 'DiskPressure' } })
  // Memory pressure alone spares pods with requests (`Admit` of the eviction manager).
  expect(verdict?.why).toContain('all pods but critical ones')
  expect(JSON.stringify(verdict?.next)).not.toContain('requests')
})

test.each([
  ['DiskPressure', 'refuses all pods but critical ones', 'unused images, logs'],
  ['MemoryPressure', 'takes no pod without requests', 'give the pod requests'],
  ['PIDPressure', 'refuses all pods but critical ones', 'Free the node'],
])('says what a node under %s refuses', async (pressure, rule, advice) => {
  const { verdict } = await alteredDiagnosis('j01-evicted-emptydir', [
    [recorded, `Pod The node had condition: [${pressure}]. `],
  ])
  expect(verdict?.why).toContain(rule)
  expect(verdict?.why).not.toContain('use most beyond their requests')
  expect(verdict?.next[0]).toMatchObject({ advice: expect.stringContaining(advice) })
})
