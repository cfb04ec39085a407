import { expect, test } from 'vitest'
import { alteredDiagnosis } from '../../../test/causes/altered.ts'
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

test('reads the event where the status of the back-off holds no end of a run', async () => {
  // Kubelets before 1.32 put all of it into the event.
  const words =
    'Exec lifecycle hook ([sh -c init]) for Container "app" in Pod "app" failed - error: command \'sh -c init\' exited with 3: , message: "Error: no such bucket\\n"'
  const { verdict } = await alteredDiagnosis('d04-poststart-fails', [
    [/"lastState":\{"terminated":\{[^}]*\}\}/, '"lastState":{}'],
    [
      /"state":\{"(?:waiting|terminated|running)":\{[^}]*\}\}/,
      '"state":{"waiting":{"reason":"CrashLoopBackOff"}}',
    ],
    ['PostStartHook failed', JSON.stringify(words).slice(1, -1)],
  ])
  expect(verdict).toMatchObject({
    cause: 'post-start-failed',
    certainty: 'likely',
    facts: { hookExitCode: 3, exitCode: null },
  })
})

test('reads what the hook wrote, and quotes nothing of it', async () => {
  // redis-cli 7.2.
  const { verdict } = await rewordedDiagnosis('d04-poststart-fails', [
    /^Exec lifecycle hook .*/,
    'Exec lifecycle hook ([sh -c init]) for Container "app" in Pod "app" failed - error: command \'sh -c init\' exited with 1: , message: "Could not connect to Redis at cache:6379: Connection refused\\n"',
  ])
  expect(verdict).toMatchObject({
    cause: 'post-start-failed',
    facts: { suggests: 'connection-refused', suggestsAbout: 'cache:6379' },
  })
})
