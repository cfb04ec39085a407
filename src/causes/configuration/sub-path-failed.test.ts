import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { subPathFailed } from './sub-path-failed.ts'

testCause(subPathFailed, {
  saysItFor: ['sub-path-expression', 'sub-path-of-a-file'],
  staysSilentFor: [
    'c01-configmap-missing',
    'c02-configmap-key-missing',
    'c04-envfrom-secret-missing',
    'c07-run-as-nonroot',
    'g07-init-config-error',
    'c05-configmap-volume-missing',
    'd01-command-not-found',
    'a05-healthy-deploy',
  ],
})

test('names the volume', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'failed to prepare subPath for volumeMount "data" of container "app"',
  ])
  expect(verdict).toMatchObject({
    cause: 'sub-path-failed',
    container: 'app',
    certainty: 'certain',
    facts: { volume: 'data' },
  })
})

test('knows a directory that cannot be made', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'failed to create subPath directory for volumeMount "data" of container "app"',
  ])
  expect(verdict).toMatchObject({
    cause: 'sub-path-failed',
    container: 'app',
    certainty: 'certain',
    facts: { volume: 'data' },
  })
})

test('knows a variable of subPathExpr that is not set', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'missing value for POD_NAME',
  ])
  expect(verdict).toMatchObject({
    cause: 'sub-path-failed',
    container: 'app',
    certainty: 'certain',
    facts: { variable: 'POD_NAME' },
  })
})
