import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { secretMissing } from './secret-missing.ts'

testCause(secretMissing, {
  saysItFor: ['c04-envfrom-secret-missing', 'g07-init-config-error', 'init-secret-missing'],
  staysSilentFor: {
    'c01-configmap-missing': 'A ConfigMap, not a Secret.',
    'secret-key-missing': 'The Secret exists; one key of it does not.',
  },
})

test('blames the init container', async () => {
  const { verdict } = await rewordedDiagnosis('g07-init-config-error', ['vault-token', 'db-password'])
  expect(verdict).toMatchObject({
    cause: 'secret-missing',
    container: 'fetch-secrets',
    certainty: 'certain',
    facts: { role: 'init', name: 'db-password' },
  })
})
