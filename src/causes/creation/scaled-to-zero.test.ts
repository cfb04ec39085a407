import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { snapshotsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { scaledToZero } from './scaled-to-zero.ts'

testCause(scaledToZero, {
  saysItFor: [],
  staysSilentFor: {
    'l01-quota': 'Pods are wanted, and none can be created.',
    'job-deadline-no-pods': 'The Job has no pods any more, because it failed.',
  },
})

test('a workload that asks for no pods has not failed', async () => {
  const [snapshot] = await snapshotsOf('a05-healthy-deploy')
  const owners = snapshot!.owners.map((owner) => ({ ...owner, spec: { replicas: 0 } }))
  const { verdict } = diagnose(readPod({ ...snapshot!, pod: null, owners, ownerEvents: [] }))
  expect(verdict).toMatchObject({ cause: 'scaled-to-zero', certainty: 'certain', container: null })
})
