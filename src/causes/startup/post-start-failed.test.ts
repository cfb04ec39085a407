import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { postStartFailed } from './post-start-failed.ts'

testCause(postStartFailed, {
  saysItFor: ['d04-poststart-fails', 'post-start-command-missing', 'post-start-http-fails'],
  staysSilentFor: {
    'post-start-under-way': 'The hook has not returned.',
    'e01-exit1-termination-message': 'The program failed; there is no hook.',
  },
})

test('says likely in the back-off, where only events tell', async () => {
  const { verdict } = await rewordedDiagnosis(
    'd04-poststart-fails',
    [/^PostStartHookError$/, 'CrashLoopBackOff'],
    [/^Exec lifecycle hook .*/, 'back-off 10s restarting failed container=app'],
  )
  expect(verdict).toMatchObject({
    cause: 'post-start-failed',
    container: 'app',
    certainty: 'likely',
    facts: { hookExitCode: null, exitCode: 137 },
  })
})

test('holds the exit code of the hook, and nothing of its command', async () => {
  const [match] = await matchesIn(postStartFailed, 'd04-poststart-fails')
  expect(match).toMatchObject({
    certainty: 'certain',
    container: 'app',
    facts: { hook: 'exec', hookExitCode: 7, exitCode: 137 },
  })
  expect(JSON.stringify(match!.facts)).not.toContain('register')
})
