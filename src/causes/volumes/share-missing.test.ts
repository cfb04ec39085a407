import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { shareMissing } from './share-missing.ts'

testCause(shareMissing, {
  saysItFor: [],
  staysSilentFor: {
    'nfs-mount-fails': 'The server was not asked: the node cannot mount such shares.',
    'local-volume-path-missing': 'The path is one of the node.',
  },
})

test.each([
  [
    'mount failed: exit status 32\nMounting arguments: -t nfs 10.1.2.3:/volume1/k8s /var/lib/x\nOutput: mount.nfs: mounting 10.1.2.3:/volume1/k8s failed, reason given by server: No such file or directory',
    '10.1.2.3:/volume1/k8s',
  ],
  [
    'rpc error: code = Internal desc = mount failed: exit status 32\nMounting arguments: -t cifs //nas/gone /var/lib/x\nOutput: mount error(2): No such file or directory',
    '//nas/gone',
  ],
])('names the share: %s', async (says, share) => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'configmap "nginx-conf" not found',
    says,
  ])
  expect(verdict).toMatchObject({ cause: 'share-missing', certainty: 'certain', facts: { share } })
})
