import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { runtimeOverloaded } from './runtime-overloaded.ts'

testCause(runtimeOverloaded, {
  saysItFor: [],
  staysSilentFor: {
    'd01-command-not-found': 'The runtime answers.',
    'node-lost': 'Not only the runtime is silent, but the node.',
  },
})

test('knows a runtime that does not answer', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    ['configmap "app-config" not found', 'context deadline exceeded'],
  )
  expect(verdict).toMatchObject({
    cause: 'runtime-overloaded',
    container: 'app',
    certainty: 'certain',
    facts: { isReserved: false },
  })
})

test('knows a name that is still reserved', async () => {
  const { verdict } = await rewordedDiagnosis(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    [
      'configmap "app-config" not found',
      'failed to reserve container name app_app_ns_1_0: name "app_app_ns_1_0" is reserved for "12ab"',
    ],
  )
  expect(verdict).toMatchObject({
    cause: 'runtime-overloaded',
    container: 'app',
    certainty: 'certain',
    facts: { isReserved: true },
  })
})

test('leaves open whether a large volume takes the time, and takes the event that says more', async () => {
  const [snapshot] = await rewordedSnapshots(
    'c01-configmap-missing',
    ['CreateContainerConfigError', 'CreateContainerError'],
    [
      /^Error: configmap "app-config" not found$/,
      'Error: Kubelet may be retrying requests that are timing out in CRI-O due to system load: context deadline exceeded: error reserving ctr name k8s_app_1 for id 84: name is reserved',
    ],
    [/^configmap "app-config" not found$/, 'context deadline exceeded'],
  )
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data-0' } }]
  const pod = { ...snapshot!.pod!, spec: { ...snapshot!.pod!.spec!, volumes } }
  const { verdict } = diagnose(readPod({ ...snapshot!, pod }))
  expect(verdict).toMatchObject({
    cause: 'runtime-overloaded',
    facts: { isReserved: true, claims: ['data-0'] },
  })
  expect(verdict?.why).toMatch(/It does not say what takes so long\..*claim `data-0`.*relabels/)
})
