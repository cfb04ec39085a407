import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { wrongArchitecture } from './wrong-architecture.ts'

testCause(wrongArchitecture, {
  saysItFor: ['b10-wrong-arch', 'script-without-interpreter-line'],
  staysSilentFor: [
    'd01-command-not-found',
    'd04-poststart-fails',
    'e01-exit1-termination-message',
    'e03-segfault-139',
    'c07-run-as-nonroot',
    'f01-liveness-exec',
    'a05-healthy-deploy',
  ],
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
