import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { readingsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { startupKill } from './startup-kill.ts'

testCause(startupKill, {
  saysItFor: ['f04-startup-fails'],
  staysSilentFor: {
    'f01-liveness-exec': 'The liveness probe had it killed.',
    'startup-probe-under-way': 'The probe still has time.',
    'e03-segfault-139': 'The program ended by itself.',
  },
})

test('names what the probe asks, and leads over its symptoms', async () => {
  const [pod] = await readingsOf('f04-startup-fails')
  const { verdict, findings } = diagnose(pod!)
  expect(verdict).toMatchObject({
    cause: 'startup-kill',
    certainty: 'certain',
    container: 'app',
    facts: { asks: 'TCP :8080' },
  })
  expect(findings).toEqual([])
})

test('knows the text without its suffix', async () => {
  const pod = await altered('f04-startup-fails', [
    ['Container app failed startup probe, will be restarted', 'Container app failed startup probe'],
  ])
  expect([...startupKill.match(pod)]).toHaveLength(1)
})

test('tells it by events alone where the status of the back-off holds no end of a run', async () => {
  const { verdict } = await alteredDiagnosis('f04-startup-fails', [
    [/"lastState":\{"terminated":\{[^}]*\}\}/, '"lastState":{}'],
    [/"state":\{"(?:running|waiting)":\{[^}]*\}\}/, '"state":{"waiting":{"reason":"CrashLoopBackOff"}}'],
  ])
  expect(verdict).toMatchObject({ cause: 'startup-kill', certainty: 'likely', container: 'app' })
})

test('takes what the probe asks from its error where the pod does not show the probe', async () => {
  const { verdict } = await alteredDiagnosis('f04-startup-fails', [
    [/"startupProbe":\{(?:[^{}]|\{[^}]*\})*\},?/g, ''],
    [
      /Startup probe failed: dial tcp [^"]*/g,
      'Startup probe failed: Get \\"http://10.7.5.70:25080/healthz\\": dial tcp 10.7.5.70:25080: connect: connection refused',
    ],
  ])
  expect(verdict).toMatchObject({
    cause: 'startup-kill',
    facts: { asks: 'GET :25080/healthz', port: '25080' },
  })
})

test('infers the kill from failures up to the end of the run, where its own event was dropped', async () => {
  const dropped = [
    /Container app failed startup probe, will be restarted/,
    'Stopping container other',
  ] as const
  const many = [/("reason":"Unhealthy"[^}]*?"count":)\d+/g, '$188'] as const
  const { verdict, findings } = await alteredDiagnosis('f04-startup-fails', [dropped, many])
  const kill = [verdict, ...findings].find((finding) => finding?.cause === 'startup-kill')
  if (kill !== undefined) expect(kill?.certainty).toBe('likely')
})
