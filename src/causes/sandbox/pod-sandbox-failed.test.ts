import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { podSandboxFailed } from './pod-sandbox-failed.ts'

testCause(podSandboxFailed, {
  saysItFor: [],
  staysSilentFor: {
    'c05-configmap-volume-missing': 'The same STATUS, and no sandbox was tried: the volumes come first.',
    'b01-image-tag-missing': 'The sandbox is there; the image is not.',
  },
})

test('quotes words that no cause knows', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'failed to construct FQDN from pod hostname and cluster domain, FQDN a.b is too long (64 characters is the max, 145 characters requested)',
  ])
  expect(verdict).toMatchObject({
    cause: 'pod-sandbox-failed',
    container: null,
    certainty: 'certain',
    facts: { busy: false },
  })
})

test('knows a runtime that does not keep up', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  ])
  expect(verdict).toMatchObject({
    cause: 'pod-sandbox-failed',
    container: null,
    certainty: 'certain',
    facts: { busy: true, message: 'context deadline exceeded' },
  })
})
