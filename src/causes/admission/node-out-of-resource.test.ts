import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { nodeOutOfResource } from './node-out-of-resource.ts'

testCause(nodeOutOfResource, {
  saysItFor: ['j03-outofcpu'],
  staysSilentFor: {
    'h01-insufficient-cpu': 'The scheduler found no room; no node was asked.',
    'j01-evicted-emptydir': 'The pod was accepted, and used more than its limit later.',
  },
})

test('names the amount as the manifest and as the kubelet write it', async () => {
  expect(await matchesIn(nodeOutOfResource, 'j03-outofcpu')).toMatchObject([
    {
      certainty: 'certain',
      facts: {
        resource: 'cpu',
        asked: ['64 (container app)'],
        requested: '64000',
        used: '0',
        capacity: '2000',
      },
    },
  ])
})

test('reads the message of 1.25 and before, and a resource of a device plugin', async () => {
  const { verdict } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, 'OutOfexample.com/seat'],
    ['Pod was rejected: ', 'Pod '],
    ['resource: cpu, requested: 64000', 'resource: example.com/seat, requested: 2'],
  )
  expect(verdict).toMatchObject({
    cause: 'node-out-of-resource',
    facts: { resource: 'example.com/seat', requested: '2' },
  })
})

test('a node with as many pods as it may run, in the words of 1.17 and before', async () => {
  const { verdict } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, 'OutOfpods'],
    [
      /^Pod was rejected: .*/,
      "Node didn't have enough resource: pods, requested: 1, used: 110, capacity: 110",
    ],
  )
  expect(verdict).toMatchObject({ cause: 'node-out-of-resource', facts: { resource: 'pods', used: '110' } })
  expect(verdict?.what).toContain('it already has as many pods as it may run.')
})

test('a critical pod for which nothing could be preempted', async () => {
  const { verdict, findings } = await rewordedDiagnosis(
    'j03-outofcpu',
    [/^OutOfcpu$/, 'UnexpectedAdmissionError'],
    [
      /^Pod was rejected: .*/,
      'Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [(res: memory, q: 209715200), (res: pods, q: 1), ]',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'node-out-of-resource',
    facts: { resource: 'memory', missing: ['209715200 of `memory`', '1 of `pods`'] },
  })
  expect(verdict?.what).toContain('no pod could be preempted to make room')
  expect(findings).toEqual([])
})
