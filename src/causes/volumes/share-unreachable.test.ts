import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { shareUnreachable } from './share-unreachable.ts'

testCause(shareUnreachable, {
  saysItFor: [],
  staysSilentFor: {
    'nfs-mount-fails': 'The server was not asked: the node cannot mount such shares.',
  },
})

const recorded = 'configmap "nginx-conf" not found'

test.each([
  [
    'mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs -o nfsvers=4.1 10.0.4.7:/srv/media /var/lib/kubelet/pods/x/volumes/kubernetes.io~nfs/cfg\nOutput: mount.nfs: No route to host',
    '10.0.4.7',
    '2049',
  ],
  [
    'mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t cifs -o file_mode=0777,vers=3.0,<masked> //acct.file.core.example.net/share /var/lib/kubelet/x\nOutput: mount error(115): Operation now in progress\nRefer to the mount.cifs(8) manual page',
    'acct.file.core.example.net',
    '445',
  ],
  [
    'rpc error: code = Internal desc = mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs nfs.storage.svc.cluster.local:/ /var/lib/kubelet/x\nOutput: mount.nfs: Failed to resolve server nfs.storage.svc.cluster.local: Name or service not known',
    'nfs.storage.svc.cluster.local',
    'does not use the DNS of the cluster',
  ],
  [
    'rpc error: code = Internal desc = an error (exit status 32) occurred while running mount args: [-t ceph 10.0.0.1:6789:/volumes /var/lib/x -o name=csi] stderr: mount error 110 = Connection timed out',
    '10.0.0.1:6789',
    'Ceph monitor',
  ],
])('names the server and what to test: %s', async (says, server, advice) => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [recorded, says])
  expect(verdict).toMatchObject({ cause: 'share-unreachable', certainty: 'certain', facts: { server } })
  expect(verdict?.next[0]).toEqual({ advice: expect.stringContaining(advice) })
})
