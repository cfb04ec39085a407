import { expect, test } from 'vitest'
import { altered, alteredDiagnosis } from '../../../test/causes/altered.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { exitZeroLoop } from './exit-zero-loop.ts'

testCause(exitZeroLoop, {
  saysItFor: ['a02-loap-crashloop', 'a04-termination-demo'],
  staysSilentFor: {
    'a06-job-completed': 'Exit code 0 of a pod that is to end.',
    'e01-exit1-termination-message': 'The program ends as often, with an error.',
  },
})

test('is certain where the events of the run are at hand', async () => {
  const [match] = await matchesIn(exitZeroLoop, 'a04-termination-demo')
  expect(match).toMatchObject({
    certainty: 'certain',
    container: 'termination-demo-container',
    facts: { exitCode: 0, lastWords: 'Sleep expired', backOffSeconds: 20, mayBeKilled: false },
  })
})

test('is only likely where a probe may have stopped a program that ends well on SIGTERM', async () => {
  const diagnosis = await alteredDiagnosis('a02-loap-crashloop', [], { events: [] })
  expect(diagnosis.verdict).toMatchObject({
    cause: 'exit-zero-loop',
    certainty: 'likely',
    facts: { mayBeKilled: true },
  })
})

test('is silent where an event says that the liveness probe had it killed', async () => {
  const pod = await altered('f01-liveness-exec', [
    ['"exitCode":137,"reason":"Error"', '"exitCode":0,"reason":"Completed"'],
  ])
  expect([...exitZeroLoop.match(pod)]).toEqual([])
  expect(diagnose(pod).verdict?.cause).toBe('liveness-kill')
})

test('takes an end with restartPolicy OnFailure for what it is', async () => {
  const pod = await altered('a04-termination-demo', [
    ['"restartPolicy":"Always"', '"restartPolicy":"OnFailure"'],
    [/"state":\{"waiting":.*?\}\}/, '"state":{}'],
  ])
  expect([...exitZeroLoop.match(pod)]).toEqual([])
})
