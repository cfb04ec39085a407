import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { sandboxImageFailed } from './sandbox-image-failed.ts'

testCause(sandboxImageFailed, {
  saysItFor: [],
  staysSilentFor: {
    'b01-image-tag-missing': 'The image of a container, not that of the sandbox.',
    'c14-runtimeclass-handler': 'The sandbox fails for another reason than its image.',
  },
})

test('names the image', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    'rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "runsc" is configured',
    'rpc error: code = Unknown desc = failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image "registry.k8s.io/pause:3.9": dial tcp: i/o timeout',
  ])
  expect(verdict).toMatchObject({
    cause: 'sandbox-image-failed',
    container: null,
    certainty: 'certain',
    facts: { image: 'registry.k8s.io/pause:3.9' },
  })
})

test('knows the words of dockershim', async () => {
  const { verdict } = await rewordedDiagnosis('c14-runtimeclass-handler', [
    /rpc error: code = Unknown desc = failed to get sandbox runtime: .*/,
    'rpc error: code = Unknown desc = failed pulling image "mirror.example/pause-amd64:3.1": Error response from daemon: Get https://mirror.example/v2/: dial tcp 10.0.0.9:443: i/o timeout',
  ])
  expect(verdict).toMatchObject({
    cause: 'sandbox-image-failed',
    facts: { image: 'mirror.example/pause-amd64:3.1', problem: 'network' },
  })
  expect(verdict?.what).toMatch(/: the registry cannot be reached\.$/)
})
