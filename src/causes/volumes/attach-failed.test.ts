import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { attachFailed } from './attach-failed.ts'

testCause(attachFailed, {
  saysItFor: ['attach-refused', 'attach-refused-1-30', 'volume-attached-elsewhere-1-36'],
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
