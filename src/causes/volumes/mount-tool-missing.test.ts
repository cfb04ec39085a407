import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { mountToolMissing } from './mount-tool-missing.ts'

testCause(mountToolMissing, {
  saysItFor: ['nfs-mount-fails'],
  staysSilentFor: {
    'i01-csi-driver-missing': 'A driver is missing, not a tool of the node.',
    'attach-refused': 'The volume does not come as far as its mount.',
  },
})

test('knows a missing file system', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'MountVolume.SetUp failed for volume "cfg" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.9:/x /var/lib/kubelet/pods/1/volumes/kubernetes.io~nfs/cfg\nOutput: mount: unknown filesystem type \'nfs\'.',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-tool-missing',
    container: null,
    certainty: 'certain',
    facts: { type: 'nfs', volume: 'cfg' },
  })
})

test('knows a missing helper program', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'MountVolume.SetUp failed for volume "cfg" : mount failed: exit status 32\nMounting arguments: -t cifs //srv/x /y\nOutput: mount: /y: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.cifs helper program.',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-tool-missing',
    container: null,
    certainty: 'certain',
    facts: { type: 'cifs' },
  })
})

test('knows a missing client', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'MountVolume.WaitForAttach failed for volume "cfg" : executable file not found in $PATH',
  ])
  expect(verdict).toMatchObject({
    cause: 'mount-tool-missing',
    container: null,
    certainty: 'certain',
  })
})
