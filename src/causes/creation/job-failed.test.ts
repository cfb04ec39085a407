import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { snapshotsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { jobFailed } from './job-failed.ts'

testCause(jobFailed, {
  saysItFor: ['job-deadline-no-pods'],
  staysSilentFor: {
    'e16-job-failed': 'The Job has failed, and its pods are still there to say why.',
    'l01-quota': 'No pod could be created at all.',
  },
})

test('is the verdict once the pods of the failed Job are gone', async () => {
  const [snapshot] = await snapshotsOf('e16-job-failed')
  const { verdict } = diagnose(readPod({ ...snapshot!, pod: null }))
  expect(verdict).toMatchObject({
    cause: 'job-failed',
    certainty: 'certain',
    facts: { job: 'app', reason: 'BackoffLimitExceeded' },
  })
})
