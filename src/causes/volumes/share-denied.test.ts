import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { shareDenied } from './share-denied.ts'

testCause(shareDenied, {
  saysItFor: [],
  staysSilentFor: {
    'nfs-mount-fails': 'The server was not asked: the node cannot mount such shares.',
  },
})

const recorded = 'configmap "nginx-conf" not found'

test.each([
  [
    'mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs nas.lab.example:/pool/a /var/lib/kubelet/x\nOutput: mount.nfs: access denied by server while mounting nas.lab.example:/pool/a',
    { share: 'nas.lab.example:/pool/a', kind: 'nfs' },
    'export list',
  ],
  [
    `rpc error: code = Internal desc = Could not mount "fs-0123456789abcdef0:/" at "/var/lib/x": mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t efs -o tls fs-0123456789abcdef0:/ /var/lib/x\nOutput: b'mount.nfs4: access denied by server while mounting 127.0.0.1:/'`,
    { share: 'fs-0123456789abcdef0:/', kind: 'efs' },
    'IAM role',
  ],
  [
    'rpc error: code = Internal desc = mount failed: exit status 32\nMounting arguments: -t cifs -o vers=3.0 //files.example/team /var/lib/x\nOutput: mount error(13): Permission denied\nRefer to the mount.cifs(8) manual page',
    { share: '//files.example/team', kind: 'smb' },
    'user and password',
  ],
  [
    'rpc error: code = Internal desc = an error (exit status 32) occurred while running mount args: [-t ceph 10.0.0.1:6789,10.0.0.2:6789:/volumes/csi /var/lib/x -o name=csi] stderr: mount error 13 = Permission denied',
    { share: '10.0.0.1:6789,10.0.0.2:6789:/volumes/csi', kind: 'ceph' },
    'Ceph user and key',
  ],
])('names the share, and where its rules are: %s', async (says, facts, advice) => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [recorded, says])
  expect(verdict).toMatchObject({ cause: 'share-denied', certainty: 'certain', facts })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining(advice) })
})
