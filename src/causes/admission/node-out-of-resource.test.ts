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
