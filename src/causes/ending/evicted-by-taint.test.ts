import { expect, test } from 'vitest'
import { altered, alteredDiagnosis, withCondition } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { evictedByTaint } from './evicted-by-taint.ts'

testCause(evictedByTaint, {
  saysItFor: [],
  staysSilentFor: {
    'h04-taint': 'The taint keeps the pod from being placed; it never ran there.',
    'drained-held-by-finalizer': 'A drain cordons the node too, but evicts through the API.',
  },
})

const says = 'Taint manager: deleting due to NoExecute taint'

test('goes by the condition, and names the taint of the node', async () => {
  const { verdict } = await alteredDiagnosis('k02-ignores-sigterm', [
    withCondition('DisruptionTarget', 'True', 'DeletionByTaintManager', says),
    ['"spec":{}', '"spec":{"taints":[{"key":"maintenance","effect":"NoExecute"}]}'],
  ])
  expect(verdict).toMatchObject({
    cause: 'evicted-by-taint',
    certainty: 'certain',
    container: null,
    facts: { says, taints: ['maintenance:NoExecute'] },
  })
})

test('is only likely by the event, which has no UID, and silent once it is cancelled', async () => {
  const event = (message: string) =>
    [
      ['"reason":"Killing"', '"reason":"TaintManagerEviction"'],
      ['Stopping container app', message],
    ] as const
  const marked = await alteredDiagnosis(
    'k02-ignores-sigterm',
    event('Marking for deletion Pod k02-ignores-sigterm/app'),
  )
  expect(marked.verdict).toMatchObject({ cause: 'evicted-by-taint', certainty: 'likely' })
  const cancelled = await altered(
    'k02-ignores-sigterm',
    event('Cancelling deletion of Pod k02-ignores-sigterm/app'),
  )
  expect([...evictedByTaint.match(cancelled)]).toEqual([])
})

test('asks nobody to tolerate a node that is lost', async () => {
  const { verdict } = await alteredDiagnosis('k02-ignores-sigterm', [
    withCondition('DisruptionTarget', 'True', 'DeletionByTaintManager', says),
    ['"spec":{}', '"spec":{"taints":[{"key":"node.kubernetes.io/not-ready","effect":"NoExecute"}]}'],
  ])
  expect(verdict?.next[0]).toMatchObject({ advice: expect.stringMatching(/^Look at the node/) })
})
