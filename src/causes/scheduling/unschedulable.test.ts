import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { unschedulable } from './unschedulable.ts'

testCause(unschedulable, {
  saysItFor: [],
  staysSilentFor: {
    'h03-nodeselector': 'The scheduler says why, in words that another cause knows.',
    'h12-scheduling-gate': 'The scheduler was not asked.',
  },
})

test.each([
  ["node(s) didn't match Pod's required features"],
  ['node(s) were rejected by the licence plugin'],
])('recognises %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('h07-hostport', [
    "node(s) didn't have free ports for the requested pod ports",
    words,
  ])
  expect(verdict).toMatchObject({ cause: 'unschedulable', container: null })
  expect(verdict?.what).toContain(words)
})
