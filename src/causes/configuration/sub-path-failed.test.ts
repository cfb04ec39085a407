import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { subPathFailed } from './sub-path-failed.ts'

testCause(subPathFailed, {
  saysItFor: ['sub-path-expression', 'sub-path-of-a-file'],
  staysSilentFor: {
    'volume-mounted-on-a-file':
      'The volume is found, and its place inside the container is not one to mount on.',
    'c01-configmap-missing': 'The same STATUS, for a reference that does not exist.',
  },
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
