import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { hostPathMismatch } from './host-path-mismatch.ts'

testCause(hostPathMismatch, {
  saysItFor: ['c11-hostpath-type', 'host-path-file-for-directory', 'host-path-no-socket'],
  staysSilentFor: {
    'local-volume-path-missing': 'The path on the node belongs to a PersistentVolume.',
    'volume-mounted-on-a-file': 'The path in the container is at fault, not that on the node.',
  },
})

test('names path and type', async () => {
  const { verdict } = await rewordedDiagnosis('c05-configmap-volume-missing', [
    'MountVolume.SetUp failed for volume "cfg" : configmap "nginx-conf" not found',
    'MountVolume.SetUp failed for volume "cfg" : hostPath type check failed: /var/run/docker.sock is not a socket file',
  ])
  expect(verdict).toMatchObject({
    cause: 'host-path-mismatch',
    container: null,
    certainty: 'certain',
    facts: { path: '/var/run/docker.sock', type: 'socket file' },
  })
})
