import { expect, test } from 'vitest'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { hostPortTaken } from './host-port-taken.ts'

testCause(hostPortTaken, {
  saysItFor: ['h07-hostport'],
  staysSilentFor: {
    'node-ports-rejected': 'A node was chosen without the scheduler, and it refused the pod.',
  },
})

test('names the port, of the one pod of the two that waits', async () => {
  const matches = await matchesIn(hostPortTaken, 'h07-hostport')
  expect(matches).toHaveLength(1)
  expect(matches[0]).toMatchObject({ certainty: 'certain', container: null, facts: { hostPorts: ['38080'] } })
})
