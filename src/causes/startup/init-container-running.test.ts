import { expect, test } from 'vitest'
import { testCause } from '../../../test/causes/test-cause.ts'
import { readingsOf, snapshotsOf } from '../../../test/pods.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { initContainerRunning } from './init-container-running.ts'

testCause(initContainerRunning, {
  saysItFor: ['g02-init-waiting', 'init-waits-for-service'],
  staysSilentFor: {
    'g01-init-crash': 'It does not run: it crashes.',
    'waiting-second-init': 'It began a moment ago.',
  },
})

test('names its place among the init containers, and only waits', async () => {
  const [pod] = await readingsOf('g02-init-waiting')
  const { verdict, outcome, findings } = diagnose(pod!)
  expect(verdict).toMatchObject({ container: 'wait-for-db', facts: { position: 2, of: 3 } })
  expect(verdict!.what).toContain('(2 of 3)')
  expect(findings).toEqual([])
  expect(outcome).toBe('waiting')
})

test('leaves a pod alone that has only begun', async () => {
  const [snapshot] = await snapshotsOf('g02-init-waiting')
  const at = (takenAt: string) => readPod({ ...snapshot!, takenAt, takenAtIs: 'exact' })
  expect([...initContainerRunning.match(at('2026-11-24T01:57:27Z'))]).toEqual([])
  expect([...initContainerRunning.match(at('2026-11-24T01:59:25Z'))]).toMatchObject([
    { facts: { seconds: 120 } },
  ])
})
