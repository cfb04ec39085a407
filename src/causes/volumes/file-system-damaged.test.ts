import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { fileSystemDamaged } from './file-system-damaged.ts'

testCause(fileSystemDamaged, {
  saysItFor: [],
  staysSilentFor: {
    'nfs-mount-fails': 'The node lacks the program that mounts it.',
    'local-volume-path-missing': 'There is nothing to mount.',
  },
})

test.each([
  [
    "rpc error: code = Internal desc = 'fsck' found errors on device /dev/rbd0 but could not correct them: fsck from util-linux 2.36\n/dev/rbd0 contains a file system with errors, check forced.",
    '/dev/rbd0',
  ],
  [
    'mount failed: exit status 32\nOutput: mount: /var/lib/kubelet/globalmount: mount(2) system call failed: Structure needs cleaning.',
    '',
  ],
])('names the device: %s', async (says, device) => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'configmap "nginx-conf" not found',
    says,
  ])
  expect(verdict).toMatchObject({ cause: 'file-system-damaged', certainty: 'certain', facts: { device } })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining('snapshot of the disk first') })
})
