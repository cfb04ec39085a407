import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { nodeShutdown } from './node-shutdown.ts'

testCause(nodeShutdown, {
  saysItFor: [],
  staysSilentFor: {
    'node-lost': 'The node went without a word: nothing says that it was shut down.',
    'evicted-by-memory-pressure': 'The kubelet ended the pod, for lack of memory.',
  },
})

test.each([
  ['Terminated', 'Pod was terminated in response to imminent node shutdown.'],
  ['Shutdown', 'Node is shutting, evicting pods'],
])('knows %s', async (reason, message) => {
  const { verdict, findings } = await alteredDiagnosis('j05-deadline-exceeded', [
    ['"reason":"DeadlineExceeded"', `"reason":"${reason}"`],
    ['Pod was active on the node longer than the specified deadline', message],
  ])
  expect(verdict).toMatchObject({
    cause: 'node-shutdown',
    certainty: 'certain',
    container: null,
    facts: { says: message },
  })
  expect(findings.map(({ stage }) => stage)).not.toContain('crash')
})

test('does not take another writer of that reason for a shutdown', async () => {
  const pod = await altered('j05-deadline-exceeded', [
    ['"reason":"DeadlineExceeded"', '"reason":"Terminated"'],
  ])
  expect([...nodeShutdown.match(pod)]).toEqual([])
})
