import { expect, test } from 'vitest'
import { altered } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { sigtermIgnored } from './sigterm-ignored.ts'

testCause(sigtermIgnored, {
  saysItFor: ['k02-ignores-sigterm'],
  staysSilentFor: {
    'a03-loap-terminating': 'It was asked a moment ago.',
    'pre-stop-hangs': 'The hook has not returned, so that the program was not asked yet.',
  },
})

const at = (takenAt: string) => ({ takenAt, takenAtIs: 'exact' }) as const

test('is likely in a long grace period, and silent about its first seconds', async () => {
  const late = await altered('k02-ignores-sigterm', [], at('2026-11-24T01:58:12Z'))
  expect([...sigtermIgnored.match(late)]).toMatchObject([
    {
      certainty: 'likely',
      container: 'app',
      facts: { elapsedSeconds: 11, graceSeconds: 600, isOverdue: false },
    },
  ])
  const early = await altered('k02-ignores-sigterm', [], at('2026-11-24T01:58:05Z'))
  expect([...sigtermIgnored.match(early)]).toEqual([])
})

test('is certain past the deadline, as long as the node reports', async () => {
  const pod = await altered('k02-ignores-sigterm', [], at('2026-11-24T02:08:31Z'))
  expect([...sigtermIgnored.match(pod)]).toMatchObject([{ certainty: 'certain', facts: { isOverdue: true } }])
  const unread = await altered('k02-ignores-sigterm', [], { ...at('2026-11-24T02:08:31Z'), node: null })
  expect([...sigtermIgnored.match(unread)]).toMatchObject([{ certainty: 'likely' }])
})

test('leaves a container with a preStop hook to that', async () => {
  const hook = [
    '"terminationMessagePath"',
    '"lifecycle":{"preStop":{"sleep":{"seconds":590}}},"terminationMessagePath"',
  ] as const
  expect([...sigtermIgnored.match(await altered('k02-ignores-sigterm', [hook]))]).toEqual([])
})
