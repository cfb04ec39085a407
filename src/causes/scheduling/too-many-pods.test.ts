import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { tooManyPods } from './too-many-pods.ts'

testCause(tooManyPods, {
  saysItFor: ['too-many-pods', 'eight-cpus-four-nodes', 'too-many-pods-1-30'],
  staysSilentFor: {
    'h01-insufficient-cpu': 'The nodes may run more pods, and lack CPU.',
    'l01-quota': 'The quota of the namespace counts pods too, before any is created.',
  },
})

test("recognises the scheduler's words, beside reasons of other nodes", async () => {
  const { verdict } = await rewordedDiagnosis('h07-hostport', [
    "node(s) didn't have free ports for the requested pod ports",
    'Too many pods',
  ])
  expect(verdict).toMatchObject({ cause: 'too-many-pods', certainty: 'certain', container: null })
})

test.each([
  // 1.24 to 1.31, and before.
  '0/13 nodes are available: 1 Too many pods, 12 node is filtered out by the prefilter result.',
  "0/2 nodes are available: 1 Too many pods, 1 node(s) didn't match node selector.",
])('of a pod that belongs on one node, looks at that node alone: %s', async (says) => {
  const [snapshot] = await rewordedSnapshots('node-affinity-field', [/0\/1 nodes are available.*/, says])
  const { verdict } = diagnose(
    readPod({ ...snapshot!, nodes: [], gaps: [{ source: 'nodes', why: 'forbidden' }] }),
  )
  expect(verdict).toMatchObject({ cause: 'too-many-pods', certainty: 'certain' })
  expect(verdict?.why).toMatch(/The pod belongs on node `[^`]+` alone/)
})
