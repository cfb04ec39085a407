import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { csiDriverMissing } from './csi-driver-missing.ts'

testCause(csiDriverMissing, {
  saysItFor: ['i01-csi-driver-missing', 'inline-csi-driver-missing'],
  staysSilentFor: {
    'c05-configmap-volume-missing': 'The volume needs no driver.',
    'nfs-mount-fails': 'A volume without CSI lacks a tool on the node.',
  },
})

test('knows the words of the attacher', async () => {
  const { verdict } = await rewordedDiagnosis(
    'i01-csi-driver-missing',
    [
      /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
      'AttachVolume.Attach failed for volume "pv-i01" : CSINode node-a does not contain driver ebs.csi.example.com',
    ],
    [/^FailedMount$/, 'FailedAttachVolume'],
  )
  expect(verdict).toMatchObject({
    cause: 'csi-driver-missing',
    container: null,
    certainty: 'certain',
    facts: { driver: 'ebs.csi.example.com' },
  })
})

test('knows an inline volume whose driver has no CSIDriver object', async () => {
  const { verdict } = await rewordedDiagnosis('i01-csi-driver-missing', [
    /MountVolume.MountDevice failed for volume "pv-i01" : .*/,
    'MountVolume.NewMounter initialization failed for volume "pv-i01" : volume mode "Ephemeral" not supported by driver csi.cert-manager.io (no CSIDriver object)',
  ])
  expect(verdict).toMatchObject({
    cause: 'csi-driver-missing',
    facts: { driver: 'csi.cert-manager.io', hasNoObject: true },
  })
  expect(verdict?.what).toContain('has no CSIDriver object `csi.cert-manager.io`')
  expect(verdict?.next[0]).toEqual({ command: 'kubectl get csidriver csi.cert-manager.io' })
})
