import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { livenessErrored } from './liveness-errored.ts'

testCause(livenessErrored, {
  saysItFor: [],
  staysSilentFor: {
    'liveness-not-killed-yet': 'The probe fails, which counts.',
    'readiness-command-missing': 'Another probe errors, and the pod is not ready for it.',
  },
})

test.each([
  [
    'Liveness probe errored: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    'probe',
    '',
  ],
  [
    'Liveness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: OCI runtime exec failed: exec failed: unable to start container process: exec: \\"curl\\": executable file not found in $PATH: unknown',
    '',
    'curl',
  ],
])('knows %s', async (words, late, missing) => {
  const { verdict, findings } = await alteredDiagnosis('liveness-not-killed-yet', [
    [/Liveness probe failed: [^"]*(?:\\"[^"]*)*/g, words],
  ])
  const found = [verdict, ...findings].find((finding) => finding?.cause === 'liveness-errored')
  expect(found).toMatchObject({ certainty: 'certain', facts: { late, missing } })
})

test('says nothing of a probe that errored once or twice', async () => {
  const { verdict, findings } = await alteredDiagnosis('liveness-not-killed-yet', [
    [
      /Liveness probe failed: [^"]*(?:\\"[^"]*)*/g,
      'Liveness probe errored: rpc error: code = Unknown desc = busy',
    ],
    [/"count":\d+/g, '"count":1'],
  ])
  expect([verdict, ...findings].map((finding) => finding?.cause)).not.toContain('liveness-errored')
})
