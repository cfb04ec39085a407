import { expect, test } from 'vitest'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { serviceAccountMissing } from './service-account-missing.ts'

testCause(serviceAccountMissing, {
  saysItFor: ['c09-serviceaccount-missing'],
  staysSilentFor: ['l01-quota', 'l03-podsecurity', 'a05-healthy-deploy'],
})

test('names the account', async () => {
  expect(await matchesIn(serviceAccountMissing, 'c09-serviceaccount-missing')).toMatchObject([
    { certainty: 'certain', facts: { account: 'payments-sa' } },
  ])
})
