// What is said of a pod of which nothing leads: never more than is known.
import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { readPod } from '../../src/pod/reading.ts'
import type { PodSnapshot } from '../../src/pod/snapshot.ts'
import { snapshotsOf } from '../pods.ts'

/** The pod alone, as `kubectl get pod -o yaml` gives it: no events, nothing around it, and no clock. */
async function pipedIn(situation: string): Promise<PodSnapshot> {
  const [snapshot] = await snapshotsOf(situation)
  return {
    ...snapshot!,
    events: [],
    owners: [],
    ownerEvents: [],
    node: null,
    nodes: [],
    claims: [],
    volumes: [],
    logs: [],
  }
}

test.each([
  'f05-readiness-404',
  'waiting-second-init',
  'startup-probe-under-way',
  'c05-configmap-volume-missing',
  'g02-init-waiting',
])('%s without a clock is not called starting', async (situation) => {
  const { outcome, summary } = diagnose(readPod(await pipedIn(situation)))
  expect(outcome).not.toBe('starting')
  expect(summary).not.toMatch(/starting: no failure/i)
})

test('a pod that is not ready and has restarted says so', async () => {
  const snapshot = await pipedIn('e08-flapping-running')
  const { outcome, summary } = diagnose(readPod(snapshot))
  expect(outcome).not.toBe('starting')
  expect(summary).toMatch(/restart|runs again|running/i)
})

test('a pod that starts at a known time is called starting', async () => {
  const snapshot = await pipedIn('c05-configmap-volume-missing')
  const createdAt = readPod(snapshot).createdAt!
  const now = { ...snapshot, takenAt: new Date(createdAt + 5_000).toISOString(), takenAtIs: 'exact' as const }
  expect(diagnose(readPod(now))).toMatchObject({
    outcome: 'starting',
    summary: 'Starting: no failure so far.',
  })
  const later = { ...now, takenAt: new Date(createdAt + 600_000).toISOString() }
  expect(diagnose(readPod(later)).outcome).toBe('unknown')
})
