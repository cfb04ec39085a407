import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { probeErrored } from './probe-errored.ts'

testCause(probeErrored, {
  saysItFor: ['readiness-command-missing'],
  staysSilentFor: {
    'f05-readiness-404': 'The probe is answered, with an error.',
    'f01-liveness-exec': 'The command of the probe can be run, and fails.',
  },
})

test.each([
  [
    'up to 1.32',
    'Readiness probe errored: rpc error: code = Unknown desc = failed to exec in container: no such file',
  ],
  [
    'from 1.33',
    'Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: no such file',
  ],
])('knows the text %s', async (_version, text) => {
  const { verdict } = await alteredDiagnosis('f05-readiness-404', [
    ['Readiness probe failed: HTTP probe failed with statuscode: 404', text],
  ])
  expect(verdict).toMatchObject({
    cause: 'probe-errored',
    certainty: 'certain',
    container: 'app',
    facts: {
      kind: 'readiness',
      answer: 'failed to exec in container: no such file',
    },
  })
})

test('names the program that is not in the container', async () => {
  const { verdict } = await alteredDiagnosis('f05-readiness-404', [
    [
      'Readiness probe failed: HTTP probe failed with statuscode: 404',
      'Readiness probe errored: rpc error: code = Unknown desc = command error: executable file `grpc_health_probe` not found in $PATH: No such file or directory',
    ],
  ])
  expect(verdict).toMatchObject({ cause: 'probe-errored', facts: { missing: 'grpc_health_probe' } })
  expect(verdict?.what).toContain('`grpc_health_probe` is not found')
})

test('says that a whole command line stands in one item', async () => {
  // runc 1.1 under containerd 1.7.
  const { verdict } = await alteredDiagnosis('f05-readiness-404', [
    [
      'Readiness probe failed: HTTP probe failed with statuscode: 404',
      'Readiness probe errored: rpc error: code = Unknown desc = failed to exec in container: exec: \\"wget -qO- http://localhost/\\": stat wget -qO- http://localhost/: no such file or directory: unknown',
    ],
  ])
  expect(verdict).toMatchObject({ cause: 'probe-errored', facts: { missing: 'wget -qO- http://localhost/' } })
  expect(verdict?.why).toContain('stands in one list item')
  expect(verdict?.next[0]).toMatchObject({ advice: expect.stringContaining('one list item per word') })
})
