import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { quotaExceeded } from './quota-exceeded.ts'

testCause(quotaExceeded, {
  saysItFor: ['l01-quota'],
  staysSilentFor: {
    'quota-wants-limits': 'The quota counts an amount that the pod does not name.',
    'limit-range-max-cpu': 'The amount of one pod is at fault, not the sum of all.',
  },
})

test('names the quota and its numbers once, however often creation failed', async () => {
  expect(await matchesIn(quotaExceeded, 'l01-quota')).toMatchObject([
    {
      certainty: 'certain',
      facts: { quota: 'team-quota', requested: 'pods=1', used: 'pods=0', limited: 'pods=0', stated: true },
    },
  ])
})

test('is only likely where an event alone says it, as for a StatefulSet', async () => {
  const [snapshot] = await rewordedSnapshots('l01-quota', [
    /^Error creating: (?=pods)/,
    'create Pod app-0 in StatefulSet app failed error: ',
  ])
  const { verdict } = diagnose(readPod({ ...snapshot!, owners: [] }))
  expect(verdict).toMatchObject({
    cause: 'quota-exceeded',
    certainty: 'likely',
    facts: { quota: 'team-quota' },
  })
  expect(verdict?.why).toContain('We infer this')
})

test('is silent once a pod was made after the refusal', async () => {
  const [snapshot] = await rewordedSnapshots('l01-quota')
  const refusal = snapshot!.ownerEvents.find(({ reason }) => reason === 'FailedCreate')
  const success = {
    ...refusal!,
    reason: 'SuccessfulCreate',
    message: 'Created pod: app-7ddb8f9789-abcde',
    lastTimestamp: '2026-11-24T02:30:00Z',
  }
  const pod = readPod({ ...snapshot!, owners: [], ownerEvents: [...snapshot!.ownerEvents, success] })
  expect([...quotaExceeded.match(pod)]).toEqual([])
})

test('speaks of the Job that a CronJob was refused', async () => {
  const [snapshot] = await rewordedSnapshots('l01-quota', [
    /^Error creating: (?=pods)/,
    'Error creating job: ',
  ])
  const [refusal] = snapshot!.ownerEvents.filter(({ reason }) => reason === 'FailedCreate')
  const involvedObject = { ...refusal!.involvedObject, kind: 'CronJob', name: 'nightly' }
  const pod = readPod({ ...snapshot!, owners: [], ownerEvents: [{ ...refusal!, involvedObject }] })
  expect(diagnose(pod).verdict?.what).toMatch(/^No Job is made for `CronJob\/nightly`/)
})
