import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { insufficientResources } from './insufficient-resources.ts'

testCause(insufficientResources, {
  saysItFor: ['h01-insufficient-cpu', 'h11-gpu'],
  staysSilentFor: {
    'too-many-pods': 'There is room for everything but one more pod.',
    'j03-outofcpu': 'A node was chosen without the scheduler, and it refused the pod.',
  },
})

test('names the amounts that the pod asks for', async () => {
  const [match] = await matchesIn(insufficientResources, 'h01-insufficient-cpu')
  expect(match).toMatchObject({
    certainty: 'certain',
    facts: { resources: ['cpu'], asked: ['cpu 64 (container app)'], offeredNowhere: [], tooLarge: ['cpu'] },
  })
})

test('says that no node offers the device', async () => {
  const [match] = await matchesIn(insufficientResources, 'h11-gpu')
  expect(match?.facts).toMatchObject({ resources: ['nvidia.com/gpu'], offeredNowhere: ['nvidia.com/gpu'] })
})

test('reads the wording of 1.24', async () => {
  const { verdict } = await rewordedDiagnosis('h01-insufficient-cpu', [
    /0\/3 nodes are available.*/,
    "0/3 nodes are available: 1 Insufficient cpu, 1 node(s) had taint {dedicated: gpu}, that the pod didn't tolerate, 1 node(s) had taint {node.kubernetes.io/unreachable: }, that the pod didn't tolerate.",
  ])
  expect(verdict).toMatchObject({ cause: 'insufficient-resources', certainty: 'certain' })
})
