import { expect, test } from 'vitest'
import { rewordedReadings } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { schedulerUnknown } from './scheduler-unknown.ts'

testCause(schedulerUnknown, {
  saysItFor: ['h14-unknown-scheduler'],
  staysSilentFor: {
    'h12-scheduling-gate': 'A gate holds the pod back, so that its scheduler does not look at it.',
    'h03-nodeselector': 'The scheduler has answered.',
  },
})

test('it is an inference, and names the scheduler', async () => {
  const [match] = await matchesIn(schedulerUnknown, 'h14-unknown-scheduler')
  expect(match).toMatchObject({ certainty: 'likely', facts: { scheduler: 'volcano' } })
})

test('says nothing of a pod that was made a second ago, nor of one that its scheduler has tried', async () => {
  const [pod] = await rewordedReadings('h14-unknown-scheduler')
  const young = { ...pod!, takenAtIs: 'exact' as const, takenAt: (pod!.createdAt ?? 0) + 1000 }
  expect([...schedulerUnknown.match(young)]).toEqual([])
  const [tried] = await rewordedReadings('h03-nodeselector', ['default-scheduler', 'volcano'])
  expect(tried?.schedulerName.value).toBe('volcano')
  expect([...schedulerUnknown.match(tried!)]).toEqual([])
})
