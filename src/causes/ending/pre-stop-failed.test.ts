import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { preStopFailed } from './pre-stop-failed.ts'

testCause(preStopFailed, {
  saysItFor: [],
  staysSilentFor: {
    'k02-ignores-sigterm': 'It has no hook; the program itself does not end.',
    'k01-finalizer': 'It has ended, and a finalizer keeps it.',
  },
})

const failed = (message: string) =>
  [
    ['"reason":"Killing"', '"reason":"FailedPreStopHook"'],
    ['Stopping container app', message],
  ] as const

test.each([
  ['PreStopHook failed', ''],
  [
    `Exec lifecycle hook ([sh -c drain --token=s3cret]) for Container 'app' in Pod 'app_x' failed - error: command 'sh -c drain --token=s3cret' exited with 126: , message: 'no'`,
    'exited with 126',
  ],
  [
    `Http lifecycle hook (/stop) for Container 'app' in Pod 'app_x' failed - error: Get http://10.0.0.7:80/stop: dial tcp 10.0.0.7:80: connect: connection refused, message: ''`,
    'connection refused',
  ],
])('tells how it ended, and not its command: %s', async (message, says) => {
  const { verdict, outcome } = await alteredDiagnosis('k02-ignores-sigterm', failed(message))
  expect(verdict).toMatchObject({
    cause: 'pre-stop-failed',
    certainty: 'certain',
    container: 'app',
    facts: { says },
  })
  expect(`${verdict?.what} ${verdict?.why}`).not.toContain('s3cret')
  expect(outcome).toBe('terminating')
})

test('is silent about a pod that nobody deleted', async () => {
  const pod = await altered('f03-liveness-wrong-port', [
    ['"reason":"Killing"', '"reason":"FailedPreStopHook"'],
  ])
  expect([...preStopFailed.match(pod)]).toEqual([])
})
