import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { containerConfigError } from './container-config-error.ts'

testCause(containerConfigError, {
  saysItFor: [],
  staysSilentFor: {
    'sub-path-expression': 'A subPath has a cause of its own.',
    'c05-configmap-volume-missing': 'The volume is mounted before any container is configured.',
  },
})

test('quotes words that no cause knows', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'services have not yet been read at least once, cannot construct envvars',
  ])
  expect(verdict).toMatchObject({
    cause: 'container-config-error',
    container: 'app',
    certainty: 'certain',
    facts: { message: 'services have not yet been read at least once, cannot construct envvars' },
  })
})

test('does not call a cache that lags a missing object', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'failed to sync configmap cache: timed out waiting for the condition',
  ])
  expect(verdict).toMatchObject({
    cause: 'container-config-error',
    container: 'app',
    certainty: 'certain',
  })
})
