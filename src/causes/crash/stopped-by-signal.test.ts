import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { stoppedBySignal } from './stopped-by-signal.ts'

testCause(stoppedBySignal, {
  saysItFor: ['exit-143-by-itself'],
  staysSilentFor: {
    'a03-loap-terminating': 'SIGTERM is what a deleted pod gets.',
    'completed-sidecar-sigterm': 'The sidecar was stopped because the pod had completed.',
    'f01-liveness-exec': 'The kubelet stopped it for its probe.',
  },
})

test('infers SIGTERM from 143 where nobody deleted the pod', async () => {
  const { verdict } = await alteredDiagnosis('e03-segfault-139', [['"exitCode":139', '"exitCode":143']])
  expect(verdict).toMatchObject({
    cause: 'stopped-by-signal',
    certainty: 'likely',
    container: 'app',
    facts: { mayBeProbe: false },
  })
})

test('leaves a 143 after a failed liveness probe to that', async () => {
  const { verdict, findings } = await alteredDiagnosis('f03-liveness-wrong-port', [
    ['"exitCode":137', '"exitCode":143'],
  ])
  expect(verdict?.cause).toBe('liveness-kill')
  expect(findings).toEqual([])
})

test('takes a 143 in a pod under deletion for normal', async () => {
  const pod = await altered('k01-finalizer', [['"exitCode":137', '"exitCode":143']])
  expect([...stoppedBySignal.match(pod)]).toEqual([])
})
