import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
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
