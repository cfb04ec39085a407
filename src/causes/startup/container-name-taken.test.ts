import { expect, test } from 'vitest'
import { rewordedDiagnosis } from '../../../test/causes/reworded.ts'
import { testCause } from '../../../test/causes/test-cause.ts'
import { containerNameTaken } from './container-name-taken.ts'

testCause(containerNameTaken, {
  saysItFor: [],
  staysSilentFor: {
    'command-not-in-image': 'The container was made.',
  },
})

test.each([
  'Error response from daemon: Conflict. The container name "/k8s_app_app_shop_1b086090_2" is already in use by container "94ffec110c0342db864efad67c8ca47661266677b921a98131e4b0b09434cc05". You have to remove (or rename) that container to be able to reuse that name.',
  'Error response from daemon: Conflict. The name "/k8s_app_app_shop_1b086090_2" is already in use by container 94ffec110c03. You have to delete (or rename) that container to be able to reuse that name.',
])('knows %s', async (words) => {
  const { verdict } = await rewordedDiagnosis('command-not-in-image', [
    /failed to create (?:containerd task|shim task).*/,
    words,
  ])
  expect(verdict).toMatchObject({
    cause: 'container-name-taken',
    facts: { name: 'k8s_app_app_shop_1b086090_2' },
  })
  expect(verdict?.next[0]).toMatchObject({ advice: expect.stringContaining('docker rm -f 94ffec110c03') })
})
