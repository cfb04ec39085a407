import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { containerLost } from './container-lost.ts'

testCause(containerLost, {
  saysItFor: ['runtime-lost-container', 'runtime-lost-and-restarted', 'runtime-lost-container-1-30'],
  staysSilentFor: {
    'e02-oomkilled': 'Exit code 137 again, and the runtime knows how it ended.',
    'exit-255': 'A program may exit with 255 by itself.',
  },
})

test.each([
  ['the kubelet', 137, 'ContainerStatusUnknown'],
  ['containerd', 255, 'Unknown'],
  ['CRI-O', -1, 'Error'],
])('knows the stand-in of %s: %i %s', async (_who, code, reason) => {
  const { verdict } = await alteredDiagnosis('e03-segfault-139', [
    ['"exitCode":139,"reason":"Error"', `"exitCode":${code},"reason":"${reason}"`],
  ])
  expect(verdict).toMatchObject({
    cause: 'container-lost',
    certainty: 'certain',
    container: 'app',
    facts: { exitCode: code },
  })
})

test('takes a 255 of the program itself for an error', async () => {
  const { verdict } = await alteredDiagnosis('e03-segfault-139', [['"exitCode":139', '"exitCode":255']])
  expect(verdict?.cause).toBe('app-exit')
})
