import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { volumeSourceMissing } from './volume-source-missing.ts'

testCause(volumeSourceMissing, {
  saysItFor: [],
  staysSilentFor: {
    'volume-mounted-on-a-file': 'The volume is there; its path in the container does not fit.',
    'sub-path-of-a-file': 'The volume is there; the subPath does not fit.',
  },
})

test.each([
  // containerd.
  [
    'failed to generate container "1" spec: failed to generate spec: failed to stat "/data/app": stat /data/app: no such file or directory',
    false,
  ],
  [
    'failed to generate container "1" spec: failed to generate spec: failed to mkdir "/data/app": mkdir /data: read-only file system',
    true,
  ],
  // dockerd.
  [
    'Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /data/app',
    false,
  ],
  // runc.
  ['error mounting "/data/app" to rootfs at "/app": stat /data/app: no such file or directory', false],
])('knows %s', async (words, isReadOnly) => {
  const { verdict } = await rewordedDiagnosis('command-not-in-image', [
    /failed to create (?:containerd task|shim task).*/,
    words,
  ])
  expect(verdict).toMatchObject({
    cause: 'volume-source-missing',
    container: 'app',
    facts: { path: '/data/app', isReadOnly },
  })
})

test('knows the bare words of a kubelet that looks into a volume for its subPath', async () => {
  const { verdict } = await rewordedDiagnosis('c01-configmap-missing', [
    /^(Error: )?configmap ".*" not found$/,
    'stat /data/app: no such file or directory',
  ])
  expect(verdict).toMatchObject({ cause: 'volume-source-missing', facts: { path: '/data/app' } })
})
