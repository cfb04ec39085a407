import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { workloadSuspended } from './workload-suspended.ts'

testCause(workloadSuspended, {
  saysItFor: [],
  staysSilentFor: {
    'a06-job-completed': 'The Job has ended; nobody suspended it.',
    'job-deadline-no-pods': 'The Job has no pods any more, because it failed.',
  },
})

test('recognises the condition of the job controller', async () => {
  const [snapshot] = await rewordedSnapshots(
    'e16-job-failed',
    [/^FailureTarget$/, 'Suspended'],
    [/^Failed$/, 'Suspended'],
    [/^BackoffLimitExceeded$/, 'JobSuspended'],
  )
  const { verdict } = diagnose(readPod({ ...snapshot!, pod: null, ownerEvents: [] }))
  expect(verdict).toMatchObject({ cause: 'workload-suspended', certainty: 'certain', facts: { job: 'app' } })
})
