import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { evictedOverLimit } from './evicted-over-limit.ts'

testCause(evictedOverLimit, {
  saysItFor: ['j01-evicted-emptydir'],
  staysSilentFor: {
    'evicted-by-memory-pressure': 'The node was short of memory; no limit of the pod was exceeded.',
    'e02-oomkilled': 'Over its memory limit a container is killed, and its pod is not evicted.',
  },
})

test('names volume and limit, and blames no node', async () => {
  const [match] = await matchesIn(evictedOverLimit, 'j01-evicted-emptydir')
  expect(match).toMatchObject({
    certainty: 'certain',
    container: null,
    facts: { volume: 's', limit: '10Mi' },
  })
})

test.each([
  [
    'Container app exceeded its local ephemeral storage limit \\"1Gi\\". ',
    { ofContainer: 'app', limit: '1Gi' },
    'app',
  ],
  [
    'Pod ephemeral local storage usage exceeds the total limit of containers 5Mi. ',
    { limit: '5Mi', ofContainer: '' },
    null,
  ],
])('knows %s', async (text, facts, container) => {
  const { verdict } = await alteredDiagnosis('j01-evicted-emptydir', [
    [/Usage of EmptyDir volume \\"s\\" exceeds the limit \\"10Mi\\"\. /g, text],
  ])
  expect(verdict).toMatchObject({ cause: 'evicted-over-limit', container, facts })
})

test('is only likely while phase and reason are held back', async () => {
  const { verdict } = await alteredDiagnosis('j01-evicted-emptydir', [
    ['"phase":"Failed"', '"phase":"Running"'],
    ['"reason":"Evicted"', '"reason":""'],
    [/"message":"Usage of[^"]*\\"s\\"[^"]*\\"10Mi\\"\. ",/, ''],
  ])
  expect(verdict).toMatchObject({
    cause: 'evicted-over-limit',
    certainty: 'likely',
    facts: { isOver: false },
  })
})
