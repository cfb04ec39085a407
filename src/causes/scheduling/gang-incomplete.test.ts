import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { gangIncomplete } from './gang-incomplete.ts'

testCause(gangIncomplete, {
  saysItFor: [],
  staysSilentFor: {
    'h03-nodeselector': 'The scheduler places each pod by itself.',
    'h12-scheduling-gate': 'A gate holds the pod back, not its group.',
  },
})

test.each([
  [
    '2/4 tasks in gang unschedulable: pod group is not ready, 4 Pending, 4 minAvailable; Pending: 2 Unschedulable, 2 Schedulable',
    { least: '4' },
  ],
  [
    '0/3 nodes are available: pre-filter pod ml/worker-0 cannot find enough sibling pods, current pods number: 1, minMember of group: 2.',
    {},
  ],
  [
    'PodGroup ml/train gets rejected due to Pod worker-1 is unschedulable even after PostFilter',
    { group: 'ml/train' },
  ],
  ['Gang "ml/train" gets rejected due to pod is unschedulable', { group: 'ml/train' }],
])('knows the schedulers of groups: %s', async (says, facts) => {
  const { verdict } = await rewordedDiagnosis('h03-nodeselector', [/0\/3 nodes are available.*/, says])
  expect(verdict).toMatchObject({ cause: 'gang-incomplete', certainty: 'certain', facts })
})
