import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { pullSecretMissing } from './pull-secret-missing.ts'

testCause(pullSecretMissing, {
  saysItFor: ['b12-missing-pull-secret', 'pull-secret-absent'],
  staysSilentFor: {
    'b02-image-private-401': 'The pod names no pull secret.',
    'pull-secret-wrong-password': 'The Secret is there; its password is wrong.',
  },
})

test('names the secret', async () => {
  const { verdict } = await rewordedDiagnosis('b12-missing-pull-secret', ['regcred-prod', 'team-registry'])
  expect(verdict).toMatchObject({
    cause: 'pull-secret-missing',
    container: 'app',
    certainty: 'certain',
    facts: { secrets: ['team-registry'] },
  })
})

test('stays silent where the registry cannot even be reached', async () => {
  const { verdict } = await rewordedDiagnosis('b12-missing-pull-secret', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'dial tcp 127.0.0.1:5000: connect: connection refused',
  ])
  expect(verdict).toMatchObject({
    cause: 'registry-unreachable',
    container: 'app',
    certainty: 'certain',
  })
})
