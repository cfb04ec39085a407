import { expect, test } from 'vitest'
import { altered } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { livenessKill } from './liveness-kill.ts'

testCause(livenessKill, {
  saysItFor: ['f01-liveness-exec', 'f03-liveness-wrong-port'],
  staysSilentFor: {
    'f04-startup-fails': 'The startup probe had it killed.',
    'liveness-not-killed-yet': 'The probe fails, and the kill is still to come.',
    'e02-oomkilled': 'Killed, but not by the kubelet.',
  },
})

test('names what the probe asks and what it got', async () => {
  const [match] = await matchesIn(livenessKill, 'f03-liveness-wrong-port')
  expect(match).toMatchObject({
    certainty: 'certain',
    container: 'app',
    facts: {
      asks: 'GET :9090/',
      answer: 'Get "http://10.88.0.84:9090/": dial tcp 10.88.0.84:9090: connect: connection refused',
      exitCode: 137,
      restarts: 2,
      isInferred: false,
    },
  })
  expect(match?.evidence.map(({ path }) => path.split('/')[0])).toContain('events')
})

test('claims nothing without an event', async () => {
  const pod = await altered('f03-liveness-wrong-port', [], {
    takenAt: '2026-11-24T01:57:25Z',
    takenAtIs: 'exact',
    events: [],
  })
  expect([...livenessKill.match(pod)]).toEqual([])
})

test('is silent once the container has run for ten minutes', async () => {
  const known = { takenAt: '2026-11-24T02:07:22Z', takenAtIs: 'exact' } as const
  const pod = await altered('f03-liveness-wrong-port', [], known)
  expect([...livenessKill.match(pod)]).toEqual([])
})

test('does not blame the probe for an exit long after its last kill', async () => {
  const pod = await altered('f03-liveness-wrong-port', [
    ['"exitCode":137', '"exitCode":1'],
    [/"startedAt":"2026-11-24T01:57:16Z"/, '"startedAt":"2026-11-24T01:57:19Z"'],
    ['"startedAt":"2026-11-24T01:57:21Z"', '"startedAt":"2026-11-24T01:57:22Z"'],
  ])
  expect([...livenessKill.match(pod)]).toEqual([])
  expect(diagnose(pod).verdict?.cause).toBe('app-exit')
})

test('infers it for a later run whose events a recorder dropped', async () => {
  // The Started events of the last run are missing, and each earlier run that is known was killed.
  const pod = await altered(
    'f03-liveness-wrong-port',
    [
      ['"startedAt":"2026-11-24T01:57:16Z"', '"startedAt":"2026-11-24T01:59:16Z"'],
      ['"finishedAt":"2026-11-24T01:57:21Z"', '"finishedAt":"2026-11-24T01:59:21Z"'],
      ['"startedAt":"2026-11-24T01:57:21Z"', '"startedAt":"2026-11-24T01:59:21Z"'],
    ],
    { takenAt: '2026-11-24T01:59:25Z', takenAtIs: 'exact' },
  )
  expect([...livenessKill.match(pod)]).toMatchObject([{ certainty: 'likely', facts: { isInferred: true } }])
  expect(diagnose(pod).verdict?.what).toContain('seems to be killed')
})

test('infers it where restartPolicy Never ended the whole pod', async () => {
  const pod = await altered('f03-liveness-wrong-port', [
    ['"restartPolicy":"Always"', '"restartPolicy":"Never"'],
    ['"phase":"Running"', '"phase":"Failed"'],
    [/"state":\{"running":\{[^}]*\}\}/, '"state":{}'],
    ['Container app failed liveness probe, will be restarted', 'Stopping container app'],
  ])
  expect([...livenessKill.match(pod)]).toMatchObject([
    { certainty: 'likely', facts: { isInferred: true, isRestarted: false } },
  ])
})
