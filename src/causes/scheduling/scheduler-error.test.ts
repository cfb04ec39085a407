import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { schedulerError } from './scheduler-error.ts'

testCause(schedulerError, {
  saysItFor: [],
  staysSilentFor: {
    'h03-nodeselector': 'The scheduler works, and finds no node.',
    'h14-unknown-scheduler': 'No scheduler says anything.',
  },
})

test('is not taken for a pod that fits nowhere', async () => {
  const { verdict, findings } = await rewordedDiagnosis(
    'h03-nodeselector',
    [/^Unschedulable$/, 'SchedulerError'],
    [
      /0\/3 nodes are available.*/,
      'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded',
    ],
  )
  expect(verdict).toMatchObject({ cause: 'scheduler-error', certainty: 'certain' })
  expect(findings).toEqual([])
})
