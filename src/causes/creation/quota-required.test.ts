import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { quotaRequired } from './quota-required.ts'

testCause(quotaRequired, {
  saysItFor: [],
  staysSilentFor: {
    'l01-quota': 'There is a quota, and it is used up.',
    'quota-wants-limits': 'There is a quota, and the pod lacks an amount.',
  },
})

test.each([
  [
    'insufficient quota to match these scopes: [{PriorityClass In [high platinum]}]',
    { scope: 'PriorityClass', operator: 'In', values: ['high', 'platinum'], resources: [] },
    'pods of priority class `high` or `platinum` are allowed only where a quota grants it',
  ],
  [
    'insufficient quota to match these scopes: [{PriorityClass Exists []}]',
    { scope: 'PriorityClass', operator: 'Exists', values: [] },
    'pods with its priority class are allowed only where a quota grants it',
  ],
  [
    'insufficient quota to match these scopes: [{CrossNamespacePodAffinity Exists []}]',
    { scope: 'CrossNamespacePodAffinity' },
    'pods of scope `CrossNamespacePodAffinity` are allowed',
  ],
  [
    'insufficient quota to consume: requests.nvidia.com/gpu',
    { scope: '', resources: ['requests.nvidia.com/gpu'] },
    'its use of `requests.nvidia.com/gpu` is allowed only where a quota grants it',
  ],
])('recognises %s', async (words, facts, what) => {
  const { verdict, findings } = await rewordedDiagnosis('l01-quota', [/exceeded quota: .*/, words])
  expect(verdict).toMatchObject({ cause: 'quota-required', certainty: 'certain', facts })
  expect(verdict?.what).toContain(what)
  expect(findings).toEqual([])
})
