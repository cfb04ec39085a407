import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { envFileInvalid } from './env-file-invalid.ts'

testCause(envFileInvalid, {
  saysItFor: [],
  staysSilentFor: {
    'c01-configmap-missing': 'The variables come from a ConfigMap, not from a file.',
    'c02-configmap-key-missing': 'A key of a ConfigMap is missing; no file is read.',
  },
})

test('names the variable and the file', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'environment variable key "TOKEN" not found in file "app.env"',
  ])
  expect(verdict).toMatchObject({
    cause: 'env-file-invalid',
    container: 'app',
    certainty: 'certain',
    facts: { key: 'TOKEN', file: 'app.env' },
  })
})

test('knows a file that cannot be parsed', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    "couldn't parse env file",
  ])
  expect(verdict).toMatchObject({
    cause: 'env-file-invalid',
    container: 'app',
    certainty: 'certain',
  })
})
