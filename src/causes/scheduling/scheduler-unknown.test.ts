import { expect, test } from 'vitest'
import { rewordedReadings, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { readPod } from '../../pod/reading.ts'
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

test('says nothing of a scheduler that has written an event', async () => {
  const [snapshot] = await rewordedSnapshots('h14-unknown-scheduler', ['volcano', 'yunikorn'])
  const involvedObject = { kind: 'Pod', name: readPod(snapshot!).name, uid: readPod(snapshot!).uid }
  const queued = {
    metadata: { name: 'queued' },
    involvedObject,
    type: 'Normal',
    reason: 'Scheduling',
    message: 'shop/app is queued and waiting for allocation',
    source: { component: 'yunikorn' },
  }
  const silent = readPod(snapshot!)
  const told = readPod({ ...snapshot!, events: [queued] } as typeof snapshot & object)
  expect([...schedulerUnknown.match(silent)]).toHaveLength(1)
  expect([...schedulerUnknown.match(told)]).toEqual([])
})
