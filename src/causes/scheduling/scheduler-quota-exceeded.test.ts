import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { schedulerQuotaExceeded } from './scheduler-quota-exceeded.ts'

testCause(schedulerQuotaExceeded, {
  saysItFor: [],
  staysSilentFor: {
    'h01-insufficient-cpu': 'The nodes lack the room, not a quota.',
    'l01-quota': 'The quota of the namespace refuses the pod before it exists.',
  },
})

test.each([
  [
    "0/3 nodes are available: Insufficient quotas, quotaName: team-a, runtime: cpu:8, used: cpu:7, pod's request: cpu:2, exceedDimensions: [cpu].",
    { quota: 'team-a', resources: ['cpu'] },
  ],
  [
    'Pod shop/app is rejected in PreFilter because ElasticQuota quota-b is more than Max',
    { quota: 'quota-b', resources: [] },
  ],
])('knows the schedulers with quotas: %s', async (says, facts) => {
  const { verdict } = await rewordedDiagnosis('h03-nodeselector', [/0\/3 nodes are available.*/, says])
  expect(verdict).toMatchObject({ cause: 'scheduler-quota-exceeded', certainty: 'certain', facts })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining('Raise the quota') })
})
