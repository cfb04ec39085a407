import { expect, test } from 'vitest'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { readingsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { serviceAccountMissing } from './service-account-missing.ts'

testCause(serviceAccountMissing, {
  saysItFor: ['c09-serviceaccount-missing'],
  staysSilentFor: {
    'priority-class-missing': 'Another object that the pod names is missing.',
    'l01-quota': 'The service account is there, and the quota is used up.',
  },
})

test('names the account', async () => {
  expect(await matchesIn(serviceAccountMissing, 'c09-serviceaccount-missing')).toMatchObject([
    { certainty: 'certain', facts: { account: 'payments-sa' } },
  ])
})

test('says when that was, where the account may have been made since', async () => {
  const [recorded] = await readingsOf('c09-serviceaccount-missing')
  const last = recorded?.ownerEvents.findLast(({ reason }) => reason === 'FailedCreate')?.lastAt ?? 0
  const whyAfter = async (seconds: number): Promise<string | undefined> => {
    const [pod] = await readingsOf('c09-serviceaccount-missing', last + seconds * 1000)
    return pod && diagnose(pod).verdict?.why
  }
  const time = new Date(last).toISOString().slice(11, 19)
  expect(await whyAfter(240)).toContain(
    `It was refused last at ${time} UTC; what has changed since then shows with the next try.`,
  )
  expect(await whyAfter(30)).not.toContain('refused last')
})
