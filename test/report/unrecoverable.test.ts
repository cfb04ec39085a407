import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { type Proof, proofOf } from '../../src/report/rolled-out.ts'
import { isWaitingForOther, unrecoverableFrom } from '../../src/report/unrecoverable.ts'
import { snapshotsOf } from '../pods.ts'

/** When each pod of a situation would be given up, in milliseconds after it was first seen; null: never. */
async function unrecoverableAfter(
  situation: string,
  restarts = 2,
  workload: string | null = null,
): Promise<(number | null)[]> {
  return (await snapshotsOf(situation)).map((snapshot) => {
    const pod = readPod(snapshot)
    const diagnosis = diagnose(pod)
    const waitsForOther = isWaitingForOther(diagnosis)
    const from = unrecoverableFrom(
      pod,
      diagnosis,
      { seenSince: pod.takenAt, waitsForOther, workload },
      { restarts },
    )
    return from === null ? null : Math.max(0, from - pod.takenAt)
  })
}

function proofAt(snapshot: PodSnapshot, takenAt: string): Proof {
  const pod = readPod({ ...snapshot, takenAt, takenAtIs: 'exact' })
  return proofOf(pod, diagnose(pod))
}

describe('what cannot become well any more', () => {
  test.each(['b06-invalid-image-name', 'c07-run-as-nonroot', 'd01-command-not-found'])(
    '%s: within seconds',
    async (situation) => {
      expect(await unrecoverableAfter(situation)).toEqual([2000])
    },
  )

  test.each(['l03-podsecurity', 'limit-range-max-cpu', 'webhook-denies'])(
    '%s: a rule may be changed together with the workload',
    async (situation) => {
      expect(await unrecoverableAfter(situation)).toEqual([10_000])
    },
  )

  test('a refusal that only an event tells has to stand as long', async () => {
    expect(await unrecoverableAfter('stateful-set-name-too-long')).toEqual([10_000])
  })

  test.each(['b01-image-tag-missing', 'image-never-pulled'])(
    '%s: half a minute, for a pipeline that pushes late',
    async (situation) => {
      expect(await unrecoverableAfter(situation)).toEqual([30_000])
    },
  )

  test.each([
    'c01-configmap-missing',
    'l01-quota',
    'h08-pvc-missing',
    'c04-envfrom-secret-missing',
    'b04-registry-dns',
    'registry-unknown-host',
  ])('%s: may be made right behind, and is found only at the next try', async (situation) => {
    expect(await unrecoverableAfter(situation)).toEqual([90_000])
  })

  test('a crash loop counts by its restarts', async () => {
    expect(await unrecoverableAfter('e12-ansi-injection', 2)).toEqual([0])
    expect(await unrecoverableAfter('e12-ansi-injection', 3)).toEqual([null])
  })

  test('a program that waits for another one has twice as many', async () => {
    expect(await unrecoverableAfter('e01-exit1-termination-message', 2)).toEqual([null])
    expect(await unrecoverableAfter('e01-exit1-termination-message', 1)).toEqual([0])
  })

  test.each([
    ['dial tcp 10.0.0.7:5432: connect: connection refused', true],
    ['dial tcp: lookup db: no such host', true],
    ['dial tcp 10.0.0.7:5432: connect: no route to host', true],
    ['dial tcp 10.0.0.7:5432: i/o timeout', true],
    ['open /etc/app.yaml: no such file or directory', false],
  ])('by its last words, "%s": %s', async (words, waits) => {
    const [recorded] = await snapshotsOf('e01-exit1-termination-message')
    const text = JSON.stringify(recorded).replaceAll(
      /("terminated":\{[^{}]*"message":)"[^"]*"/g,
      (_, before: string) => before + JSON.stringify(words),
    )
    const diagnosis = diagnose(readPod(JSON.parse(text) as PodSnapshot))
    expect(JSON.stringify(diagnosis.verdict)).toContain(words)
    expect(isWaitingForOther(diagnosis)).toBe(waits)
  })

  test('a pod that failed for good, with nobody to make another', async () => {
    expect(await unrecoverableAfter('e13-never-failed')).toEqual([0])
  })
})

describe('what may become well by itself', () => {
  test.each([
    'registry-port-closed',
    'registry-dns-broken',
    'h01-insufficient-cpu',
    'h03-nodeselector',
    'f05-readiness-404',
    'h12-scheduling-gate',
    'a05-healthy-deploy',
    'a06-job-completed',
    'g02-init-waiting',
  ])('%s', async (situation) => {
    for (const from of await unrecoverableAfter(situation)) expect(from).toBeNull()
  })

  test('what a Job tries again', async () => {
    expect(await unrecoverableAfter('e16-job-failed', 1, 'Job')).toEqual(
      (await unrecoverableAfter('e16-job-failed', 1, 'Job')).map(() => null),
    )
    expect(await unrecoverableAfter('job-on-failure-loop', 1, 'Job')).toEqual([null])
    expect(await unrecoverableAfter('job-on-failure-loop', 1)).toEqual([0])
  })

  test('restarts of long ago: only those of this back-off count', async () => {
    const [snapshot] = await snapshotsOf('e12-ansi-injection')
    const text = JSON.stringify(snapshot).replaceAll(/"restartCount":\d+/g, '"restartCount":90')
    const young = readPod(JSON.parse(text) as NonNullable<typeof snapshot>)
    const pod = { ...young, createdAt: young.takenAt - 86_400_000 }
    expect(pod.containers[0]?.restartCount).toBe(90)
    const context = { seenSince: 0, waitsForOther: false, workload: null }
    expect(unrecoverableFrom(pod, diagnose(pod), context, { restarts: 3 })).toBeNull()
    expect(unrecoverableFrom(pod, diagnose(pod), context, { restarts: 2 })).toBe(0)
    expect(unrecoverableFrom(young, diagnose(young), context, { restarts: 90 })).toBe(0)
  })

  test.each([
    ['the waits of a kubelet that begins with one second', 'back-off 4s', 90, 3],
    ['no more of them than there were', 'back-off 40s', 2, 2],
  ])('restarts of long ago: %s', async (_, backOff, restartCount, inARow) => {
    const [snapshot] = await snapshotsOf('e12-ansi-injection')
    const text = JSON.stringify(snapshot)
      .replaceAll(/"restartCount":\d+/g, `"restartCount":${restartCount}`)
      .replaceAll(/back-off \d+s/g, backOff)
    const young = readPod(JSON.parse(text) as NonNullable<typeof snapshot>)
    const pod = { ...young, createdAt: young.takenAt - 86_400_000 }
    const context = { seenSince: 0, waitsForOther: false, workload: null }
    expect(unrecoverableFrom(pod, diagnose(pod), context, { restarts: inARow + 1 })).toBeNull()
    expect(unrecoverableFrom(pod, diagnose(pod), context, { restarts: inARow })).toBe(0)
  })

  test('a container that runs again', async () => {
    const [snapshot] = await snapshotsOf('e08-flapping-running')
    const pod = readPod(snapshot!)
    expect(pod.containers[0]).toMatchObject({ restartCount: 1, running: {} })
    expect(await unrecoverableAfter('e08-flapping-running', 1)).toEqual([null])
  })

  test.each(['b10-wrong-arch', 'h14-unknown-scheduler', 'script-interpreter-missing'])(
    '%s: what is only likely',
    async (situation) => {
      const [snapshot] = await snapshotsOf(situation)
      expect(diagnose(readPod(snapshot!)).verdict?.certainty).toBe('likely')
      expect(await unrecoverableAfter(situation, 1)).toEqual([null])
    },
  )

  test('a program that another container may be about to write', async () => {
    const [snapshot] = await snapshotsOf('d01-command-not-found')
    if (snapshot?.pod === undefined || snapshot.pod === null) throw new Error('there is no pod')
    const volumes = [...(snapshot.pod.spec?.volumes ?? []), { name: 'tools', emptyDir: {} }]
    const pod = readPod({ ...snapshot, pod: { ...snapshot.pod, spec: { ...snapshot.pod.spec, volumes } } })
    const context = { seenSince: 0, waitsForOther: false, workload: null }
    expect(unrecoverableFrom(pod, diagnose(pod), context, { restarts: 50 })).toBeNull()
  })
})

describe('a pod that is well has to stay so', () => {
  test.each([
    ['for some seconds after it was started, where nothing probes it', 'rolled-out-deployment', 3000, 7000],
    ['and has done so', 'rolled-out-deployment', 60_000, 0],
    ['not at all where a probe says that it is ready', 'ready-after-slow-start', 1000, 0],
  ])('%s', async (_, situation, after, left) => {
    const [snapshot] = await snapshotsOf(situation)
    if (snapshot === undefined) throw new Error('there is no pod')
    const startedAt =
      readPod(snapshot).containers.find(({ role }) => role === 'main')?.running?.startedAt ?? 0
    const takenAt = new Date(startedAt + after).toISOString()
    expect(proofAt(snapshot, takenAt)).toEqual({
      left,
      inTrouble: false,
    })
  })

  test('longer than its last run, where it has crashed', async () => {
    const [snapshot] = await snapshotsOf('e08-flapping-running')
    if (snapshot === undefined) throw new Error('there is no pod')
    const [container] = readPod(snapshot).containers
    const ran = container?.lastTerminated?.ran ?? 0
    const takenAt = new Date((container?.running?.startedAt ?? 0) + ran + 1000).toISOString()
    expect(proofAt(snapshot, takenAt)).toEqual({
      left: 19_000,
      inTrouble: true,
    })
  })

  test('until its liveness probe has stopped failing, or it has borne that for a minute', async () => {
    const [snapshot] = await snapshotsOf('liveness-not-killed-yet')
    if (snapshot === undefined) throw new Error('there is no pod')
    const pod = readPod(snapshot)
    const diagnosis = diagnose(pod)
    expect(diagnosis.verdict?.cause).toBe('liveness-failing')
    const startedAt = pod.containers[0]?.running?.startedAt ?? 0
    expect(proofOf({ ...pod, takenAt: startedAt + 20_000 }, diagnosis)).toEqual({
      left: 40_000,
      inTrouble: true,
    })
    expect(proofOf({ ...pod, takenAt: startedAt + 61_000 }, diagnosis)).toEqual({ left: 0, inTrouble: false })
  })
})
