import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { mountStale } from './mount-stale.ts'

testCause(mountStale, {
  saysItFor: [],
  staysSilentFor: {
    'nfs-mount-fails': 'Nothing was mounted before.',
    'i01-csi-driver-missing': 'The driver is not there at all.',
  },
})

test.each([
  [
    'rpc error: code = Internal desc = stat /var/lib/kubelet/plugins/kubernetes.io/csi/pv/pvc-1/globalmount: transport endpoint is not connected',
    '/var/lib/kubelet/plugins/kubernetes.io/csi/pv/pvc-1/globalmount',
  ],
  ['mount failed: exit status 32\nOutput: mount.nfs: Stale file handle', ''],
])('says what to unmount: %s', async (says, path) => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'configmap "nginx-conf" not found',
    says,
  ])
  expect(verdict).toMatchObject({ cause: 'mount-stale', certainty: 'certain', facts: { path } })
})
