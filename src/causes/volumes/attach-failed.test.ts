import { expect, test } from 'vitest'
import { rewordedDiagnosis, rewordedSnapshots } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import { readPod } from '../../pod/reading.ts'
import { attachFailed } from './attach-failed.ts'

testCause(attachFailed, {
  saysItFor: ['attach-refused', 'attach-refused-1-30'],
  staysSilentFor: {
    'nfs-mount-fails': 'Nothing is attached for such a volume; the mount fails.',
    'i01-csi-driver-missing': 'The node lacks the driver that would mount it.',
  },
})

test('names the driver whose attacher does not answer', async () => {
  const { verdict } = await rewordedDiagnosis(
    'i01-csi-driver-missing',
    [
      /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
      'AttachVolume.Attach failed for volume "pv-i01" : timed out waiting for external-attacher of ebs.csi.example.com CSI driver to attach volume vol-1',
    ],
    [/^FailedMount$/, 'FailedAttachVolume'],
  )
  expect(verdict).toMatchObject({
    cause: 'attach-failed',
    container: null,
    certainty: 'certain',
    facts: { driver: 'ebs.csi.example.com' },
  })
})

test('quotes other words', async () => {
  const { verdict } = await rewordedDiagnosis(
    'i01-csi-driver-missing',
    [
      /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
      'AttachVolume.Attach failed for volume "pv-i01" : rpc error: code = Internal desc = disk vol-1 is gone',
    ],
    [/^FailedMount$/, 'FailedAttachVolume'],
  )
  expect(verdict).toMatchObject({
    cause: 'attach-failed',
    container: null,
    certainty: 'certain',
    facts: { driver: '', message: 'rpc error: code = Internal desc = disk vol-1 is gone' },
  })
})

test.each([
  [
    'limit',
    'rpc error: code = Internal desc = [ControllerPublishVolume] failed to attach: The maximum allowed number of disk devices (16) to attach to a single instance has been exceeded.',
    'larger instance size',
  ],
  [
    'limit',
    'rpc error: code = ResourceExhausted desc = max number of volumes (8) already attached to instance',
    'larger instance size',
  ],
  [
    'under-way',
    'rpc error: code = Internal desc = Could not attach volume "vol-1" to node "i-1": attachment of disk "vol-1" failed, expected device to be attached but was detaching',
    'stuck on its way',
  ],
  [
    'not-allowed',
    "googleapi: Error 403: Required 'compute.instances.attachDisk' permission for 'projects/p'",
    'right to attach disks',
  ],
  ['no-machine', 'rpc error: code = NotFound desc = Instance "i-0123" not found', 'spec.providerID'],
  [
    'no-machine',
    'rpc error: code = Internal desc = failed to find VirtualMachine for node:"n1". Error: virtual machine was not found',
    'spec.providerID',
  ],
  [
    'no-cloud',
    'failed to get AWS Cloud Provider. GetCloudProvider returned <nil> instead',
    'CSI driver of that cloud',
  ],
])('knows %s in the words of a cloud', async (trouble, says, step) => {
  const { verdict } = await rewordedDiagnosis('attach-refused', [
    'rpc error: code = NotFound desc = volume vol-0a1b2c does not exist',
    says,
  ])
  expect(verdict).toMatchObject({ cause: 'attach-failed', facts: { trouble } })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining(step) })
})

test('an attachment that has succeeded since is no failure', async () => {
  const [snapshot] = await rewordedSnapshots('attach-refused')
  const failed = snapshot!.events.find(({ reason }) => reason === 'FailedAttachVolume')!
  const attached = {
    ...failed,
    metadata: { ...failed.metadata, name: 'attached' },
    type: 'Normal',
    reason: 'SuccessfulAttachVolume',
    message: failed.message!.replace(/ failed for (volume "[^"]+")[\s\S]*/, ' succeeded for $1'),
    lastTimestamp: '2099-01-01T00:00:00Z',
  }
  const pod = readPod({ ...snapshot!, events: [...snapshot!.events, attached] })
  expect([...attachFailed.match(pod)]).toEqual([])
})

test('an error that was written once outlasts the summaries that follow it', async () => {
  const [snapshot] = await rewordedSnapshots('attach-refused')
  const failed = snapshot!.events.find(({ reason }) => reason === 'FailedAttachVolume')!
  const { name } = readPod(snapshot!).volumes.find(({ kind }) => kind === 'persistentVolumeClaim')!
  const summaries = [
    `Unable to attach or mount volumes: unmounted volumes=[${name}], unattached volumes=[${name}]: timed out waiting for the condition`,
    `Unable to mount volumes for pod "x_y(z)": timeout expired waiting for volumes to attach or mount for pod "y"/"x". list of unmounted volumes=[${name}]. list of unattached volumes=[${name} token]`,
  ]
  for (const message of summaries) {
    const summary = {
      ...failed,
      metadata: { ...failed.metadata, name: 'summary' },
      reason: 'FailedMount',
      message,
      lastTimestamp: '2099-01-01T00:00:00Z',
    }
    const pod = readPod({ ...snapshot!, events: [...snapshot!.events, summary] })
    expect(diagnose(pod).verdict).toMatchObject({ cause: 'attach-failed' })
  }
})
