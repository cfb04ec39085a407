import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { noNodes } from './no-nodes.ts'

testCause(noNodes, {
  saysItFor: ['no-nodes-1-30'],
  staysSilentFor: {
    'cordoned-node': 'There are nodes; none may be used.',
    'h03-nodeselector': 'There are nodes; none has the labels.',
  },
})

test('recognises the words', async () => {
  const { verdict } = await rewordedDiagnosis('h03-nodeselector', [
    /0\/3 nodes are available.*/,
    'no nodes available to schedule pods',
  ])
  expect(verdict).toMatchObject({ cause: 'no-nodes', certainty: 'certain' })
})
