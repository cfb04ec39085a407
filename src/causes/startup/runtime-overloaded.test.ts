import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
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
