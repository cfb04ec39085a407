import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { notReady } from './not-ready.ts'

testCause(notReady, {
  saysItFor: [],
  staysSilentFor: {
    'f05-readiness-404': 'An event says why.',
    'not-ready-before-first-probe': 'The probe has not been asked for the first time yet.',
  },
})

test('names the probe where the events of an unready container are gone', async () => {
  const known = { takenAt: '2026-11-24T03:57:20Z', takenAtIs: 'exact', events: [] } as const
  const diagnosis = await alteredDiagnosis('f05-readiness-404', [], known)
  expect(diagnosis.verdict).toMatchObject({
    cause: 'not-ready',
    certainty: 'likely',
    container: 'app',
    facts: { asks: 'GET :8080/ready', kind: 'readiness', ranSeconds: 7200 },
  })
})

test('gives a probe the time that it needs', async () => {
  const known = { takenAt: '2026-11-24T01:57:21Z', takenAtIs: 'exact', events: [] } as const
  const pod = await altered('f05-readiness-404', [], known)
  expect([...notReady.match(pod)]).toEqual([])
  const delayed = await altered(
    'f05-readiness-404',
    [['"periodSeconds":1', '"periodSeconds":1,"initialDelaySeconds":600']],
    {
      ...known,
      takenAt: '2026-11-24T02:02:20Z',
    },
  )
  expect([...notReady.match(delayed)]).toEqual([])
})

test('calls such a pod neither healthy nor sick where there is no probe', async () => {
  const known = { takenAt: '2026-11-24T03:57:20Z', takenAtIs: 'exact', events: [] } as const
  const diagnosis = await alteredDiagnosis(
    'f05-readiness-404',
    [[/"readinessProbe":\{.*?"failureThreshold":3\}/, '"readinessGates":null']],
    known,
  )
  expect(diagnosis.verdict).toBeNull()
  expect(diagnosis.outcome).toBe('unknown')
})
