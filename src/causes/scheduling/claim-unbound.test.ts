import { expect, test } from 'vitest'
import { rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { matchesIn, testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { claimUnbound } from './claim-unbound.ts'

testCause(claimUnbound, {
  saysItFor: ['h09-pvc-no-storageclass', 'provisioner-silent'],
  staysSilentFor: {
    'h08-pvc-missing': 'There is no claim to bind.',
    'no-volume-to-bind': 'The claim waits for its pod, and no node has a volume for it.',
    'claim-waits-pod-unschedulable':
      'The claim waits for the pod to be placed, which fails for another reason.',
  },
})

test('says that the class is missing only where an event of the claim says so', async () => {
  const [snapshot] = await rewordedSnapshots('h09-pvc-no-storageclass')
  const told = diagnose(readPod(snapshot!)).verdict
  expect(told).toMatchObject({ facts: { claims: ['data'], missingClass: 'fast-ssd', claimsKnown: true } })
  expect(told?.what).toContain('storage class `fast-ssd` does not exist')
  const untold = diagnose(readPod({ ...snapshot!, claimEvents: [] })).verdict
  expect(untold?.what).not.toContain('does not exist')
  expect(untold?.why).toContain('Usually that class does not exist, or')
})

test('names the provisioner that has not answered', async () => {
  const [match] = await matchesIn(claimUnbound, 'provisioner-silent')
  expect(match?.facts).toMatchObject({ provisioner: 'disks.csi.example.com' })
})

test.each([
  'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded',
  // To 1.19.
  'error while running "VolumeBinding" prebind plugin for pod "x": binding volumes: timed out waiting for the condition',
])('a claim that was not bound in time is no error of the scheduler: %s', async (says) => {
  const [snapshot] = await rewordedSnapshots(
    'h09-pvc-no-storageclass',
    [/^Unschedulable$/, 'SchedulerError'],
    [/0\/3 nodes are available.*/, says],
  )
  const { verdict, findings } = diagnose(readPod({ ...snapshot!, claimEvents: [] }))
  expect(verdict).toMatchObject({ cause: 'claim-unbound', facts: { timedOut: true } })
  expect(verdict?.what).toMatch(/no volume was bound in time to its PersistentVolumeClaim `data`\.$/)
  expect(findings).toEqual([])
})

test('knows the words of 1.18 and 1.19 for a claim that is not bound', async () => {
  const [snapshot] = await rewordedSnapshots(
    'h09-pvc-no-storageclass',
    [/^Unschedulable$/, 'SchedulerError'],
    [
      /0\/3 nodes are available.*/,
      'running "VolumeBinding" filter plugin for pod "x": pod has unbound immediate PersistentVolumeClaims',
    ],
  )
  const { verdict, findings } = diagnose(readPod({ ...snapshot!, claimEvents: [] }))
  expect(verdict).toMatchObject({ cause: 'claim-unbound', facts: { timedOut: false } })
  expect(findings).toEqual([])
})

test('says that no volume fits where the volume controller says so', async () => {
  const [snapshot] = await rewordedSnapshots('h09-pvc-no-storageclass', [
    'storageclass.storage.k8s.io "fast-ssd" not found',
    'no persistent volumes available for this claim and no storage class is set',
  ])
  const claimEvents = snapshot!.claimEvents.map((event) => ({ ...event, reason: 'FailedBinding' }))
  const { verdict } = diagnose(readPod({ ...snapshot!, claimEvents }))
  expect(verdict).toMatchObject({ cause: 'claim-unbound', facts: { noneFits: true } })
  expect(verdict?.why).toContain('No PersistentVolume fits the claim')
})

test('never names an empty claim', async () => {
  const [snapshot] = await rewordedSnapshots('h09-pvc-no-storageclass')
  const pod = readPod({
    ...snapshot!,
    pod: { ...snapshot!.pod, spec: { ...snapshot!.pod?.spec, volumes: [] } },
  } as typeof snapshot & object)
  expect(diagnose(pod).verdict?.what).toContain('one of its PersistentVolumeClaims is not bound')
})

test.each([
  ['pod has unbound PersistentVolumeClaims (repeated 3 times)', ['data']],
  [
    '[SchedulerPredicates failed due to PersistentVolumeClaim is not bound: "web-0", which is unexpected., SchedulerPredicates failed due to PersistentVolumeClaim is not bound: "web-0", which is unexpected.]',
    ['web-0'],
  ],
])('knows the words of 1.11 and before: %s', async (says, claims) => {
  const [snapshot] = await rewordedSnapshots('h09-pvc-no-storageclass', [/0\/3 nodes are available.*/, says])
  const { verdict } = diagnose(readPod({ ...snapshot!, claimEvents: [] }))
  expect(verdict).toMatchObject({ cause: 'claim-unbound', facts: { claims } })
})
