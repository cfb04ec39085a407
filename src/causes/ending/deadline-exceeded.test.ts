import { expect, test } from 'vitest'
import { altered } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { deadlineExceeded } from './deadline-exceeded.ts'

testCause(deadlineExceeded, {
  saysItFor: ['j05-deadline-exceeded'],
  staysSilentFor: {
    'job-deadline-no-pods': 'The deadline was that of the Job, which also takes its pods away.',
    'j01-evicted-emptydir': 'The pod failed as a whole as well, by eviction.',
  },
})

test('names the seconds', async () => {
  const [match] = await matchesIn(deadlineExceeded, 'j05-deadline-exceeded')
  expect(match).toMatchObject({
    certainty: 'certain',
    container: null,
    facts: { seconds: 5, countedFrom: '2026-11-24T01:57:54Z' },
  })
})

test('is only likely while phase and reason are held back', async () => {
  const pod = await altered('j05-deadline-exceeded', [
    ['"phase":"Failed"', '"phase":"Running"'],
    ['"reason":"DeadlineExceeded"', '"reason":""'],
  ])
  expect([...deadlineExceeded.match(pod)]).toMatchObject([{ certainty: 'likely' }])
})
