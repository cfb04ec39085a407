// A workload that has some of its pods tells beside them why it has no more.
import { expect, test } from 'vitest'
import { refusedBeside } from '../../src/diagnosis/refused-beside.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { fileOfCrowd } from '../crowds/recorded.ts'
import { snapshotsOf } from '../pods.ts'
import { podlife } from '../process/plugin.ts'
import { looksOf } from '../rollouts/replay.ts'

const app = { kind: 'Deployment', name: 'app' }

/** What is told beside the pods at each look of a recorded rollout: of whom, or null. */
function told(name: string, asked = [app]): (string | null)[] {
  return looksOf(name).map(({ snapshots }) => {
    const [one, ...others] = refusedBeside(snapshots, asked)
    expect(others).toEqual([])
    return one === undefined ? null : String(one.pod.owners[0]?.kind)
  })
}

test('until a quota is raised, the refusal is told once, however many pods there are', () => {
  const looks = told('quota-raised-late')
  expect(looks).toContain('ReplicaSet')
  expect(looks.at(-1)).toBeNull()
  expect(told('surge-under-quota').filter((one) => one !== null).length).toBeGreaterThan(1)
})

test.each([
  'slow-readiness',
  'surge',
  'crashes-three-times',
  'daemon-set-old-pod-crashes',
  'job-back-off-limit',
])('%s: pods that are still to come were not refused', (name) => {
  const { kind } = looksOf(name)[0]?.snapshots[0]?.owners.at(-1) ?? {}
  expect(new Set(told(name, [{ kind: String(kind), name: 'app' }]))).toEqual(new Set([null]))
})

test('only of a workload that was asked for, and of one without pods nothing is told twice', async () => {
  expect(new Set(told('quota-raised-late', [{ kind: 'Pod', name: 'app' }]))).toEqual(new Set([null]))
  expect(new Set(told('quota-raised-late', [{ kind: 'Deployment', name: 'other' }]))).toEqual(new Set([null]))
  const withoutPods = (await snapshotsOf('l01-quota')).filter(({ pod }: PodSnapshot) => pod === null)
  expect(withoutPods).not.toEqual([])
  expect(refusedBeside(withoutPods, [app])).toEqual([])
})

test.each([
  [
    'sts/ladder',
    'crowd-plank',
    /StatefulSet\/ladder {3}not all pods\n\n✖ Likely: No further pod is made for/,
  ],
  ['deploy/lamp', 'crowd-rail', /Deployment\/lamp {3}not all pods\n\n✖ No further pod is made for/],
])('explain %s tells of the pods that it has, and of the quota', async (name, namespace, says) => {
  const { stdout } = await podlife(['explain', name, '-n', namespace, '-f', fileOfCrowd('pier')])
  expect(stdout).toMatch(says)
  expect(stdout).toContain('1/1 ready   healthy')
})
