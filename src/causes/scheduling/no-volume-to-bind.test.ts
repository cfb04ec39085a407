import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { noVolumeToBind } from './no-volume-to-bind.ts'

testCause(noVolumeToBind, {
  saysItFor: ['no-volume-to-bind', 'no-volume-to-bind-1-30'],
  staysSilentFor: {
    'h09-pvc-no-storageclass': 'The claim is bound without looking at nodes.',
    'volume-on-another-node': 'The claim has its volume, on another node.',
  },
})

test.each([
  ["1 node(s) didn't find available persistent volumes to bind", false],
  ['1 node(s) did not have enough free storage', true],
])('recognises %s', async (words, spaceShort) => {
  const { verdict } = await rewordedDiagnosis('h09-pvc-no-storageclass', [
    'pod has unbound immediate PersistentVolumeClaims',
    `${words}, 2 node(s) had untolerated taint(s)`,
  ])
  expect(verdict).toMatchObject({ cause: 'no-volume-to-bind', facts: { claims: ['data'], spaceShort } })
})
