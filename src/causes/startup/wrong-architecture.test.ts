import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { wrongArchitecture } from './wrong-architecture.ts'

testCause(wrongArchitecture, {
  saysItFor: ['b10-wrong-arch', 'script-without-interpreter-line'],
  staysSilentFor: {
    'script-interpreter-missing': 'The interpreter is missing, whatever it is made for.',
    'image-for-arm-only': 'The pull fails, before any program could.',
  },
})

test('knows a runtime that refuses the start', async () => {
  const { verdict } = await rewordedDiagnosis('d01-command-not-found', [
    'exec: "/usr/bin/start-server": stat /usr/bin/start-server: no such file or directory',
    'exec /app: exec format error',
  ])
  expect(verdict).toMatchObject({
    cause: 'wrong-architecture',
    container: 'app',
    certainty: 'certain',
    facts: { program: '/app', architecture: 'amd64', sure: true },
  })
})

test('knows the words of older runc', async () => {
  const { verdict } = await rewordedDiagnosis('b10-wrong-arch', [
    /^exec \S+: exec format error$/,
    'standard_init_linux.go:228: exec user process caused: exec format error',
  ])
  expect(verdict).toMatchObject({
    cause: 'wrong-architecture',
    container: 'app',
    certainty: 'likely',
    facts: { sure: false },
  })
})

test('does not believe a program that ran and said so', async () => {
  const { verdict } = await rewordedDiagnosis('b10-wrong-arch', [
    /^exec \S+: exec format error$/,
    'plugin failed: exec /plugins/a: exec format error',
  ])
  expect(verdict).toMatchObject({
    cause: 'app-exit',
    container: 'app',
    certainty: 'certain',
  })
})
