// What a workload says of itself, and how long a pod has to prove itself.
import { describe, expect, test } from 'vitest'
import { parseTargets } from '../../src/commands/targets.ts'
import { observe } from '../../src/commands/wait/observe.ts'
import type { Diagnosed } from '../../src/diagnosis/diagnose.ts'
import { hasGivenUp, isRolledOut, proofOf } from '../../src/report/rolled-out.ts'
import { type Rollout, readRollout } from '../../src/signs/rollout.ts'
import { looksOf } from '../rollouts/replay.ts'

function rollout(kind: string, spec: object, status: object): Rollout {
  const read = readRollout([{ kind, metadata: { name: 'x' }, spec, status }], kind, 'x')
  if (read === null) throw new Error('it was not read')
  return read
}

const seen = (recording: string): Diagnosed[] =>
  looksOf(recording).flatMap(({ snapshots }) =>
    parseTargets(['deploy/app']).flatMap((target) => observe(snapshots, target).seen),
  )

describe('rolled out', () => {
  const three = { replicas: 3, updatedReplicas: 3, availableReplicas: 3 }
  test.each([
    ['all there', { replicas: 3 }, three, true],
    ['one of the old revision is left', { replicas: 3 }, { ...three, replicas: 4 }, false],
    ['one is not updated', { replicas: 3 }, { ...three, updatedReplicas: 2, replicas: 2 }, false],
    ['one is not available', { replicas: 3 }, { ...three, availableReplicas: 2 }, false],
  ])('%s', (_, spec, status, expected) => {
    expect(isRolledOut(rollout('Deployment', spec, status))).toBe(expected)
  })
})

describe('given up', () => {
  test.each([
    ['Failed', 'True', true],
    ['FailureTarget', 'True', true],
    ['FailureTarget', 'False', false],
    ['Complete', 'True', false],
    ['SuccessCriteriaMet', 'True', false],
  ])('a Job with %s=%s', (type, status, expected) => {
    expect(hasGivenUp(rollout('Job', {}, { conditions: [{ type, status }] }))).toBe(expected)
  })
})

describe('the proof of a pod with a liveness probe alone', () => {
  test('takes in what the probe needs to fail for the first time', () => {
    const [first] = seen('liveness-never-succeeds').filter(
      ({ pod, diagnosis }) => diagnosis.verdict === null && pod.containers[0]?.running,
    )
    if (first === undefined) throw new Error('there is no such look')
    const [container] = first.pod.containers
    const probe = container?.probes.liveness
    const needed =
      probe === null || probe === undefined
        ? Number.NaN
        : probe.initialDelaySeconds + probe.periodSeconds * probe.failureThreshold + probe.timeoutSeconds
    const ran = first.pod.takenAt - (container?.running?.startedAt ?? 0)
    expect(needed).toBeGreaterThan(0)
    expect(proofOf(first.pod, first.diagnosis).left).toBe(10_000 + needed * 1000 - ran)
  })

  test('is not there while a kill is only told by its event', () => {
    const [told] = seen('liveness-never-succeeds').filter(
      ({ pod, diagnosis }) =>
        diagnosis.verdict?.cause === 'liveness-kill' &&
        pod.containers[0]?.running &&
        pod.containers[0].restartCount === 0,
    )
    if (told === undefined) throw new Error('there is no such look')
    const ran = told.pod.takenAt - (told.pod.containers[0]?.running?.startedAt ?? 0)
    expect(proofOf(told.pod, told.diagnosis)).toEqual({ left: 60_000 - ran, inTrouble: true })
  })
})
