import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { runAsRootRefused } from './run-as-root-refused.ts'

testCause(runAsRootRefused, {
  saysItFor: ['c07-run-as-nonroot', 'run-as-named-user', 'run-as-root-user-zero'],
  staysSilentFor: {
    'c01-configmap-missing': 'The same STATUS, for a reference that does not exist.',
    'c13-readonly-rootfs': 'The user may run, and fails at what it may not write.',
  },
})

test('knows an image whose user is a name', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root (pod: "app_ns(1)", container: app)',
  ])
  expect(verdict).toMatchObject({
    cause: 'run-as-root-refused',
    container: 'app',
    certainty: 'certain',
    facts: { user: 'app' },
  })
})

test('knows runAsUser 0', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'container\'s runAsUser breaks non-root policy (pod: "app_ns(1)", container: app)',
  ])
  expect(verdict).toMatchObject({
    cause: 'run-as-root-refused',
    container: 'app',
    certainty: 'certain',
    facts: { because: '`runAsUser` is 0, which is root' },
  })
})

test('knows a number out of range', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    'configmap "app-config" not found',
    'container has runAsNonRoot and image has an invalid user id (-1). (Must be 1-(2147483647)): x (pod: "app_ns(1)", container: app)',
  ])
  expect(verdict).toMatchObject({
    cause: 'run-as-root-refused',
    container: 'app',
    certainty: 'certain',
  })
})
