import { expect, test } from 'vitest'
import { altered } from '../../../test/causes/altered.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { killedBySignal } from './killed-by-signal.ts'

testCause(killedBySignal, {
  saysItFor: ['e03-segfault-139'],
  staysSilentFor: {
    'e02-oomkilled': 'A signal too, but the kernel says that it was for memory.',
    'exit-137-by-itself': "SIGKILL, or the program's own 137: no signal of a fault.",
  },
})

test.each([
  [134, 'SIGABRT'],
  [135, 'SIGBUS'],
  [136, 'SIGFPE'],
  [132, 'SIGILL'],
  [139, 'SIGSEGV'],
])('reads code %i as %s, by convention', async (code, signal) => {
  const pod = await altered('e03-segfault-139', [['"exitCode":139', `"exitCode":${code},"finishedBy":0`]])
  expect([...killedBySignal.match(pod)]).toMatchObject([
    { certainty: 'likely', facts: { signal, exitCode: code } },
  ])
})

test('does not read codes without a signal, nor SIGKILL and SIGTERM', async () => {
  for (const code of [1, 127, 128, 137, 143, 200, 255]) {
    const pod = await altered('e03-segfault-139', [['"exitCode":139', `"exitCode":${code}`]])
    expect([...killedBySignal.match(pod)]).toEqual([])
  }
})

test('knows the reason that CRI-O writes for a forbidden system call', async () => {
  const pod = await altered('e03-segfault-139', [['"reason":"Error"', '"reason":"seccomp killed"']])
  expect([...killedBySignal.match(pod)]).toMatchObject([{ facts: { signal: 'SIGSYS' } }])
})
