import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { imagePullFailed } from './image-pull-failed.ts'

testCause(imagePullFailed, {
  saysItFor: ['registry-sign-in-page'],
  staysSilentFor: {
    'b04-registry-dns': 'A pull that fails for a reason that is known.',
    'b06-invalid-image-name': 'No pull was tried.',
  },
})

test('quotes words that no cause knows', async () => {
  const { verdict } = await rewordedDiagnosis('b02-image-private-401', [
    'pulling from host 127.0.0.1:5000 failed with status code [manifests 1]: 401 Unauthorized',
    'unexpected media type text/html for sha256:12: not found',
  ])
  expect(verdict).toMatchObject({
    cause: 'image-pull-failed',
    container: 'app',
    certainty: 'certain',
    facts: { image: '127.0.0.1:5000/private/api:1' },
  })
})

test('says that nothing is known where only the back-off is left', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b02-image-private-401',
    [/Back-off pulling image .*/, 'Back-off pulling image "127.0.0.1:5000/private/api:1"'],
    [/^Failed to pull image .*/, 'an event of another kind'],
  )
  expect(verdict).toMatchObject({
    cause: 'image-pull-failed',
    container: 'app',
    certainty: 'certain',
    facts: { message: '' },
  })
})

test('knows a pull by its event alone, where the status says nothing yet', async () => {
  const { verdict } = await rewordedDiagnosis(
    'b04-registry-dns',
    [/^(?:ErrImagePull|ImagePullBackOff)$/, 'ContainerCreating'],
    [/^Back-off pulling image .*/, ''],
  )
  expect(verdict).toMatchObject({ cause: 'registry-unreachable', container: 'app' })
  expect(verdict?.evidence[0]).toMatchObject({ source: 'events' })
})
