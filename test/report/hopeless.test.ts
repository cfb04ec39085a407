import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import { hopelessFrom } from '../../src/report/hopeless.ts'
import { isRolledOut } from '../../src/report/rolled-out.ts'
import { standingOf } from '../../src/report/standing.ts'
import { snapshotsOf } from '../pods.ts'

async function hope(situation: string, restarts = 2): Promise<(number | null)[]> {
  return (await snapshotsOf(situation)).map((snapshot) => {
    const pod = readPod(snapshot)
    const diagnosis = diagnose(pod)
    // Whoever waits has seen it right now for the first time.
    const from = hopelessFrom(diagnosis, standingOf(pod, diagnosis), pod.takenAt, { restarts })
    return from === null ? null : Math.max(0, from.since - pod.takenAt)
  })
}

describe('what cannot become well any more', () => {
  test.each(['b06-invalid-image-name', 'c07-run-as-nonroot', 'l03-podsecurity'])(
    '%s: within seconds',
    async (situation) => {
      expect(await hope(situation)).toEqual([2000])
    },
  )

  test.each([
    'c01-configmap-missing',
    'b01-image-tag-missing',
    'l01-quota',
    'h08-pvc-missing',
    'c04-envfrom-secret-missing',
  ])('%s: may still be made, and is not waited for longer than half a minute', async (situation) => {
    const [from] = await hope(situation)
    expect(from).not.toBeNull()
    expect(from).toBeLessThanOrEqual(30_000)
  })

  test('a crash loop counts by its restarts', async () => {
    expect(await hope('e12-ansi-injection', 2)).toEqual([0])
    expect(await hope('e12-ansi-injection', 3)).toEqual([null])
  })

  test('a program that waits for another one has twice as many', async () => {
    expect(await hope('e01-exit1-termination-message', 2)).toEqual([null])
    expect(await hope('e01-exit1-termination-message', 1)).toEqual([0])
  })

  test('a pod that failed for good, with nobody to make another', async () => {
    expect(await hope('e13-never-failed')).toEqual([0])
  })
})

describe('what may become well by itself', () => {
  test.each([
    'b04-registry-dns',
    'h01-insufficient-cpu',
    'h03-nodeselector',
    'f05-readiness-404',
    'h12-scheduling-gate',
    'e16-job-failed',
    'a05-healthy-deploy',
    'a06-job-completed',
    'g02-init-waiting',
  ])('%s', async (situation) => {
    for (const from of await hope(situation)) expect(from).toBeNull()
  })
})

describe('a rollout is well', () => {
  const well = {
    kind: 'Deployment',
    isSeen: true,
    wanted: 3,
    updated: 3,
    available: 3,
    total: 3,
    conditions: [],
  }
  test.each([
    ['when all is new and available', well, true],
    ['not before its controller has seen it', { ...well, isSeen: false }, false],
    ['not with an old pod left', { ...well, total: 4 }, false],
    ['not with one that is not available', { ...well, available: 2 }, false],
    ['not with one that is not new', { ...well, updated: 2 }, false],
    ['with nothing wanted', { ...well, wanted: 0, updated: 0, available: 0, total: 0 }, true],
    ['a job: when it is complete', { ...well, kind: 'Job', conditions: ['Complete'] }, true],
    ['a job: not because it has pods', { ...well, kind: 'Job' }, false],
  ])('%s', (_, counts, expected) => {
    expect(isRolledOut(counts)).toBe(expected)
  })
})
