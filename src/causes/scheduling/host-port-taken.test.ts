import { expect, test } from 'vitest'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { hostPortTaken } from './host-port-taken.ts'

testCause(hostPortTaken, {
  saysItFor: ['h07-hostport'],
  staysSilentFor: ['h01-insufficient-cpu', 'h03-nodeselector', 'h04-taint', 'a05-healthy-deploy'],
})

test('names the port, of the one pod of the two that waits', async () => {
  const matches = await matchesIn(hostPortTaken, 'h07-hostport')
  expect(matches).toHaveLength(1)
  expect(matches[0]).toMatchObject({ certainty: 'certain', container: null, facts: { hostPorts: ['38080'] } })
})
