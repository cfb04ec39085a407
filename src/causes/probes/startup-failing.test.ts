import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { startupFailing } from './startup-failing.ts'

testCause(startupFailing, {
  saysItFor: [],
  staysSilentFor: {
    'startup-probe-under-way': 'The probe has not failed yet.',
    'f05-readiness-404': 'The container has started; its readiness fails.',
  },
})

test('waits for a first run whose startup probe still fails', async () => {
  const diagnosis = await alteredDiagnosis('f04-startup-fails', [
    ['"restartCount":2', '"restartCount":0'],
    [/"lastState":\{"terminated":\{[^}]*\}\}/, '"lastState":{}'],
    [/Container app failed startup probe, will be restarted/, 'Stopping container other'],
  ])
  expect(diagnosis.verdict).toMatchObject({
    cause: 'startup-failing',
    certainty: 'certain',
    facts: { asks: 'TCP :8080', allowedSeconds: 3 },
  })
  expect(diagnosis.outcome).toBe('waiting')
})

test('is silent while a start has most of its time left', async () => {
  const pod = await altered('f04-startup-fails', [['"failureThreshold":3', '"failureThreshold":30']])
  expect([...startupFailing.match(pod)]).toEqual([])
})

test('says how many tries are used of how many, and when the container would be killed', async () => {
  const { verdict } = await alteredDiagnosis('f04-startup-fails', [
    ['"restartCount":2', '"restartCount":0'],
    [/"lastState":\{"terminated":\{[^}]*\}\}/, '"lastState":{}'],
    [/Container app failed startup probe, will be restarted/, 'Stopping container other'],
    ['"failureThreshold":3', '"failureThreshold":12'],
  ])
  expect(verdict).toMatchObject({
    cause: 'startup-failing',
    facts: { failureThreshold: 12, killAt: expect.any(String) },
  })
  expect(verdict?.why).toMatch(
    /At least \d+ of 12 tries are used up; unless one succeeds, it is killed at about \d\d:\d\d:\d\d UTC\./,
  )
})
